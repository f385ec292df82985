import { type DocumentNode, Kind, type OperationDefinitionNode, parse, print, type SelectionNode, visit } from 'graphql'
import type { FetchNode, PlanNode, QueryPlan, QueryPlanSelectionNode } from './apollo.ts'
import type { RequirementVariants } from './requirement-variants.ts'

/**
 * Takes variants of required fields back out of a plan: a fetch asks for the field itself under the variant's name, and
 * a representation holds it under its own name. A representation has one place for it, so a fetch for fields that
 * require differing variants becomes several fetches at the same time. A plan without variants stays the same object.
 */
export const withoutVariants = (plan: QueryPlan, variants: RequirementVariants): QueryPlan =>
  plan.node && variants.meanings.size > 0
    ? { ...plan, node: mapNode(plan.node as PlanNode, fetch => withoutVariantsIn(fetch, variants)) }
    : plan

const mapNode = (node: PlanNode, change: (fetch: FetchNode) => PlanNode): PlanNode => {
  switch (node.kind) {
    case 'Fetch':
      return change(node)
    case 'Flatten':
      return { ...node, node: mapNode(node.node, change) }
    case 'Sequence':
    case 'Parallel':
      return { ...node, nodes: node.nodes.map(step => mapNode(step, change)) }
    case 'Condition':
      return {
        ...node,
        ...(node.ifClause && { ifClause: mapNode(node.ifClause, change) }),
        ...(node.elseClause && { elseClause: mapNode(node.elseClause, change) }),
      }
    default:
      return node
  }
}

const withoutVariantsIn = (fetch: FetchNode, variants: RequirementVariants): PlanNode => {
  const document = withMeanings(parse(fetch.operation, { noLocation: true }), variants)
  if (!fetch.requires) return { ...fetch, operation: print(document) }
  const groups = groupsOf(document, variants)
  const required = new Set(groups.flatMap(group => [...group.required]))
  const nodes = groups.map(group => {
    // What only the fields of another group require may fail without any harm to this one.
    const isKept = (name: string, isTop: boolean): boolean =>
      variants.meanings.has(name) ? group.variants.has(name) : !isTop || !required.has(name) || group.required.has(name)
    const requires = keptSelections(fetch.requires ?? [], isKept)
    const operation = groups.length > 1 ? onlyFields(document, group.fields) : document
    const used = variablesOf(operation)
    return {
      ...fetch,
      requires,
      operation: print(operation),
      variableUsages: (fetch.variableUsages ?? []).filter(name => used.has(name)),
      inputRewrites: [...renames(requires, [], variants), ...(fetch.inputRewrites ?? [])],
    }
  })
  return nodes.length === 1 ? nodes[0]! : { kind: 'Parallel', nodes }
}

const withMeanings = (document: DocumentNode, { meanings }: RequirementVariants): DocumentNode =>
  visit(document, {
    Field: {
      leave: field => {
        const meaning = meanings.get(field.name.value)
        if (!meaning) return undefined
        const alias = field.alias ?? field.name
        return { ...field, alias, name: { kind: Kind.NAME, value: meaning.field }, arguments: meaning.arguments }
      },
    },
  })

type Group = {
  readonly fields: Set<SelectionNode>
  readonly variants: Set<string>
  /** What the fields require of the object. */
  readonly required: Set<string>
}

const newGroup = (): Group => ({ fields: new Set(), variants: new Set(), required: new Set() })

// Each field of the entities goes to the first group in which no other variant of what it requires stands.
const groupsOf = (document: DocumentNode, variants: RequirementVariants): readonly Group[] => {
  const groups: Group[] = [newGroup()]
  for (const { selection, typename } of entityFields(document)) {
    const name = selection.kind === Kind.FIELD ? selection.name.value : ''
    const needed = variants.usedBy(typename, name)
    const fieldOf = (name: string): string | undefined => variants.meanings.get(name)?.field
    const clashes = (group: Group): boolean =>
      [...needed].some(name => [...group.variants].some(other => other !== name && fieldOf(other) === fieldOf(name)))
    let group = groups.find(one => !clashes(one))
    if (!group) {
      group = newGroup()
      groups.push(group)
    }
    group.fields.add(selection)
    for (const variant of needed) group.variants.add(variant)
    for (const required of variants.requiredBy(typename, name)) group.required.add(required)
  }
  return groups
}

