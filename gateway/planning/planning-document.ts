import { type DocumentNode, Kind, type NameNode, type SelectionSetNode, visit } from 'graphql'
import { withoutConditions } from './decided-document.ts'
import type { ResponseName } from './response-names.ts'

/** Variable of the planner's own fetches; a client's variable of that name gets another one. */
export const representations = 'representations'

/** Gives the name of a client's variable in fetches. */
export const variableName = (name: string): string => (name === representations ? `${representations}__client` : name)

/**
 * Writes a decided document as the planner is to see it: introspection is left out (the answer's schema knows it),
 * response names are kept apart from keys, and a selection set of which nothing is left asks for the type's name.
 */
export const planningDocument = (decided: DocumentNode, responseName: ResponseName): DocumentNode =>
  visit(decided, {
    Field: {
      enter: field => {
        if (introspection.has(field.name.value)) return null
        const name = responseName(field)
        const alias: NameNode | undefined = name === field.name.value ? undefined : { kind: Kind.NAME, value: name }
        return { ...field, alias, directives: withoutConditions(field.directives) }
      },
    },
    SelectionSet: { leave: set => (set.selections.length === 0 ? typenameOnly : undefined) },
    Variable: variable => ({ ...variable, name: { kind: Kind.NAME, value: variableName(variable.name.value) } }),
  })

const introspection = new Set(['__schema', '__type'])

const typenameOnly: SelectionSetNode = {
  kind: Kind.SELECTION_SET,
  selections: [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }],
}
