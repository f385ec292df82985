import type { Socket } from 'node:net'
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { plainChallenge } from './admission.ts'
import { sendError } from './errors.ts'
import { type OpenTransferOptions, openTransfer, orderOf, type TransferOrder } from './open-transfer.ts'
import { errorOf, type Problem, sendProblem } from './transfer-answer.ts'

type Line = { readonly progress: object } | { readonly report: object } | { readonly problem: Problem }

/** What the route needs. */
export type ImportRouteOptions = OpenTransferOptions & {
  readonly transfers: {
    has(kind: string): boolean
    importFile(order: TransferOrder & { upload: Readable; declaredBytes: number | null }): AsyncGenerator<Line>
  }
  /** Keeps a connection from being cut while a large file comes in. */
  readonly ownTime: { add(socket: Socket): unknown; delete(socket: Socket): unknown }
}

/** Serves POST /imports/<kind>. Signed-in viewers only: an import always belongs to somebody. */
export const addImportRoute = (app: FastifyInstance, options: ImportRouteOptions): void => {
  const { transfers, ownTime } = options
  app.route<{ Params: { kind: string } }>({
    method: 'POST',
    url: '/imports/:kind',
    onRequest: (request, reply, done) => {
      openTransfer(
        'import',
        request,
        reply,
        options,
        ({ viewer }) => {
          if (viewer.subject === null) {
            reply.header('www-authenticate', plainChallenge)
            return sendError(
              reply,
              'UNAUTHENTICATED',
              'Nobody may import without a token. Send "authorization: Bearer <token>".',
            )
          }
          const { kind } = request.params
          if (!transfers.has(kind)) return sendError(reply, 'NOT_FOUND', `There are no files of "${kind}" here.`)
          // A page of another site can make a browser send plain text, but neither of these.
          if (!fileType.test(request.headers['content-type'] ?? '')) {
            return sendError(
              reply,
              'UNSUPPORTED_MEDIA_TYPE',
              'The file is not of the type "text/csv". Say so in the header "content-type".',
            )
          }
          done()
        },
        done,
      )
    },
    handler: async (request, reply) => {
      const upload = request.raw
      const { socket } = upload
      ownTime.add(socket)
      reply.raw.once('close', () => ownTime.delete(socket))
      reply.raw.once('finish', () => drain(upload))
      const length = request.headers['content-length']
      const declaredBytes = length === undefined ? null : Number(length)
      const lines = transfers.importFile({ ...orderOf(request, request.params.kind), upload, declaredBytes })
      if (!/\bapplication\/x-ndjson\b/i.test(request.headers.accept ?? '')) return sendLast(lines, request, reply)
      const first = await lines.next()
      if (first.done) return sendNothing(request, reply)
      if ('problem' in first.value) return sendProblem(first.value.problem, request, reply)
      return reply.type('application/x-ndjson; charset=utf-8').send(Readable.from(written(first.value, lines, request)))
    },
  })
}

const fileType = /^\s*(text\/csv|application\/octet-stream)\s*(;|$)/i

const sendLast = async (
  lines: AsyncGenerator<Line>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  for await (const line of lines) {
    if ('problem' in line) return sendProblem(line.problem, request, reply)
    if ('report' in line) return reply.type('application/json; charset=utf-8').send(line)
  }
  return sendNothing(request, reply)
}

const sendNothing = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const message = 'The gateway failed to answer this request.'
  return sendProblem({ code: 'INTERNAL_SERVER_ERROR', message, retryAfterSeconds: null }, request, reply)
}

async function* written(first: Line, rest: AsyncGenerator<Line>, request: FastifyRequest): AsyncGenerator<string> {
  yield `${JSON.stringify(first)}\n`
  for await (const line of rest) {
    if ('problem' in line) request.transfer?.codes.add(line.problem.code)
    yield `${JSON.stringify('problem' in line ? { errors: [errorOf(line.problem, request.id)] } : line)}\n`
  }
}

// Who sends more than was read can only then see why; but nobody is listened to for long.
const drain = (upload: FastifyRequest['raw']): void => {
  if (upload.complete) return
  const timer = setTimeout(() => upload.socket.destroy(), drainMs)
  upload.once('close', () => clearTimeout(timer))
  upload.on('readable', () => {
    while (upload.read() !== null);
  })
}
const drainMs = 5_000
