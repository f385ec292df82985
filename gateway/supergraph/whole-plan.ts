import { type DocumentNode, Kind, parse, type SelectionSetNode } from 'graphql'
import type { QueryPlan } from './apollo.ts'

/**
 * Throws when a plan leaves out a root field of its operation. The planner does so, in silence, where no subgraph can
 * give what is asked below the field; the client would read null and take it for the truth.
 */
export const refuseUnplannedFields = (document: DocumentNode, plan: QueryPlan): void => {
  const planned = new Set(plan.node ? fetchedFields(plan.node) : [])
  const unplanned = rootFields(document).filter(name => name !== '__typename' && !planned.has(name))
  if (unplanned.length === 0) return
  throw new Error(`The planner found no way to fetch "${unplanned.join('", "')}", though composition promised one.`)
}

type Node = NonNullable<QueryPlan['node']>

// Names under which the fetches of a plan ask fields of a root type.
const fetchedFields = (node: Node): readonly string[] => {
  switch (node.kind) {
    case 'Fetch':
      return node.requires ? [] : rootFields(parse(node.operation, { noLocation: true }))
    case 'Flatten':
      return fetchedFields(node.node)
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap(fetchedFields)
    case 'Condition':
      return [node.ifClause, node.elseClause].flatMap(branch => (branch ? fetchedFields(branch) : []))
    default:
      return []
  }
}

const rootFields = ({ definitions }: DocumentNode): readonly string[] => {
  const fragments = new Map<string, SelectionSetNode>()
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition.selectionSet)
  }
  const fieldsOf = (set: SelectionSetNode | undefined): readonly string[] =>
    (set?.selections ?? []).flatMap(selection => {
      if (selection.kind === Kind.FIELD) return [selection.alias?.value ?? selection.name.value]
      if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(selection.selectionSet)
      return fieldsOf(fragments.get(selection.name.value))
    })
  const operation = definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION)
  return operation?.kind === Kind.OPERATION_DEFINITION ? fieldsOf(operation.selectionSet) : []
}
