import { type DirectiveNode, GraphQLIncludeDirective, GraphQLSkipDirective, getDirectiveValues } from 'graphql'

/** Tells whether @skip or @include leaves a selection out. `variables` are coerced. */
export const isLeftOut = (
  node: { readonly directives?: readonly DirectiveNode[] },
  variables: Readonly<Record<string, unknown>>,
): boolean =>
  getDirectiveValues(GraphQLSkipDirective, node, variables)?.if === true ||
  getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if === false
