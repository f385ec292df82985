/** One environment variable: what `--help` and the README say of it. */
export type Setting = {
  readonly name: string
  readonly default: string
  readonly unit: string
  readonly meaning: string
}

/** All settings. */
export const settings: readonly Setting[] = [
  { name: 'PORT', default: '4000', unit: '0-65535', meaning: 'Port of the gateway; 0 takes a free one.' },
  { name: 'HOST', default: '127.0.0.1', unit: 'address', meaning: 'Address to listen on.' },
  {
    name: 'SUPERGRAPH',
    default: 'schema/supergraph.graphql',
    unit: 'path',
    meaning: 'SDL file of the composed supergraph.',
  },
  {
    name: 'SAVED_OPERATIONS',
    default: 'operations beside it',
    unit: 'path',
    meaning: 'Folder of .graphql files with one operation each, which clients may ask for by name.',
  },
  {
    name: 'SUBGRAPH_URL_<NAME>',
    default: "the supergraph's",
    unit: 'URL',
    meaning: 'Address of a subgraph; NAME in upper case, "_" for "-".',
  },
  { name: 'DATA_DIR', default: './data', unit: 'path', meaning: 'Folder of the development keys.' },
  {
    name: 'NODE_ENV',
    default: 'development',
    unit: 'word',
    meaning: '"production": the schema is told with the scope "schema:read" only, no development keys or tokens.',
  },
  {
    name: 'PLAYGROUND',
    default: 'on in development',
    unit: 'on or off',
    meaning: 'The page to ask in at /playground/; where a browser that opens /graphql is led.',
  },
  { name: 'LOG_LEVEL', default: 'info', unit: 'word', meaning: 'trace, debug, info, warn, error, fatal or silent.' },
  {
    name: 'IDENTITY_SIGN_KEYS',
    default: 'derived in development',
    unit: 'kid=base64url, ...',
    meaning:
      'Keys that sign identities for subgraphs: gateway.<subgraph>.<n>=<32 bytes>, or file:<path> of a file with these; "none" signs nothing.',
  },
  {
    name: 'TOKEN_JWKS',
    default: 'none',
    unit: 'path or URL',
    meaning: "Public keys (JWK set) of the tokens' issuer: a file, or the https URL where the issuer publishes them.",
  },
  { name: 'TOKEN_ISSUER', default: 'none', unit: 'text', meaning: 'What "iss" of a token must be; with TOKEN_JWKS.' },
  { name: 'TOKEN_AUDIENCE', default: 'exchange-network', unit: 'text', meaning: 'What "aud" of a token must be.' },
  { name: 'SUBGRAPH_TIMEOUT_MS', default: '2000', unit: 'ms', meaning: 'Longest wait for one fetch.' },
  {
    name: 'REQUEST_TIMEOUT_MS',
    default: '5000',
    unit: 'ms',
    meaning: 'Longest wait for all fetches of one request together.',
  },
  { name: 'MAX_REPLY_BYTES', default: '5242880', unit: 'bytes', meaning: 'Largest reply of a subgraph.' },
  { name: 'MAX_BODY_BYTES', default: '262144', unit: 'bytes', meaning: 'Largest body of a client.' },
  { name: 'MAX_IMPORT_BYTES', default: '52428800', unit: 'bytes', meaning: 'Largest CSV file of an import.' },
  {
    name: 'IMPORT_TIMEOUT_MS',
    default: '120000',
    unit: 'ms',
    meaning:
      'Longest wait for the whole file of an import, and then for each sign of life of the subgraph, such as progress.',
  },
  {
    name: 'IMPORT_FOLDER',
    default: "the system's",
    unit: 'path',
    meaning: 'Folder where the file of an import lies until its report is there; only the gateway may read it.',
  },
  {
    name: 'HEADERS_TIMEOUT_MS',
    default: '8000',
    unit: 'ms',
    meaning: 'Longest wait for the headers of a client; then its connection is cut.',
  },
  {
    name: 'BODY_TIMEOUT_MS',
    default: '15000',
    unit: 'ms',
    meaning: 'Longest wait for a whole request of a client, its headers included; then its connection is cut.',
  },
  {
    name: 'MAX_CONNECTIONS',
    default: '2000',
    unit: 'connections',
    meaning: 'Connections of clients that are open at once; further ones are closed unanswered.',
  },
  {
    name: 'MAX_OPERATION_TOKENS',
    default: '2000',
    unit: 'tokens',
    meaning: 'Most words and signs of the text of an operation.',
  },
  {
    name: 'MAX_OPERATION_ALIASES',
    default: '100',
    unit: 'aliases',
    meaning: 'Most aliases in the text of an operation.',
  },
  {
    name: 'MAX_OPERATION_DIRECTIVES',
    default: '100',
    unit: 'directives',
    meaning: 'Most directives in the text of an operation.',
  },
  {
    name: 'MAX_OPERATION_ROOT_FIELDS',
    default: '20',
    unit: 'fields',
    meaning: 'Most fields at the root of an operation, with every fragment written out.',
  },
  {
    name: 'MAX_OPERATION_DEPTH',
    default: '20',
    unit: 'fields',
    meaning: 'Most fields of an operation inside each other.',
  },
  {
    name: 'MAX_OPERATION_SELECTIONS',
    default: '10000',
    unit: 'selections',
    meaning: 'Most fields and fragments of an operation, with every fragment written out where it is used.',
  },
  {
    name: 'MAX_OPERATION_COST',
    default: '50000',
    unit: 'cost',
    meaning: 'Most that an operation may cost: its objects, estimated with @cost and @listSize of the supergraph.',
  },
  {
    name: 'MAX_SAVED_OPERATION_COST',
    default: '200000',
    unit: 'cost',
    meaning: 'Most that a saved operation may cost.',
  },
  {
    name: 'MAX_PAGE_SIZE',
    default: '200',
    unit: 'items',
    meaning: 'Largest page: what a slicing argument of a field with sizedFields may say; 0 leaves it to the subgraphs.',
  },
  {
    name: 'RATE_LIMIT_COST_PER_MINUTE',
    default: '1000000',
    unit: 'cost',
    meaning: 'What the subject of a token, or an address without a token, may ask for in a minute; 0: no limit.',
  },
  {
    name: 'TRUSTED_PROXIES',
    default: 'none',
    unit: 'addresses',
    meaning: 'Addresses and networks, with commas, whose "x-forwarded-for" tells the address of a client.',
  },
  {
    name: 'COMPILE_AT_USE',
    default: '2',
    unit: 'uses',
    meaning: 'At which use an operation is compiled; 1 at once, 0 never: then the interpreter answers, more slowly.',
  },
  {
    name: 'PLANNING_TIMEOUT_MS',
    default: '1000',
    unit: 'ms',
    meaning: 'Longest time to plan one operation; what is planned already is answered meanwhile.',
  },
  {
    name: 'PLANNING_HEAP_MB',
    default: '80',
    unit: 'MB',
    meaning:
      'Memory of the thread that plans; ours takes half of it, a supergraph of thousands of fields may need more.',
  },
  {
    name: 'PLAN_CACHE_BYTES',
    default: '67108864',
    unit: 'bytes',
    meaning: 'Memory for operations: a quarter for parsed ones, the rest for plans and programs.',
  },
  {
    name: 'CONNECTIONS_PER_SUBGRAPH',
    default: '64',
    unit: 'connections',
    meaning: 'Connections to one subgraph that are open at once.',
  },
]

/** The text of `--help`. */
export const helpText = (): string => {
  const lines = settings.map(
    ({ name, default: standard, unit, meaning }) => `  ${name.padEnd(26)}${meaning} [${unit}; ${standard}]`,
  )
  return `Starts the gateway. Settings come from the environment:

${lines.join('\n')}

SUPERGRAPH=supergraph.graphql PORT=4000 npm run gateway
`
}
