import { type DocumentNode, type OperationDefinitionNode, print } from 'graphql'
import { normalise } from './normalise.ts'
import { createPlanCache, type PlanCache } from './plan-cache.ts'
import { createResponseNames, type ResponseName } from './response-names.ts'

/** Turns operations into plans, each distinct one once. Belongs to one supergraph. */
export type Planner<Plan> = {
  /** Plans a valid operation. `variables` are coerced. Throws what building a plan throws. */
  plan(request: {
    document: DocumentNode
    operation: OperationDefinitionNode
    variables: Readonly<Record<string, unknown>>
  }): { plan: Plan; cached: boolean }
  /** Under which name a client's field stands in the fetched data. */
  readonly responseName: ResponseName
  readonly cache: PlanCache<Plan>
}

/** Creates a planner over the function that builds a plan from a document of one operation. */
export const createPlanner = <Plan>(options: {
  build: (document: DocumentNode) => Plan
  requiredFields: ReadonlySet<string>
  maxCacheBytes: number
}): Planner<Plan> => {
  const cache = createPlanCache<Plan>(options.maxCacheBytes)
  const responseName = createResponseNames(options.requiredFields)
  return {
    responseName,
    cache,
    plan: request => {
      const document = normalise({ ...request, responseName })
      // The text holds all that a plan depends on: operation, its name, decided conditions, names. The supergraph
      // needs no place in the key, because the cache lives and dies with it.
      const key = print(document)
      const known = cache.get(key)
      if (known) return { plan: known, cached: true }
      const plan = options.build(document)
      cache.set(key, plan)
      return { plan, cached: false }
    },
  }
}
