import {
  type ConstDirectiveNode,
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  visit,
} from 'graphql'
import { isLeftOut } from '../conditions.ts'

/** A client's operation in a document that may hold others. */
export type OperationInDocument = {
  /** Valid for the API schema. It is shared between requests, so it is never changed. */
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  /** Coerced values, with defaults filled in; they decide @skip and @include. */
  readonly variables: Readonly<Record<string, unknown>>
}

/**
 * Writes an operation anew, as a document of its own in which every @skip and @include is decided and fragments that
 * are not used are gone. A selection set of which nothing is left holds `emptySelection`, so the text is valid GraphQL.
 * Deciding conditions here costs one plan per combination that is really used, and spares every trap of plans in which
 * a key or a requirement stands under a condition.
 */
export const decideConditions = ({ document, operation, variables }: OperationInDocument): DocumentNode => {
  const used = new Map<string, FragmentDefinitionNode>()
  const fragments = new Map(
    document.definitions.flatMap(definition =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  )
  const decided = <Node extends { readonly directives?: readonly DirectiveNode[] }>(node: Node): Node | null => {
    if (isLeftOut(node, variables)) return null
    return node.directives?.length ? { ...node, directives: withoutConditions(node.directives) } : node
  }
  const rewrite = <Node extends OperationDefinitionNode | FragmentDefinitionNode>(definition: Node): Node =>
    visit(definition, {
      Field: decided,
      InlineFragment: decided,
      FragmentSpread: spread => {
        const kept = decided(spread)
        const name = spread.name.value
        const fragment = kept && fragments.get(name)
        if (fragment && !used.has(name)) {
          // Set before the visit: nested fragments come after it, and each is written once.
          used.set(name, fragment)
          used.set(name, rewrite(fragment))
        }
        return kept
      },
      SelectionSet: { leave: set => (set.selections.length === 0 ? emptySelection : undefined) },
    })
  const rewritten = rewrite(operation)
  return { kind: Kind.DOCUMENT, definitions: [rewritten, ...used.values()] }
}

/** Lists the variables that decide @skip and @include anywhere in a document, each once. */
export const decidingVariables = (document: DocumentNode): readonly string[] => {
  const names = new Set<string>()
  visit(document, {
    Directive: ({ name, arguments: args = [] }) => {
      if (!conditions.has(name.value)) return
      for (const { value } of args) if (value.kind === Kind.VARIABLE) names.add(value.name.value)
    },
  })
  return [...names]
}

const conditions = new Set(['skip', 'include'])

/** Removes @skip and @include. */
export const withoutConditions = (directives: readonly DirectiveNode[] = []): readonly DirectiveNode[] =>
  directives.filter(({ name }) => !conditions.has(name.value))

const skipped: ConstDirectiveNode = {
  kind: Kind.DIRECTIVE,
  name: { kind: Kind.NAME, value: 'skip' },
  arguments: [
    { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'if' }, value: { kind: Kind.BOOLEAN, value: true } },
  ],
}

/** `{ __typename @skip(if: true) }`: GraphQL has no empty selection set. */
const emptySelection: SelectionSetNode = {
  kind: Kind.SELECTION_SET,
  selections: [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' }, directives: [skipped] }],
}
