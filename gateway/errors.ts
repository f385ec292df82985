import { GraphQLError, type GraphQLFormattedError } from 'graphql'

/** What a code of the catalogue means to a client. */
export type CatalogueEntry = {
  /** HTTP status when the whole request fails with it. In an answer that has "data" the status stays 200. */
  readonly status: number
  /** Whether a subgraph may use it: then its message reaches the client as it is. */
  readonly fromSubgraphs: boolean
  /** One sentence, as in schema/errors.md. */
  readonly meaning: string
}

/** Every error code that the gateway sends. An error with any other code leaves as INTERNAL_SERVER_ERROR. */
export const catalogue = {
  BAD_REQUEST: {
    status: 400,
    fromSubgraphs: false,
    meaning: 'The HTTP request is no GraphQL request, e.g. broken JSON or a request that a foreign page could send.',
  },
  GRAPHQL_PARSE_FAILED: { status: 400, fromSubgraphs: false, meaning: 'The operation is no GraphQL.' },
  GRAPHQL_VALIDATION_FAILED: {
    status: 400,
    fromSubgraphs: false,
    meaning: 'The operation does not fit the schema; the message says where.',
  },
  BAD_USER_INPUT: {
    status: 400,
    fromSubgraphs: true,
    meaning: 'A variable or an argument has a value that is not allowed; the message says which and what to send.',
  },
  OPERATION_RESOLUTION_FAILURE: {
    status: 400,
    fromSubgraphs: false,
    meaning:
      'The document has no operation of that name, several and no name was given, or one of a kind that is not served.',
  },
  OPERATION_TOO_DEEP: {
    status: 400,
    fromSubgraphs: false,
    meaning: 'Too many fields stand inside each other; ask for the inner part in an operation of its own.',
  },
  OPERATION_TOO_COMPLEX: {
    status: 400,
    fromSubgraphs: false,
    meaning: 'The operation is too large to plan; split it.',
  },
  OPERATION_TOO_COSTLY: {
    status: 400,
    fromSubgraphs: false,
    meaning: 'The operation costs more than is allowed; ask for smaller pages or fewer lists inside lists.',
  },
  RATE_LIMITED: {
    status: 429,
    fromSubgraphs: false,
    meaning: 'You have spent the cost of a minute; "retry-after" says when there is enough again.',
  },
  PERSISTED_QUERY_NOT_SUPPORTED: {
    status: 200,
    fromSubgraphs: false,
    meaning: 'The gateway keeps no queries by hash; send the whole text. Clients of this protocol do so on their own.',
  },
  UNAUTHENTICATED: {
    status: 401,
    fromSubgraphs: false,
    meaning:
      'Who asks cannot be believed: at the gateway the bearer token (leave it out, or get a new one), at a subgraph the identity.',
  },
  UNAUTHORIZED_FIELD_OR_TYPE: {
    status: 200,
    fromSubgraphs: true,
    meaning: 'The viewer may not read this field; it is null and the rest of the answer stands.',
  },
  FORBIDDEN: {
    status: 403,
    fromSubgraphs: true,
    meaning: 'The viewer may not do this; the message says which scope is missing or whose record it is.',
  },
  NOT_FOUND: { status: 404, fromSubgraphs: true, meaning: 'No such path or record; the message says more.' },
  METHOD_NOT_ALLOWED: {
    status: 405,
    fromSubgraphs: false,
    meaning: 'This path does not take this HTTP method; the header "allow" lists those it takes.',
  },
  PAYLOAD_TOO_LARGE: {
    status: 413,
    fromSubgraphs: false,
    meaning: 'The request body is larger than is read here; the message says how large it may be.',
  },
  HEADERS_TOO_LARGE: {
    status: 431,
    fromSubgraphs: false,
    meaning: 'The headers of the HTTP request are larger than the gateway reads.',
  },
  REQUEST_TIMEOUT: { status: 408, fromSubgraphs: false, meaning: 'The HTTP request did not arrive whole in time.' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, fromSubgraphs: false, meaning: 'The body is not plain JSON in UTF-8.' },
  SUBGRAPH_ERROR: {
    status: 200,
    fromSubgraphs: false,
    meaning: 'The subgraph of this field failed or gave no valid value; the field is null and the rest stands.',
  },
  SUBGRAPH_TIMEOUT: {
    status: 200,
    fromSubgraphs: false,
    meaning: 'The subgraph of this field did not answer in time; the field is null and the rest stands.',
  },
  SERVICE_UNAVAILABLE: {
    status: 503,
    fromSubgraphs: true,
    meaning: 'Something that is needed is stopping, busy or away, e.g. a database; ask again in a moment.',
  },
  INTERNAL_SERVER_ERROR: {
    status: 500,
    fromSubgraphs: false,
    meaning: 'Something failed on our side; the log tells what, under the request id in "requestId".',
  },
} as const satisfies Record<string, CatalogueEntry>

/** A code of the catalogue. */
export type ErrorCode = keyof typeof catalogue

/** Tells whether a value is a code of the catalogue. */
export const isErrorCode = (code: unknown): code is ErrorCode =>
  typeof code === 'string' && Object.hasOwn(catalogue, code)

/** The HTTP status of a failure beside which no data stands, so that the status has to say what happened. */
export const statusWithoutData = (code: ErrorCode): number => {
  if (code === 'SUBGRAPH_ERROR') return 502
  return code === 'SUBGRAPH_TIMEOUT' ? 504 : catalogue[code].status
}

/** The codes that a subgraph may send on to a client, with their messages. */
export const subgraphCodes: ReadonlySet<string> = new Set(
  Object.entries(catalogue).flatMap(([code, { fromSubgraphs }]) => (fromSubgraphs ? [code] : [])),
)

/** Creates an error that a client may read as it stands; it carries the code's HTTP status for Apollo Server. */
export const requestError = (code: ErrorCode, message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code, http: { status: catalogue[code].status } } })

/** The last door before a client: only codes of the catalogue pass, and nothing beside the code. */
export const outgoingError = ({
  message,
  locations,
  path,
  extensions,
}: GraphQLFormattedError): GraphQLFormattedError => {
  const code = extensions?.code
  const isKnown = isErrorCode(code) && code !== 'INTERNAL_SERVER_ERROR'
  return {
    message: isKnown ? shortened(message) : 'The gateway failed to answer this request.',
    ...(locations && { locations }),
    ...(path && { path }),
    extensions: { code: isKnown ? code : 'INTERNAL_SERVER_ERROR' },
  }
}

// Sentences of ours are shorter; what makes one longer is a name or a value that the client itself has sent.
const longestMessage = 1000
const shortened = (message: string): string =>
  message.length > longestMessage ? `${message.slice(0, longestMessage).toWellFormed()}...` : message
