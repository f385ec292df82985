import { hash } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import { type GraphQLSchema, graphql } from 'graphql'
import { benchSubgraphs } from './bench-subgraphs.ts'
import { type Listening, listen } from './listening.ts'

/** All subgraphs of the bench behind one origin, each at `/<name>`. */
export type RecordedSubgraphs = Listening & {
  /** How many requests came so far. */
  requests(): number
  /** Ends the recording, or goes on with it; without, an unknown request is refused and counted. */
  record(isOn: boolean): void
  /** How many requests were refused so far. */
  refused(): number
}

/**
 * Starts the subgraphs. A request that is new is answered by a real subgraph and its reply recorded; the same bytes get
 * the recorded reply, so that a measured request costs the subgraphs next to nothing.
 */
export const startRecordedSubgraphs = async (): Promise<RecordedSubgraphs> => {
  const schemas = new Map(benchSubgraphs.map(({ name, schema }) => [`/${name}`, schema]))
  const replies = new Map<string, Buffer>()
  let requests = 0
  let refused = 0
  let isRecording = true

  const replyTo = async (path: string, body: Buffer): Promise<Buffer | null> => {
    const key = `${path} ${hash('sha1', body)}`
    const recorded = replies.get(key)
    if (recorded) return recorded
    const schema = schemas.get(path)
    if (!isRecording || !schema) return null
    const reply = await answer(schema, body)
    replies.set(key, reply)
    return reply
  }

  const server = createServer(async (request, response) => {
    // A gateway may ask whether a subgraph is there; that is no fetch.
    if (request.method !== 'POST') return response.writeHead(200).end()
    requests++
    const reply = await replyTo(request.url ?? '', await readBody(request))
    if (!reply) refused++
    const body = reply ?? Buffer.from('{"errors":[{"message":"This request was not recorded."}]}')
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body)
  })
  const listening = await listen(server)
  return {
    ...listening,
    requests: () => requests,
    record: isOn => {
      isRecording = isOn
    },
    refused: () => refused,
  }
}

/** Reads all bytes of a request. */
export const readBody = (request: IncomingMessage): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    // Listeners and not "for await", which costs more than all else that a small request needs.
    const chunks: Buffer[] = []
    request
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .once('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)))
      .once('error', reject)
  })

const answer = async (schema: GraphQLSchema, body: Buffer): Promise<Buffer> => {
  const { query, variables, operationName } = JSON.parse(body.toString())
  return Buffer.from(JSON.stringify(await graphql({ schema, source: query, variableValues: variables, operationName })))
}
