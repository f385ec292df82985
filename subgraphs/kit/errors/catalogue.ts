/** What a code of the catalogue means to the one who receives it. */
export type CatalogueEntry = {
  /** HTTP status when the whole request fails with it. Inside an answer with data the status stays 200. */
  readonly status: number
  /** One sentence, as in schema/errors.md. */
  readonly meaning: string
}

/** Every error code that a subgraph sends. An error with any other code leaves as INTERNAL_SERVER_ERROR. */
export const catalogue = {
  BAD_USER_INPUT: {
    status: 400,
    meaning: 'A variable or an argument has a value that is not allowed; the message says which and what to send.',
  },
  UNAUTHENTICATED: {
    status: 401,
    meaning:
      'Who asks cannot be believed: at the gateway the bearer token (leave it out, or get a new one), at a subgraph the identity.',
  },
  UNAUTHORIZED_FIELD_OR_TYPE: {
    status: 200,
    meaning: 'The viewer may not read this field; it is null and the rest of the answer stands.',
  },
  FORBIDDEN: {
    status: 403,
    meaning: 'The viewer may not do this; the message says which scope is missing or whose record it is.',
  },
  GRAPHQL_PARSE_FAILED: { status: 400, meaning: 'The operation is no GraphQL.' },
  GRAPHQL_VALIDATION_FAILED: { status: 400, meaning: 'The operation does not fit the schema; the message says where.' },
  OPERATION_RESOLUTION_FAILURE: {
    status: 400,
    meaning:
      'The document has no operation of that name, several and no name was given, or one of a kind that is not served.',
  },
  BAD_REQUEST: {
    status: 400,
    meaning: 'The HTTP request is no GraphQL request, e.g. broken JSON or a request that a foreign page could send.',
  },
  NOT_FOUND: { status: 404, meaning: 'No such path or record; the message says more.' },
  PAYLOAD_TOO_LARGE: {
    status: 413,
    meaning: 'The request body is larger than is read here; the message says how large it may be.',
  },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, meaning: 'The body is not plain JSON in UTF-8.' },
  INTERNAL_SERVER_ERROR: {
    status: 500,
    meaning: 'Something failed on our side; the log tells what, under the request id in "requestId".',
  },
  SERVICE_UNAVAILABLE: {
    status: 503,
    meaning: 'Something that is needed is stopping, busy or away, e.g. a database; ask again in a moment.',
  },
} as const satisfies Record<string, CatalogueEntry>

/** A code of the catalogue. */
export type ProblemCode = keyof typeof catalogue

/** Tells whether a value is a code of the catalogue. */
export const isProblemCode = (code: unknown): code is ProblemCode =>
  typeof code === 'string' && Object.hasOwn(catalogue, code)
