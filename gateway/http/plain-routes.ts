import type { FastifyInstance } from 'fastify'

/** Serves what is no GraphQL: the front page, the gateway's health and its metrics. */
export const addPlainRoutes = (
  app: FastifyInstance,
  options: {
    /** What is served at this moment. */
    served: () => {
      readonly supergraphHash: string
      /** Names and states of the subgraphs. */
      subgraphStates(): Promise<Readonly<Record<string, unknown>>>
    }
    metrics: { readonly contentType: string; text(): Promise<string> }
  },
): void => {
  app.get('/', async (_request, reply) => reply.type('text/plain; charset=utf-8').send(frontPage))

  app.get('/health/live', async () => ({ status: 'live' }))

  // Ready also when subgraphs are down: their fields are missing then, the others are answered.
  app.get('/health/ready', async (_request, reply) => {
    const { supergraphHash: supergraph, subgraphStates } = options.served()
    const subgraphs = await subgraphStates()
    return reply.header('cache-control', 'no-store').send({ status: 'ready', supergraph, subgraphs })
  })

  app.get('/metrics', async (_request, reply) =>
    reply
      .header('cache-control', 'no-store')
      .header('content-type', options.metrics.contentType)
      .send(await options.metrics.text()),
  )
}

const frontPage = `This is a GraphQL gateway.

Ask it with POST /graphql, as JSON: {"query": "{ __typename }"}

  curl -H 'content-type: application/json' -d '{"query":"{ __schema { queryType { fields { name description } } } }"}' <this address>/graphql

Send "authorization: Bearer <token>" to ask as yourself; without it you are an anonymous viewer.
/health/live and /health/ready tell how the gateway and its subgraphs are, /metrics counts what it does.
`
