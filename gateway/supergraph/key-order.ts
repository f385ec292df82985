import { type DirectiveNode, type DocumentNode, Kind, visit } from 'graphql'

/**
 * Writes a supergraph anew with the keys of each type in another order: those that cannot be resolved come last. The
 * planner returns to a subgraph (after a `@requires`) by the first key of the type there, also when that subgraph says
 * `resolvable: false` of it and so refuses to be asked. The order means nothing else.
 */
export const withResolvableKeysFirst = (supergraph: DocumentNode): DocumentNode =>
  visit(supergraph, {
    ObjectTypeDefinition: type => ({ ...type, directives: sorted(type.directives) }),
    InterfaceTypeDefinition: type => ({ ...type, directives: sorted(type.directives) }),
  })

const sorted = (directives: readonly DirectiveNode[] = []): readonly DirectiveNode[] => [
  ...directives.filter(directive => !isUnresolvableKey(directive)),
  ...directives.filter(isUnresolvableKey),
]

const isUnresolvableKey = ({ name, arguments: args = [] }: DirectiveNode): boolean =>
  name.value === 'join__type' &&
  args.some(({ name, value }) => name.value === 'resolvable' && value.kind === Kind.BOOLEAN && !value.value)
