import { type Charge, rateRefusal } from '../allowance.ts'
import { askSubgraph, linesOf, type SubgraphAnswer, type SubgraphOrder } from './ask-subgraph.ts'
import { BadAnswer, type ImportLine, readImportLine } from './read-report.ts'
import { createProblems, passes, refusalOf, withDoubt } from './refusals.ts'
import { type SpooledFile, spoolUpload, tooLarge } from './spool-upload.ts'
import type { Export, Import, Owner, Transfer, TransferOptions } from './transfer.ts'
import { TransferProblem } from './transfer-problem.ts'
import { createTransferSlots } from './transfer-slots.ts'

/** Lets files through. */
export type Transfers = {
  /** Whether some subgraph takes and gives files of this kind. */
  has(kind: string): boolean
  /** Takes a file in. Never throws: the last line is a report or a problem. */
  importFile(order: Import): AsyncGenerator<ImportLine>
  /** Gets a file out. Throws a TransferProblem. */
  exportFile(order: Transfer): Promise<Export>
  /** Ends what is under way, after a while in which it may end by itself. */
  close(): void
}

/** Creates the way of files between clients and subgraphs: nothing is kept, nothing is sent twice. */
export const createTransfers = (options: TransferOptions): Transfers => {
  const { ownerOf, charge, maxBytes, maxReplyBytes, timeoutMs } = options
  const imports = createTransferSlots({ most: 4, mostOfOne: 2 })
  const exports = createTransferSlots({ most: 4, mostOfOne: 2 })
  const stopping = new AbortController()
  const problemOf = createProblems(options)

  const ownerOrThrow = (kind: string): Owner => {
    const owner = ownerOf(kind)
    if (!owner) throw new TransferProblem('NOT_FOUND', `No subgraph that is served here has files of "${kind}".`)
    return owner
  }

  const ask = (
    { requestId, viewer, signal }: Transfer,
    order: Pick<SubgraphOrder, 'subgraph' | 'address' | 'method' | 'target' | 'headers' | 'body'>,
    bodyHash: string,
  ): Promise<SubgraphAnswer> => {
    const { subgraph, target } = order
    const identity = options.sign({ subgraph, target: `${order.method} ${target}`, bodyHash, viewer })
    const headers = {
      ...order.headers,
      'accept-encoding': 'identity',
      'x-request-id': requestId,
      ...(identity !== null && { 'exchange-identity': identity }),
    }
    const { connectTimeoutMs } = options
    return askSubgraph({ ...order, headers, timeoutMs, connectTimeoutMs, signal: untilGone(signal) })
  }
  const untilGone = (signal: AbortSignal): AbortSignal => AbortSignal.any([signal, stopping.signal])

  async function* takeIn(order: Import): AsyncGenerator<ImportLine> {
    const { payer, upload, declaredBytes, signal } = order
    const owner = ownerOrThrow(order.kind)
    if (declaredBytes !== null && declaredBytes > maxBytes) throw tooLarge(maxBytes)
    if (declaredBytes !== null) pay(charge, payer, kilobytes(declaredBytes))
    const place = imports.take(payer)
    try {
      const spooling = { folder: options.folder, maxBytes, timeoutMs, stallMs, signal: untilGone(signal) }
      const file = await spoolUpload(upload, spooling)
      try {
        if (declaredBytes === null) pay(charge, payer, kilobytes(file.bytes))
        yield* handOn(order, owner, file)
      } finally {
        await file[Symbol.asyncDispose]()
      }
    } finally {
      place[Symbol.dispose]()
    }
  }

  async function* handOn(order: Import, owner: Owner, file: SpooledFile): AsyncGenerator<ImportLine> {
    const headers = { 'content-type': 'text/csv', 'content-length': String(file.bytes), accept: 'application/x-ndjson' }
    const target = `/imports/${order.kind}${order.search}`
    const answer = await ask(order, { ...owner, method: 'POST', target, headers, body: file.read() }, file.sha256)
    try {
      if (answer.status !== 200) throw await refusalOf(answer)
      for await (const text of linesOf(answer.chunks(), maxReplyBytes)) {
        const line = readImportLine(text, passes)
        yield line
        if (!('progress' in line)) return
      }
      throw new BadAnswer('The answer ended before the report.')
    } finally {
      await answer[Symbol.asyncDispose]()
    }
  }

  const getOut = async (order: Transfer): Promise<SubgraphAnswer> => {
    const owner = ownerOrThrow(order.kind)
    pay(charge, order.payer, exportCost)
    const target = `/exports/${order.kind}.csv${order.search}`
    const answer = await ask(
      order,
      { ...owner, method: 'GET', target, headers: { accept: 'text/csv' }, body: null },
      hashOfNothing,
    )
    try {
      if (answer.status !== 200) throw await refusalOf(answer)
      if (!/^text\/csv\b/i.test(answer.contentType)) throw new BadAnswer('The answer is no CSV.')
      return answer
    } catch (cause) {
      await answer[Symbol.asyncDispose]()
      throw cause
    }
  }

  return {
    has: kind => ownerOf(kind) !== null,
    importFile: async function* (order) {
      let isWriting = false
      try {
        for await (const line of takeIn(order)) {
          if ('progress' in line) isWriting = line.progress.phase === 'writing'
          yield line
        }
      } catch (cause) {
        const problem = problemOf(cause, order)
        yield { problem: isWriting ? withDoubt(problem) : problem }
      }
    },
    exportFile: async order => {
      try {
        const place = exports.take(order.payer)
        const answer = await getOut(order).catch((cause: unknown) => {
          place[Symbol.dispose]()
          throw cause
        })
        return {
          chunks: answer.chunks(),
          [Symbol.asyncDispose]: async () => {
            place[Symbol.dispose]()
            await answer[Symbol.asyncDispose]()
          },
        }
      } catch (cause) {
        throw problemOf(cause, order)
      }
    },
    close: () => {
      const stop = (): void => stopping.abort(new TransferProblem('SERVICE_UNAVAILABLE', stoppingSentence, 5))
      setTimeout(stop, graceMs).unref()
    },
  }
}

const stoppingSentence = 'The gateway is stopping. Send the file again in a moment.'

// Less than the time in which the process has to end.
const graceMs = 5_000

// Whoever sends nothing for as long has gone.
const stallMs = 15_000

// SHA-256 of an empty body, in base64url.
const hashOfNothing = '47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU'

// A file costs what it makes the network do: about as much as so many objects.
const kilobytes = (bytes: number): number => Math.ceil(bytes / 1024)
const exportCost = 1000

const pay = (charge: Charge | null, payer: string, cost: number): void => {
  const allowance = charge?.(payer, cost) ?? null
  if (allowance === null || allowance.retryAfterSeconds === null) return
  throw new TransferProblem('RATE_LIMITED', rateRefusal(allowance, cost), allowance.retryAfterSeconds)
}
