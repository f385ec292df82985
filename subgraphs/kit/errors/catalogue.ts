/** What a code of the catalogue means to the one who receives it. */
export type CatalogueEntry = {
  /** HTTP status when the whole request fails with it. Inside an answer with data the status stays 200. */
  readonly status: number
  /** One sentence, printed in the README's table. */
  readonly meaning: string
}

/** Every error code that a subgraph sends. An error with any other code leaves as INTERNAL_SERVER_ERROR. */
export const catalogue = {
  BAD_USER_INPUT: {
    status: 400,
    meaning: 'An argument or a variable has a value that is not allowed; the message says which and what to send.',
  },
  UNAUTHENTICATED: {
    status: 401,
    meaning: 'The request carries no valid identity of the gateway or, for the feed, of a sibling.',
  },
  UNAUTHORIZED_FIELD_OR_TYPE: {
    status: 403,
    meaning: 'The viewer may not read this field; it is null and the rest of the answer stands.',
  },
  GRAPHQL_PARSE_FAILED: { status: 400, meaning: 'The operation is no GraphQL.' },
  GRAPHQL_VALIDATION_FAILED: { status: 400, meaning: 'The operation does not fit the schema of this subgraph.' },
  OPERATION_RESOLUTION_FAILURE: {
    status: 400,
    meaning: 'The document holds several operations, or none of the name asked for.',
  },
  BAD_REQUEST: { status: 400, meaning: 'The HTTP request is no GraphQL request, e.g. broken JSON.' },
  NOT_FOUND: { status: 404, meaning: 'No such path; the message lists those that exist.' },
  PAYLOAD_TOO_LARGE: { status: 413, meaning: 'The body is larger than 1 MiB.' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, meaning: 'The body is not plain JSON in UTF-8.' },
  INTERNAL_SERVER_ERROR: {
    status: 500,
    meaning: 'Something failed on our side; the log tells what, under the request id in "requestId".',
  },
  SERVICE_UNAVAILABLE: { status: 503, meaning: 'The database is busy or away; ask again in a moment.' },
} as const satisfies Record<string, CatalogueEntry>

/** A code of the catalogue. */
export type ProblemCode = keyof typeof catalogue

/** Tells whether a value is a code of the catalogue. */
export const isProblemCode = (code: unknown): code is ProblemCode =>
  typeof code === 'string' && Object.hasOwn(catalogue, code)
