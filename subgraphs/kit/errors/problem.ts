import { GraphQLError } from 'graphql'
import type { ProblemCode } from './catalogue.ts'

/**
 * Creates an error that the caller may read as it stands, from the catalogue of codes.
 * Throw it from a resolver; the message must hold nothing that the viewer may not see.
 * Extensions go out as they are: plain JSON only, and never "code".
 */
export const problem = (
  code: ProblemCode,
  message: string,
  extensions: Readonly<Record<string, unknown>> = {},
): GraphQLError => new GraphQLError(message, { extensions: { ...extensions, code } })
