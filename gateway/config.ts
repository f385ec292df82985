import { isIP } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { requestCost } from './allowance.ts'

/** Every setting of the gateway, read and checked. */
export type Config = {
  readonly port: number
  readonly host: string
  /** Path of the supergraph's SDL file. */
  readonly supergraph: string
  /** Folder of saved operations; it need not be there. */
  readonly savedOperations: string
  /** By subgraph name in upper case with "_" for "-"; they override the supergraph's addresses. */
  readonly subgraphUrls: ReadonlyMap<string, URL>
  readonly dataDir: string
  readonly isProduction: boolean
  readonly logLevel: string
  /** The keys themselves or "file:" and a path; "none" when the subgraphs ask for no identity. Null when unset. */
  readonly identitySignKeys: string | null
  /** A path or an http(s) URL; null when unset. */
  readonly tokenJwks: string | null
  readonly tokenIssuer: string | null
  readonly tokenAudience: string
  readonly subgraphTimeoutMs: number
  readonly requestTimeoutMs: number
  readonly maxReplyBytes: number
  readonly maxBodyBytes: number
  /** Longest wait for the headers of a client's request. */
  readonly headersTimeoutMs: number
  /** Longest wait for a client's whole request. */
  readonly bodyTimeoutMs: number
  /** Of clients, open at once. */
  readonly maxConnections: number
  /** Words and signs of an operation's text. */
  readonly maxOperationTokens: number
  readonly maxOperationAliases: number
  readonly maxOperationDirectives: number
  /** With every fragment written out. */
  readonly maxOperationRootFields: number
  /** Fields inside each other. */
  readonly maxOperationDepth: number
  /** Fields and fragments, with every fragment written out. */
  readonly maxOperationSelections: number
  /** By `@cost` and `@listSize`, as estimated before planning. */
  readonly maxOperationCost: number
  /** The same of a saved operation. */
  readonly maxSavedOperationCost: number
  /** 0: pages of any size. */
  readonly maxPageSize: number
  /** Of one subject or address; 0: no limit. */
  readonly rateLimitCostPerMinute: number
  /** Addresses and networks whose "x-forwarded-for" is believed, with commas between them; null for none. */
  readonly trustedProxies: string | null
  readonly planningTimeoutMs: number
  readonly planningHeapMb: number
  readonly planCacheBytes: number
  /** 1 compiles operations at once, 0 never. */
  readonly compileAtUse: number
  readonly connectionsPerSubgraph: number
}

/** One environment variable: what `--help` and the README say of it. */
export type Setting = {
  readonly name: string
  readonly default: string
  readonly unit: string
  readonly meaning: string
}

/** Thrown with one sentence per mistake, all of them at once. */
export class ConfigError extends Error {}

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

