import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sendError } from './errors.ts'
import { type OpenTransferOptions, openTransfer, orderOf, type TransferOrder } from './open-transfer.ts'
import { type Problem, sendProblem } from './transfer-answer.ts'

type OpenFile = AsyncDisposable & { readonly chunks: AsyncIterable<Buffer> }

/** What the route needs. */
export type ExportRouteOptions = OpenTransferOptions & {
  readonly transfers: {
    has(kind: string): boolean
    exportFile(order: TransferOrder): Promise<OpenFile>
    isProblem(cause: unknown): cause is Problem
  }
}

/** Serves GET /exports/<kind>.csv to everybody: what somebody may read may also leave as a file. */
export const addExportRoute = (app: FastifyInstance, options: ExportRouteOptions): void => {
  const { transfers } = options
  app.route<{ Params: { file: string } }>({
    method: 'GET',
    url: '/exports/:file',
    onRequest: (request, reply, done) => {
      openTransfer(
        'export',
        request,
        reply,
        options,
        () => {
          const { file } = request.params
          if (kindOf(file) !== null && transfers.has(kindOf(file)!)) return done()
          return sendError(reply, 'NOT_FOUND', `There is no file "${file}" here.`)
        },
        done,
      )
    },
    handler: async (request, reply) => {
      const order = orderOf(request, kindOf(request.params.file) ?? '')
      const file = await transfers.exportFile(order).catch((cause: unknown) => {
        if (transfers.isProblem(cause)) return cause
        throw cause
      })
      if ('code' in file) return sendProblem(file, request, reply)
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${order.kind}.csv"`)
        .send(Readable.from(chunksOf(file, request, transfers)))
    },
  })
}

const kindOf = (file: string): string | null => /^(.+)\.csv$/.exec(file)?.[1] ?? null

// What breaks in the middle ends the connection: half a file must not look like a whole one.
async function* chunksOf(
  file: OpenFile,
  request: FastifyRequest,
  { isProblem }: ExportRouteOptions['transfers'],
): AsyncGenerator<Buffer> {
  try {
    yield* file.chunks
  } catch (cause) {
    request.transfer?.codes.add(isProblem(cause) ? cause.code : 'SUBGRAPH_ERROR')
    throw cause
  } finally {
    await file[Symbol.asyncDispose]()
  }
}
