import type { FastifyInstance } from 'fastify'

/** Serves the gateway's health and its metrics. */
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