/** Reads the settings from an environment. Throws a ConfigError that lists every mistake. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Config => {
  const mistakes: string[] = []
  const text = (name: string): string => env[name]?.trim() || (settings.find(s => s.name === name)?.default ?? '')
  const optional = (name: string): string | null => env[name]?.trim() || null
  const integer = (name: string, least: number, most: number): number => {
    const given = text(name)
    const value = Number(given)
    if (!/^[0-9]+$/.test(given) || value < least || value > most) {
      mistakes.push(`${name} is "${given}", expected a whole number from ${least} to ${most}.`)
    }
    return value
  }

  const subgraphUrls = new Map<string, URL>()
  for (const [name, value = ''] of Object.entries(env)) {
    if (!name.startsWith(urlPrefix) || value.trim() === '') continue
    const url = URL.canParse(value) ? new URL(value) : null
    // The address is not repeated: it may hold a password.
    if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) {
      mistakes.push(
        `${name} is no http or https URL without a password, expected e.g. "http://127.0.0.1:4001/graphql".`,
      )
    } else subgraphUrls.set(name.slice(urlPrefix.length), url)
  }

  for (const name of Object.keys(env)) {
    // A misspelt limit would otherwise pass in silence; other programs' variables are none of our business.
    if (!ownPrefixes.some(prefix => name.startsWith(prefix)) || name.startsWith(urlPrefix)) continue
    if (settings.some(setting => setting.name === name)) continue
    const near = settings.find(setting => setting.name.startsWith(name) || name.startsWith(setting.name))
    mistakes.push(`${name} is no setting of the gateway. ${near ? `Did you mean "${near.name}"?` : 'See "--help".'}`)
  }

  const logLevel = text('LOG_LEVEL')
  if (!logLevels.includes(logLevel))
    mistakes.push(`LOG_LEVEL is "${logLevel}", expected one of ${logLevels.join(', ')}.`)
  const tokenJwks = optional('TOKEN_JWKS')
  const tokenIssuer = optional('TOKEN_ISSUER')
  if ((tokenJwks === null) !== (tokenIssuer === null)) {
    mistakes.push('TOKEN_JWKS and TOKEN_ISSUER belong together, but only one of them is set. Set both or none.')
  }
  const isProduction = text('NODE_ENV') === 'production'
  if (tokenJwks !== null && !isSafePlace(tokenJwks, isProduction)) {
    mistakes.push(
      'TOKEN_JWKS is no address that keys may come from. Set it to a path, or to an https URL without a password; http is for this machine, or for development.',
    )
  }
  const identitySignKeys = optional('IDENTITY_SIGN_KEYS')

  const trustedProxies = optional('TRUSTED_PROXIES')
  if (trustedProxies !== null && !trustedProxies.split(',').every(isNetwork)) {
    mistakes.push(
      `TRUSTED_PROXIES is "${trustedProxies}", expected IP addresses or networks with commas between them, e.g. "10.0.0.0/8,::1".`,
    )
  }

  const supergraph =
    optional('SUPERGRAPH') ?? fileURLToPath(import.meta.resolve('@exchange-network/schema/supergraph.graphql'))
  const config: Config = {
    port: integer('PORT', 0, 65_535),
    host: text('HOST'),
    supergraph,
    savedOperations: optional('SAVED_OPERATIONS') ?? join(dirname(supergraph), 'operations'),
    subgraphUrls,
    dataDir: resolve(text('DATA_DIR')),
    isProduction,
    logLevel,
    identitySignKeys,
    tokenJwks,
    tokenIssuer,
    tokenAudience: text('TOKEN_AUDIENCE'),
    subgraphTimeoutMs: integer('SUBGRAPH_TIMEOUT_MS', 1, 600_000),
    requestTimeoutMs: integer('REQUEST_TIMEOUT_MS', 1, 600_000),
    maxReplyBytes: integer('MAX_REPLY_BYTES', 1, 1_073_741_824),
    maxBodyBytes: integer('MAX_BODY_BYTES', 1, 1_073_741_824),
    headersTimeoutMs: integer('HEADERS_TIMEOUT_MS', 1, 600_000),
    bodyTimeoutMs: integer('BODY_TIMEOUT_MS', 1, 600_000),
    maxConnections: integer('MAX_CONNECTIONS', 1, 1_000_000),
    maxOperationTokens: integer('MAX_OPERATION_TOKENS', 1, 100_000),
    maxOperationAliases: integer('MAX_OPERATION_ALIASES', 0, 100_000),
    maxOperationDirectives: integer('MAX_OPERATION_DIRECTIVES', 0, 100_000),
    maxOperationRootFields: integer('MAX_OPERATION_ROOT_FIELDS', 1, 100_000),
    maxOperationDepth: integer('MAX_OPERATION_DEPTH', 1, 100),
    maxOperationSelections: integer('MAX_OPERATION_SELECTIONS', 1, 1_000_000),
    maxOperationCost: integer('MAX_OPERATION_COST', 1, 1_000_000_000_000),
    maxSavedOperationCost: integer('MAX_SAVED_OPERATION_COST', 1, 1_000_000_000_000),
    maxPageSize: integer('MAX_PAGE_SIZE', 0, 1_000_000_000),
    rateLimitCostPerMinute: integer('RATE_LIMIT_COST_PER_MINUTE', 0, 1_000_000_000_000),
    trustedProxies,
    compileAtUse: integer('COMPILE_AT_USE', 0, 1000),
    planningTimeoutMs: integer('PLANNING_TIMEOUT_MS', 1, 600_000),
    planningHeapMb: integer('PLANNING_HEAP_MB', 16, 16_384),
    planCacheBytes: integer('PLAN_CACHE_BYTES', 0, 1_073_741_824),
    connectionsPerSubgraph: integer('CONNECTIONS_PER_SUBGRAPH', 1, 10_000),
  }
  const costliest = Math.max(config.maxOperationCost, config.maxSavedOperationCost)
  if (config.rateLimitCostPerMinute > 0 && config.rateLimitCostPerMinute < costliest + requestCost) {
    mistakes.push(
      `RATE_LIMIT_COST_PER_MINUTE is ${config.rateLimitCostPerMinute}, so that nobody could ever ask for what MAX_OPERATION_COST and MAX_SAVED_OPERATION_COST allow. Set it to at least ${costliest + requestCost}, or to 0 for no limit.`,
    )
  }
  if (mistakes.length > 0) throw new ConfigError(mistakes.join('\n'))
  return config
}

// Whoever can change the keys on their way can make tokens.
const isSafePlace = (place: string, isProduction: boolean): boolean => {
  if (!/^[a-z][a-z0-9+.-]+:\/\//i.test(place)) return true
  if (!URL.canParse(place)) return false
  const { protocol, hostname, username, password } = new URL(place)
  if (username || password) return false
  return protocol === 'https:' || (protocol === 'http:' && (!isProduction || loopback.includes(hostname)))
}
const loopback: readonly string[] = ['127.0.0.1', '[::1]', 'localhost']

const isNetwork = (text: string): boolean => {
  const [address = '', bits, ...more] = text.trim().split('/')
  const version = isIP(address)
  if (version === 0 || more.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}

/** Gives the variable that overrides a subgraph's address, without its prefix. */
export const addressKey = (subgraph: string): string => subgraph.toUpperCase().replaceAll('-', '_')

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

const ownPrefixes = [
  'SUBGRAPH_',
  'PLAN_CACHE_',
  'PLANNING_',
  'COMPILE_',
  'SAVED_',
  'CONNECTIONS_PER_',
  'MAX_REPLY',
  'MAX_BODY',
  'MAX_OPERATION',
  'MAX_ANSWER',
  'MAX_SAVED',
  'MAX_PAGE',
  'RATE_LIMIT',
  'TRUSTED_PROX',
  'MAX_CONNECTIONS',
  'REQUEST_TIMEOUT',
  'HEADERS_TIMEOUT',
  'BODY_TIMEOUT',
]
const urlPrefix = 'SUBGRAPH_URL_'
const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']
