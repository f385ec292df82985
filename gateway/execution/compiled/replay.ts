import { toByteText } from '../../byte-text.ts'
import type { FetchNode } from '../plan.ts'
import type { SubgraphError, SubgraphReply } from '../read-reply.ts'
import type { FetchFromSubgraph } from '../run-fetch.ts'
import type { SentFetch } from './run-program.ts'

/**
 * Lets the interpreter fetch from what a program has asked already; only what is new goes to the subgraph. So nothing is
 * asked twice, no mutation runs twice, and errors are told by the interpreter alone.
 */
export const replay =
  (sent: ReadonlyMap<FetchNode, SentFetch>, fetch: FetchFromSubgraph): FetchFromSubgraph =>
  async request => {
    const known = sent.get(request.node)
    if (!known) return fetch(request)
    const asked = request.variables.representations
    if (!Array.isArray(asked)) return (await known.reply()) ?? fetch(request)
    const places = new Map(known.representations.map((text, index) => [text, index]))
    const positions = asked.map(value => places.get(toByteText(JSON.stringify(value))) ?? -1)
    const reply = positions.includes(-1) ? null : await known.reply()
    return reply ? inOrder(reply, positions, places.size) : fetch(request)
  }

const inOrder = (reply: SubgraphReply, positions: readonly number[], sent: number): SubgraphReply => {
  const { data, errors } = reply
  const entities = (data as { readonly _entities?: unknown } | null)?._entities
  const isSame = positions.length === sent && positions.every((position, index) => position === index)
  // In a reply of another length nobody knows whose values are whose; the interpreter refuses it.
  if (isSame || !Array.isArray(entities) || entities.length !== sent) return reply
  const moved = (error: SubgraphError): SubgraphError => {
    const [first, position, ...rest] = error.path ?? []
    const index = positions.indexOf(position as number)
    return first === '_entities' && index >= 0 ? { ...error, path: ['_entities', index, ...rest] } : error
  }
  return {
    data: { ...(data as object), _entities: positions.map(position => entities[position] as unknown) },
    errors: errors.map(moved),
  }
}