// `{ _entities(representations: $representations) { ... on Type { field } } }`
const entityFields = (document: DocumentNode): readonly { selection: SelectionNode; typename: string }[] => {
  const below = (selections: readonly SelectionNode[], typename: string): ReturnType<typeof entityFields> =>
    selections.flatMap(selection =>
      selection.kind === Kind.INLINE_FRAGMENT
        ? below(selection.selectionSet.selections, selection.typeCondition?.name.value ?? typename)
        : [{ selection, typename }],
    )
  const [entities] = operationOf(document).selectionSet.selections
  return entities?.kind === Kind.FIELD ? below(entities.selectionSet?.selections ?? [], '') : []
}

const operationOf = (document: DocumentNode): OperationDefinitionNode =>
  document.definitions.find(definition => definition.kind === Kind.OPERATION_DEFINITION)!

const onlyFields = (document: DocumentNode, kept: ReadonlySet<SelectionNode>): DocumentNode => {
  const narrowed = (selections: readonly SelectionNode[]): readonly SelectionNode[] =>
    selections.flatMap((selection): readonly SelectionNode[] => {
      if (selection.kind !== Kind.INLINE_FRAGMENT) return kept.has(selection) ? [selection] : []
      const inside = narrowed(selection.selectionSet.selections)
      return inside.length > 0
        ? [{ ...selection, selectionSet: { ...selection.selectionSet, selections: inside } }]
        : []
    })
  const operation = operationOf(document)
  const [entities] = operation.selectionSet.selections
  if (entities?.kind !== Kind.FIELD || !entities.selectionSet) return document
  const selectionSet = { ...entities.selectionSet, selections: narrowed(entities.selectionSet.selections) }
  const narrow = {
    ...operation,
    selectionSet: { ...operation.selectionSet, selections: [{ ...entities, selectionSet }] },
  }
  const others = document.definitions.filter(definition => definition !== operation)
  const used = variablesOf({ ...document, definitions: [{ ...narrow, variableDefinitions: [] }, ...others] })
  const variableDefinitions =
    operation.variableDefinitions?.filter(({ variable }) => used.has(variable.name.value)) ?? []
  return { ...document, definitions: [{ ...narrow, variableDefinitions }, ...others] }
}

const variablesOf = (document: DocumentNode): ReadonlySet<string> => {
  const names = new Set<string>()
  visit(document, { Variable: ({ name }) => void names.add(name.value) })
  return names
}

const keptSelections = (
  selections: readonly QueryPlanSelectionNode[],
  isKept: (name: string, isTop: boolean) => boolean,
  isTop = true,
): QueryPlanSelectionNode[] =>
  selections.flatMap(selection => {
    if (selection.kind === 'Field' && !isKept(selection.name, isTop)) return []
    if (!selection.selections) return [selection]
    const below = keptSelections(selection.selections, isKept, isTop && selection.kind === 'InlineFragment')
    return below.length > 0 ? [{ ...selection, selections: below }] : []
  })

type Rename = { kind: 'KeyRenamer'; path: string[]; renameKeyTo: string }

const renames = (
  selections: readonly QueryPlanSelectionNode[],
  path: readonly string[],
  variants: RequirementVariants,
): readonly Rename[] =>
  selections.flatMap(selection => {
    if (selection.kind === 'InlineFragment') {
      const step = selection.typeCondition === undefined ? [] : [`... on ${selection.typeCondition}`]
      return renames(selection.selections, [...path, ...step], variants)
    }
    const here = [...path, selection.alias ?? selection.name]
    const meaning = variants.meanings.get(selection.name)
    // What lies deeper is renamed first, while the path to it still holds the variant's name.
    const below = renames(selection.selections ?? [], here, variants)
    return meaning ? [...below, { kind: 'KeyRenamer', path: here, renameKeyTo: meaning.field }] : below
  })
