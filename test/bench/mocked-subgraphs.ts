import { hash } from 'node:crypto'
import { createServer } from 'node:http'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { readPublishedSdl } from '@exchange-network/schema/compose'
import { subgraphs } from '@exchange-network/schema/subgraphs'
import {
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
  type GraphQLTypeResolver,
  getNullableType,
  graphql,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isListType,
  parse,
} from 'graphql'
import { type Listening, listen } from './listening.ts'
import { readBody } from './recorded-subgraphs.ts'

/** A request whose id begins with it is not answered but fails with the status 500. */
export const failingId = 'fail-'

/**
 * Starts the network's subgraphs behind one origin, each at `/<name>`, with made-up values in place of databases. Equal
 * requests get equal replies, made once: a list has two items, an entity keeps its keys.
 */
export const startMockedSubgraphs = async (): Promise<Listening> => {
  const schemas = new Map(
    subgraphs.map(entry => [`/${entry.name}`, buildSubgraphSchema(parse(readPublishedSdl(entry)))]),
  )
  const replies = new Map<string, Promise<Buffer>>()

  const server = createServer(async (request, response) => {
    const schema = schemas.get(request.url ?? '')
    const body = await readBody(request)
    const isToFail = String(request.headers['x-request-id']).startsWith(failingId)
    if (isToFail || !schema) return response.writeHead(500).end()
    const key = `${request.url} ${hash('sha1', body)}`
    const reply = replies.get(key) ?? replyTo(schema, body)
    if (replies.size < maxReplies) replies.set(key, reply)
    response.writeHead(200, { 'content-type': 'application/json' }).end(await reply)
  })
  return listen(server)
}

const replyTo = async (schema: GraphQLSchema, body: Buffer): Promise<Buffer> => {
  const { query: source, variables: variableValues } = JSON.parse(body.toString())
  const result = await graphql({ schema, source, variableValues, fieldResolver: madeUp, typeResolver: firstType })
  return Buffer.from(JSON.stringify(result))
}

const madeUp: GraphQLFieldResolver<Readonly<Record<string, unknown>> | undefined, unknown> = (
  source,
  _args,
  _context,
  { fieldName, returnType },
) => source?.[fieldName] ?? madeUpValue(returnType)

const madeUpValue = (type: GraphQLOutputType): unknown => {
  const nullable = getNullableType(type)
  if (isListType(nullable)) return [madeUpValue(nullable.ofType), madeUpValue(nullable.ofType)]
  if (isCompositeType(nullable)) return {}
  if (isEnumType(nullable)) return nullable.getValues()[0]?.value
  return scalars[nullable.name] ?? 'made up'
}

const scalars: Readonly<Record<string, unknown>> = { Int: 7, Float: 0.5, Boolean: true, ID: 'id-1' }

const firstType: GraphQLTypeResolver<{ readonly __typename?: string }, unknown> = (value, _context, info, type) =>
  value.__typename ?? (isAbstractType(type) ? info.schema.getPossibleTypes(type)[0]?.name : undefined)

const maxReplies = 20_000
