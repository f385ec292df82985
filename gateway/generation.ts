import { createFieldAccess, type DecideAccess } from './access/field-access.ts'
import { addressKey } from './config.ts'
import { compileOperation, type Program } from './execution/compiled/compile-operation.ts'
import { createStandIns, type StandIns } from './execution/stand-ins.ts'
import type { SubgraphClient } from './fetching/subgraph-client.ts'
import { prepareSavedOperations, type SavedOperations, type SavedText } from './operations/saved-operations.ts'
import type { PlanningThread } from './planning/open-planning-thread.ts'
import { createPlanner, type Planner } from './planning/planner.ts'
import type { QueryPlan } from './supergraph/apollo.ts'
import type { LoadedSupergraph } from './supergraph/load-supergraph.ts'

/**
 * One supergraph with everything that was made from it: schema, planner, plans, addresses, connections. A request is
 * answered by one generation from its validation to its end, so no request ever sees parts of two.
 */
export type Generation = AsyncDisposable & {
  readonly supergraph: LoadedSupergraph
  readonly planner: SupergraphPlanner
  /** Resolves when operations can be planned; rejects when they cannot. */
  readonly ready: Promise<void>
  readonly decideAccess: DecideAccess
  readonly standIns: StandIns
  /** By subgraph name. */
  readonly addresses: ReadonlyMap<string, URL>
  readonly client: SubgraphClient
  readonly saved: SavedOperations
}

/** A planner of Apollo's plans. */
export type SupergraphPlanner = Planner<QueryPlan, Program>

/** What a generation needs beside its supergraph. */
export type GenerationOptions = {
  /** Gives the configured address of a subgraph; undefined leaves it to the supergraph. */
  readonly addressOf: (subgraph: string) => URL | undefined
  /** Opens the thread that plans. */
  readonly openPlanning: (sdl: string) => PlanningThread<QueryPlan>
  readonly planCacheBytes: number
  /** At which use of an operation it is compiled: 1 at once, 0 never. */
  readonly compileAtUse: number
  readonly savedTexts: readonly SavedText[]
  /** Whether subgraphs are told who asks. */
  readonly withIdentity: boolean
  /** Hears what is left out. */
  readonly warn: (sentence: string) => void
  readonly openClient: (addresses: ReadonlyMap<string, URL>) => SubgraphClient
}

/** Creates a generation. Throws an Error with a sentence when a subgraph has no usable address. */
export const createGeneration = (supergraph: LoadedSupergraph, options: GenerationOptions): Generation => {
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
  const decideAccess = createFieldAccess({
    schema: supergraph.answerSchema,
    rules: supergraph.fieldRules,
    withIdentity: options.withIdentity,
  })
  const standIns = createStandIns(supergraph.answerSchema, supergraph.interfaceObjects)
  const saved = prepareSavedOperations(options.savedTexts, supergraph.answerSchema, options.warn)
  // Opened last: whatever throws before leaves nothing open.
  const client = options.openClient(addresses)
  const planning = options.openPlanning(supergraph.sdl)
  const planner = createSupergraphPlanner(supergraph, { ...options, plan: planning.plan })
  return Object.freeze({
    supergraph,
    planner,
    ready: planning.ready,
    decideAccess,
    standIns,
    addresses,
    client,
    saved,
    [Symbol.asyncDispose]: async () => {
      await planning[Symbol.asyncDispose]()
      await client[Symbol.asyncDispose]()
    },
  })
}

/** Creates the planner of a supergraph; without `plan` it plans in this thread. */
export const createSupergraphPlanner = (
  supergraph: LoadedSupergraph,
  options: Pick<GenerationOptions, 'planCacheBytes' | 'compileAtUse'> &
    Partial<Pick<PlanningThread<QueryPlan>, 'plan'>>,
): SupergraphPlanner => {
  const planner: SupergraphPlanner = createPlanner({
    build: options.plan ?? supergraph.plan,
    compile: (plan, decided) => compileOperation(plan, decided, { ...supergraph, responseName: planner.responseName }),
    requiredFields: supergraph.fieldSets.names,
    maxCacheBytes: options.planCacheBytes,
    compileAtUse: options.compileAtUse,
  })
  return planner
}
