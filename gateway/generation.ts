import { addressKey } from './config.ts'
import { createStandIns, type StandIns } from './execution/stand-ins.ts'
import { createPlanner, type Planner } from './planning/planner.ts'
import type { QueryPlan } from './supergraph/apollo.ts'
import type { LoadedSupergraph } from './supergraph/load-supergraph.ts'

/**
 * One supergraph with everything that was made from it: schema, planner, plans, addresses. A request takes the current
 * generation once and keeps it to its end, so no request ever sees parts of two.
 */
export type Generation = {
  readonly supergraph: LoadedSupergraph
  readonly planner: Planner<QueryPlan>
  readonly standIns: StandIns
  /** By subgraph name. */
  readonly addresses: ReadonlyMap<string, URL>
}

/** Creates a generation. Throws an Error with a sentence when a subgraph has no usable address. */
export const createGeneration = (
  supergraph: LoadedSupergraph,
  options: { addressOf: (subgraph: string) => URL | undefined; planCacheBytes: number },
): Generation => {
  const addresses = new Map<string, URL>()
  for (const { name, url } of supergraph.subgraphs) {
    const address = options.addressOf(name) ?? (URL.canParse(url) ? new URL(url) : null)
    if (!address || !/^https?:$/.test(address.protocol)) {
      throw new Error(
        `The supergraph names "${url}" as the address of the subgraph "${name}", expected an http or https URL. Set SUBGRAPH_URL_${addressKey(name)}.`,
      )
    }
    addresses.set(name, address)
  }
  const planner = createPlanner({
    build: supergraph.plan,
    requiredFields: supergraph.fieldSets.names,
    maxCacheBytes: options.planCacheBytes,
  })
  const standIns = createStandIns(supergraph.answerSchema, supergraph.interfaceObjects)
  return Object.freeze({ supergraph, planner, standIns, addresses })
}
