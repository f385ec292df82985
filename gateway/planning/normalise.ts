import {
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type NameNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
  visit,
} from 'graphql'
import { isLeftOut } from '../conditions.ts'
import type { ResponseName } from './response-names.ts'

/** What the planner is asked, derived from a client's operation. */
export type NormaliseOptions = {
  /** Valid for the API schema. It is shared between requests, so it is never changed. */
  document: DocumentNode
  operation: OperationDefinitionNode
  /** Coerced values, with defaults filled in; they decide @skip and @include. */
  variables: Readonly<Record<string, unknown>>
  responseName: ResponseName
}

/** Variable of the planner's own fetches; a client's variable of that name gets another one. */
export const representations = 'representations'

/** Gives the name of a client's variable in fetches. */
export const variableName = (name: string): string => (name === representations ? `${representations}__client` : name)

/**
 * Writes the operation anew, as a document of its own, for the planner: @skip and @include are decided, introspection
 * is left out (the answer's schema knows it), response names are kept apart from keys, unused fragments are gone.
 * Deciding conditions here costs one plan per combination that is really used, and spares every trap of plans in
 * which a key or a requirement stands under a condition.
 */
export const normalise = ({ document, operation, variables, responseName }: NormaliseOptions): DocumentNode => {
  const used = new Map<string, FragmentDefinitionNode>()
  const fragments = new Map(
    document.definitions.flatMap(definition =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  )
  const rewrite = <Node extends OperationDefinitionNode | FragmentDefinitionNode>(definition: Node): Node =>
    visit(definition, {
      Field: {
        enter: field => {
          if (isLeftOut(field, variables) || introspection.has(field.name.value)) return null
          const name = responseName(field)
          const alias: NameNode | undefined = name === field.name.value ? undefined : { kind: Kind.NAME, value: name }
          return { ...field, alias, directives: withoutConditions(field.directives) }
        },
      },
      InlineFragment: {
        enter: fragment =>
          isLeftOut(fragment, variables) ? null : { ...fragment, directives: withoutConditions(fragment.directives) },
      },
      FragmentSpread: spread => {
        if (isLeftOut(spread, variables)) return null
        const name = spread.name.value
        const fragment = fragments.get(name)
        if (fragment && !used.has(name)) {
          // Set before the visit: nested fragments come after it, and each is written once.
          used.set(name, fragment)
          used.set(name, rewrite(fragment))
        }
        return { ...spread, directives: withoutConditions(spread.directives) }
      },
      SelectionSet: { leave: set => (set.selections.length === 0 ? typenameOnly : undefined) },
      Variable: variable => ({ ...variable, name: { kind: Kind.NAME, value: variableName(variable.name.value) } }),
    })
  const rewritten = rewrite(operation)
  return { kind: Kind.DOCUMENT, definitions: [rewritten, ...used.values()] }
}

const introspection = new Set(['__schema', '__type'])

const typenameOnly: SelectionSetNode = {
  kind: Kind.SELECTION_SET,
  selections: [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }],
}

const withoutConditions = (directives: readonly DirectiveNode[] = []): readonly DirectiveNode[] =>
  directives.filter(({ name }) => name.value !== 'skip' && name.value !== 'include')
