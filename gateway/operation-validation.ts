import { type DocumentNode, GraphQLError, type GraphQLSchema, validate } from 'graphql'
import { judgeText, type TextLimits } from './access/operation-text.ts'
import { mostMistakes } from './access/variable-values.ts'
import type { Viewer } from './access/viewer.ts'
import { requestError } from './errors.ts'

/** Gives what is wrong with a parsed text for a viewer; nothing where it may be answered. */
export type ValidateOperation = (
  document: DocumentNode,
  schema: GraphQLSchema,
  viewer: Viewer,
) => readonly GraphQLError[]

/** The scope that reads the schema in production. */
export const schemaScope = 'schema:read'

/** Tells whether a viewer may see how the network is built: its schema, and the plans of answers. */
export const maySeeInside = (isProduction: boolean, { scopes }: Pick<Viewer, 'scopes'>): boolean =>
  !isProduction || scopes.has(schemaScope)

/**
 * Creates the check of a client's text: its size, whether it may ask for the schema, the rules of GraphQL. Apollo
 * Server's own validation is off for three reasons: it knows no limit between parsing and validation, answers with a
 * hundred mistakes, and opens the schema to all or none.
 */
export const createOperationValidation = (options: {
  limits: TextLimits
  isProduction: boolean
  /** Hears of each text that is valid, once. */
  onValid: (document: DocumentNode) => void
}): ValidateOperation => {
  const { limits, isProduction, onValid } = options
  // For as long as the parsed text is kept.
  const valid = new WeakMap<DocumentNode, { schema: GraphQLSchema; isIntrospection: boolean }>()
  return (document, schema, viewer) => {
    const isOpen = maySeeInside(isProduction, viewer)
    const known = valid.get(document)
    if (known?.schema === schema) return known.isIntrospection && !isOpen ? [schemaIsClosed()] : []
    const { refusal, isIntrospection } = judgeText(document, limits)
    if (refusal) return [refusal]
    if (isIntrospection && !isOpen) return [schemaIsClosed()]
    // The library adds one that says that there are more.
    const mistakes = validate(schema, document, undefined, { maxErrors: mostMistakes - 1, hideSuggestions: !isOpen })
    if (mistakes.length > 0) return inOurWords(mistakes)
    valid.set(document, { schema, isIntrospection })
    onValid(document)
    return []
  }
}

const schemaIsClosed = (): GraphQLError =>
  requestError(
    'GRAPHQL_VALIDATION_FAILED',
    `The schema is told to callers with the scope "${schemaScope}" only. Send a token that has it, or read the published schema.`,
  )

const inOurWords = (mistakes: readonly GraphQLError[]): readonly GraphQLError[] => {
  // The library's own bound on comparing fields with each other.
  if (mistakes.some(({ message }) => message === 'Validation aborted.')) {
    return [
      requestError(
        'OPERATION_TOO_COMPLEX',
        'The operation asks for too many fields of the same names in the same places to compare them. Ask for each once.',
      ),
    ]
  }
  return mistakes.map(
    ({ message, nodes }) =>
      new GraphQLError(sentenceOf(message), {
        // A mistake that thousand fields share is shown at the first ones.
        ...(nodes && { nodes: nodes.slice(0, mostPlaces) }),
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } },
      }),
  )
}

const sentenceOf = (message: string): string => {
  if (message.startsWith('Too many validation errors')) return 'There are more mistakes than these.'
  return /[.!?]$/.test(message) ? message : `${message}.`
}

const mostPlaces = 5
