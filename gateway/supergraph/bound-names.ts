import { Kind, parse, type SelectionSetNode } from 'graphql'
import type { FetchNode, PlanNode, QueryPlan } from './apollo.ts'

/**
 * Response names that bind a field to the types of which it is asked. `types[n]` are the types of the names that end in
 * `n`; the planner sees fields of one name as one field, and those of two names as two.
 */
export type BoundNames = { readonly types: readonly (readonly string[])[] }

/** Gives the bound name of a response name. */
export const boundName = (name: string, index: number): string => `${name}__within_${index}`

/**
 * Takes bound names back out of a plan: replies are merged under the plain name, and a path through it leads through
 * objects of the bound types only. A plan without bound names stays the same object.
 */
export const withoutBoundNames = (plan: QueryPlan, { types }: BoundNames): QueryPlan =>
  plan.node && types.length > 0 ? { ...plan, node: mapNode(plan.node as PlanNode, types) } : plan

const mapNode = (node: PlanNode, types: BoundNames['types']): PlanNode => {
  switch (node.kind) {
    case 'Fetch':
      return withRenames(node, types)
    case 'Flatten':
      return { ...node, path: plainPath(node.path, types), node: mapNode(node.node, types) }
    case 'Sequence':
    case 'Parallel':
      return { ...node, nodes: node.nodes.map(step => mapNode(step, types)) }
    case 'Condition':
      return {
        ...node,
        ...(node.ifClause && { ifClause: mapNode(node.ifClause, types) }),
        ...(node.elseClause && { elseClause: mapNode(node.elseClause, types) }),
      }
    default:
      return node
  }
}

const plainPath = (path: readonly (string | number)[], types: BoundNames['types']): (string | number)[] => {
  const plain: (string | number)[] = []
  for (const step of path) {
    const [, name, index, condition = ''] = /^(.*)__within_(\d+)(\|.*)?$/.exec(String(step)) ?? []
    const before = plain.at(-1)
    if (name === undefined || before === undefined) {
      plain.push(step)
      continue
    }
    const bound = types[Number(index)] ?? []
    const [key, known] = String(before).split('|')
    const kept = known === undefined ? bound : bound.filter(type => known.slice(1, -1).split(',').includes(type))
    plain[plain.length - 1] = `${key}|[${kept.join(',')}]`
    plain.push(`${name}${condition}`)
  }
  return plain
}

const withRenames = (fetch: FetchNode, types: BoundNames['types']): FetchNode => {
  const found: TypeBoundKey[] = []
  // What lies deeper is renamed first, while the path to it still holds the bound name.
  const read = (set: SelectionSetNode | undefined, path: readonly string[]): void => {
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const on = selection.typeCondition?.name.value
        read(selection.selectionSet, on === undefined ? path : [...path, `... on ${on}`])
      } else if (selection.kind === Kind.FIELD) {
        const name = selection.alias?.value ?? selection.name.value
        const here = [...path, name]
        read(selection.selectionSet, here)
        const [, plain, index] = /^(.*)__within_(\d+)$/.exec(name) ?? []
        if (plain === undefined) continue
        found.push({ kind: 'TypeBoundKey', path: here, renameKeyTo: plain, types: types[Number(index)] ?? [] })
      }
    }
  }
  const operation = parse(fetch.operation, { noLocation: true }).definitions.find(
    definition => definition.kind === Kind.OPERATION_DEFINITION,
  )
  const [entities] = operation?.selectionSet.selections ?? []
  const isOfEntities = fetch.requires !== undefined && entities?.kind === Kind.FIELD
  read(isOfEntities ? entities.selectionSet : operation?.selectionSet, [])
  if (found.length === 0) return fetch
  // A kind of rewrite that is ours and not the planner's.
  const outputRewrites = [...(fetch.outputRewrites ?? []), ...found] as FetchNode['outputRewrites']
  return { ...fetch, ...(outputRewrites && { outputRewrites }) }
}

type TypeBoundKey = { kind: 'TypeBoundKey'; path: string[]; renameKeyTo: string; types: readonly string[] }
