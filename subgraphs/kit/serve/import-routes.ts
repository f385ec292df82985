import { tmpdir } from 'node:os'
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { GraphQLError } from 'graphql'
import { isOurs, maskError } from '../errors/mask.ts'
import { problem } from '../errors/problem.ts'
import type { ServedMutations } from '../identity/served-mutations.ts'
import { servedBefore } from '../identity/verify.ts'
import type { AnyImport, ImportContext } from '../importing/import-definition.ts'
import type { ImportProgress, ImportReport } from '../importing/report.ts'
import { lackingScopes, runImport } from '../importing/run-import.ts'
import { writeExport } from '../importing/write-export.ts'
import { readExportQuery, readImportQuery } from './file-query.ts'
import { removeStaleBodies, spoolBody } from './spooled-body.ts'

/** What the routes of files need. */
export type ImportRouteParts = {
  /** The kinds that the subgraph takes in and gives out. */
  readonly imports: readonly AnyImport[]
  /** Lets the identity of an import serve once: it changes something, as a mutation does. */
  readonly mutations: ServedMutations
  readonly contextOf: (request: FastifyRequest) => Promise<ImportContext>
  /** Where bodies lie while they are read; the system's folder for such files unless told. */
  readonly folder?: string
}

/** Serves POST /imports/<kind> and GET /exports/<kind>.csv for the gateway; the identity gate stands before them. */
export const addImportRoutes = (root: FastifyInstance, parts: ImportRouteParts): void => {
  const { imports, contextOf, mutations, folder = tmpdir() } = parts
  const definitionOf = (kind: string): AnyImport => {
    const definition = imports.find(one => one.kind === kind)
    if (definition) return definition
    const kinds = imports.map(one => `"${one.kind}"`).join(', ')
    throw problem('NOT_FOUND', `There are no files of "${kind}" here. There are those of ${kinds}.`)
  }
  root.addHook('onReady', async () => {
    await removeStaleBodies(folder).catch(error => root.log.warn({ err: error }, 'Old uploads were not removed.'))
  })
  // Only in here a body is left to its handler, which writes it to disk before it looks into it.
  root.register(async app => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser(['text/csv', 'application/octet-stream'], (_request, payload, done) => done(null, payload))

    app.post<{ Params: { kind: string } }>('/imports/:kind', async (request, reply) => {
      const gone = leaving(reply)
      const definition = definitionOf(request.params.kind)
      const { dryRun, options, columns } = readImportQuery(request.raw.url ?? '')
      const context = await contextOf(request)
      requireScopes(definition, context)
      const body = await spoolBody(request, folder)
      const answer = createAnswer(request, reply, gone)
      try {
        if (!request.identity || !(await mutations.serve(request.identity.id))) throw servedBefore()
        const { path: file } = body
        const { progress: onProgress } = answer
        return answer.report(
          await runImport(definition, context, { file, dryRun, options, columns, onProgress, signal: gone }),
        )
      } catch (error) {
        return answer.fail(error)
      } finally {
        await body[Symbol.asyncDispose]()
      }
    })

    app.get<{ Params: { kind: string } }>('/exports/:kind.csv', { exposeHeadRoute: false }, async (request, reply) => {
      const definition = definitionOf(request.params.kind)
      if (!definition.export) throw problem('NOT_FOUND', `Files of "${definition.kind}" are only taken in.`)
      const options = readExportQuery(request.raw.url ?? '')
      const chunks = writeExport(definition, await contextOf(request), options)
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${definition.kind}.csv"`)
        .send(Readable.from(await begun(chunks)))
    })
  })
}

const requireScopes = (definition: AnyImport, context: ImportContext): void => {
  const lacking = lackingScopes(definition, context)
  if (lacking.length === 0) return
  const names = lacking.map(scope => `"${scope}"`).join(' and ')
  throw problem(
    'FORBIDDEN',
    `To import files of "${definition.kind}" your token needs the scope ${names}. Get one with it.`,
  )
}

const leaving = (reply: FastifyReply): AbortSignal => {
  const gone = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort(new Error('Nobody waits for the import any more.'))
  })
  return gone.signal
}

/** The answer to an import: lines of progress before the report for who asks for them, else the report alone. */
type ImportAnswer = {
  readonly progress: (progress: ImportProgress) => void
  report(report: ImportReport): FastifyReply
  /** Throws the error where no line has been sent yet, so that its status is told. */
  fail(error: unknown): FastifyReply
}

const createAnswer = (request: FastifyRequest, reply: FastifyReply, gone: AbortSignal): ImportAnswer => {
  const wantsLines = /\bapplication\/x-ndjson\b/i.test(request.headers.accept ?? '')
  let stream: Readable | null = null
  let toldAt = Number.NEGATIVE_INFINITY
  const tell = (line: object): void => {
    if (!stream) {
      stream = new Readable({ read: () => undefined })
      reply.type('application/x-ndjson; charset=utf-8').send(stream)
    }
    stream.push(`${JSON.stringify(line)}\n`)
  }
  const end = (line: object): FastifyReply => {
    tell(line)
    stream?.push(null)
    return reply
  }
  return {
    progress: progress => {
      if (!wantsLines || performance.now() - toldAt < betweenMs) return
      toldAt = performance.now()
      tell({ progress })
    },
    report: report => (wantsLines ? end({ report }) : reply.send({ report })),
    fail: error => {
      // Then it was stopped on purpose.
      if (gone.aborted) return reply
      if (!stream) throw error
      if (isOurs(error)) request.log.error({ err: error }, 'An import failed.')
      const formatted = error instanceof GraphQLError ? error.toJSON() : { message: '' }
      return end({ errors: [maskError(formatted, error, request.id)] })
    },
  }
}

const betweenMs = 250

// What is wrong with an export shows before its first bytes; then there is still a status to tell it by.
const begun = async (chunks: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> => {
  const iterator = chunks[Symbol.asyncIterator]()
  const first = await iterator.next()
  return (async function* () {
    try {
      if (first.done) return
      yield first.value
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value
    } finally {
      await iterator.return?.()
    }
  })()
}
