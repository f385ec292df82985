// The one file that touches Apollo's packages that are public on npm but named internal: their versions are pinned
// exactly, and an upgrade is read here.
import { operationFromDocument, ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals'
import {
  type FetchNode,
  type PlanNode,
  type QueryPlan,
  QueryPlanner,
  type QueryPlanSelectionNode,
} from '@apollo/query-planner'
import type { DocumentNode, GraphQLSchema } from 'graphql'
import { withoutBoundNames } from './bound-names.ts'
import { withResolvableKeysFirst } from './key-order.ts'
import type { RequirementVariants } from './requirement-variants.ts'
import { withoutVariants } from './split-fetches.ts'
import { refuseUnplannedFields } from './whole-plan.ts'
import type { WidenFields } from './widened-fields.ts'

export type { FetchNode, PlanNode, QueryPlan, QueryPlanSelectionNode }

/** What the rest of the gateway needs of Apollo's view of a supergraph. */
export type ApolloSupergraph = {
  /** Builds the client-facing schema. Each call gives a schema of its own: Apollo Server changes the one it is given. */
  apiSchema(): GraphQLSchema
  /** All types, also those that clients do not see. */
  fullSchema: GraphQLSchema
  /** In the order of the supergraph; the url is "" where the supergraph names none. */
  subgraphs: readonly { name: string; url: string }[]
  /** Plans a document of exactly one operation that is valid for the API schema. Throws what the planner throws. */
  plan(document: DocumentNode): QueryPlan
  /** Makes the planner, which the first plan otherwise does. It takes longer than all the rest. */
  openPlanner(): void
}

/**
 * The `for:` features that may be loaded. `@authenticated`, `@requiresScopes` and `@policy` are enforced before planning
 * (`access/field-access.ts`). `@connect` and `@context` are for the router's own execution, which this gateway does not
 * have, so a supergraph with them is refused rather than answered wrongly.
 */
export const supportedFeatures: ReadonlySet<string> = new Set(
  [...ROUTER_SUPPORTED_SUPERGRAPH_FEATURES].filter(url => !/\/(connect|context)\//.test(url)),
)

/**
 * Opens a composed supergraph; the planner sees it with the variants of requirements, and operations with widened
 * fields. Throws Apollo's own errors on a document that is none.
 */
export const openApolloSupergraph = (
  document: DocumentNode,
  variants: RequirementVariants,
  widen: WidenFields,
): ApolloSupergraph => {
  const build = (source: DocumentNode): Supergraph =>
    Supergraph.build(withResolvableKeysFirst(source), { supportedFeatures: new Set(supportedFeatures) })
  const supergraph = build(document)
  let planner: ((operation: DocumentNode) => QueryPlan) | undefined
  // Clients must not see the variants, so where there are any the planner has a supergraph of its own.
  const open = () => {
    planner ??= openPlanner(variants.document === document ? supergraph : build(variants.document))
    return planner
  }
  return {
    apiSchema: () => supergraph.apiSchema().toGraphQLJSSchema(),
    fullSchema: supergraph.schema.toGraphQLJSSchema(),
    subgraphs: supergraph.subgraphsMetadata().map(({ name, url }) => ({ name, url })),
    openPlanner: () => void open(),
    plan: operation => {
      const { document, bound } = widen(operation)
      const plan = withoutVariants(withoutBoundNames(open()(document), bound), variants)
      refuseUnplannedFields(operation, plan)
      return plan
    },
  }
}

const openPlanner = (supergraph: Supergraph): ((operation: DocumentNode) => QueryPlan) => {
  const apiSchema = supergraph.apiSchema()
  const planner = new QueryPlanner(supergraph, {
    // Type conditions in fetch paths keep the entities of two branches apart that share a response name.
    typeConditionedFetching: true,
    // Ten times as many (the default) are weighed for seconds, and find hardly ever a better one.
    debug: { maxEvaluatedPlans: 1000 },
  })
  return operation => planner.buildQueryPlan(operationFromDocument(apiSchema, operation))
}
