import { catalogue, type ErrorCode, isErrorCode, subgraphCodes } from '../errors.ts'
import type { SubgraphAnswer } from './ask-subgraph.ts'
import { BadAnswer, readJson, readProblem } from './read-report.ts'
import type { Transfer, TransferOptions } from './transfer.ts'
import { TransferProblem } from './transfer-problem.ts'

/** Tells whether a subgraph may refuse a file with this code, in its own words; it may have a limit of its own. */
export const passes = (code: unknown): code is ErrorCode =>
  isErrorCode(code) && (subgraphCodes.has(code) || code === 'PAYLOAD_TOO_LARGE') && catalogue[code].status >= 400

/** Reads why a subgraph took or gave no file. Throws a BadAnswer where that is nothing for a client. */
export const refusalOf = async (answer: SubgraphAnswer): Promise<TransferProblem> => {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of answer.chunks()) {
    bytes += chunk.length
    if (bytes > longestRefusal) throw new BadAnswer(`The subgraph answered with HTTP status ${answer.status}.`)
    chunks.push(chunk)
  }
  return readProblem(readJson(Buffer.concat(chunks).toString('utf8')), passes)
}
const longestRefusal = 65_536

/** Turns whatever went wrong into words for the client; what was nobody's plan is in the log. */
export const createProblems =
  ({ ownerOf, log }: Pick<TransferOptions, 'ownerOf' | 'log'>) =>
  (cause: unknown, { requestId, kind }: Transfer): TransferProblem => {
    const subgraph = ownerOf(kind)?.subgraph ?? ''
    if (cause instanceof TransferProblem) {
      if (cause.code === 'SUBGRAPH_TIMEOUT') log.warn({ requestId, subgraph }, 'file was not answered in time')
      return cause
    }
    const reason = cause instanceof Error ? cause.message : String(cause)
    log.warn({ requestId, subgraph, reason }, 'file was not answered')
    return cause instanceof BadAnswer
      ? new TransferProblem('SUBGRAPH_ERROR', `The subgraph "${subgraph}" failed.`)
      : new TransferProblem('INTERNAL_SERVER_ERROR', 'The gateway failed to answer this request.')
  }

/** Adds to a problem that came while rows were written: whether they were committed, only the subgraph knows. */
export const withDoubt = (problem: TransferProblem): TransferProblem => {
  const { code, message, retryAfterSeconds } = problem
  if (passes(code) && code !== 'SERVICE_UNAVAILABLE') return problem
  return new TransferProblem(code, `${message} ${doubt}`, retryAfterSeconds, { cause: problem })
}

const doubt =
  'The file may have been applied. Send it again as a dry run: rows that were applied are told as unchanged.'
