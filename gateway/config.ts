import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

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
  /** Null when unset; "none" when the subgraphs ask for no identity. */
  readonly identitySignKeys: string | null
  /** Null when unset. */
  readonly tokenJwks: string | null
  readonly tokenIssuer: string | null
  readonly tokenAudience: string
  readonly subgraphTimeoutMs: number
  readonly requestTimeoutMs: number
  readonly maxReplyBytes: number
  readonly maxBodyBytes: number
  /** Fields inside each other. */
  readonly maxOperationDepth: number
  /** Fields and fragments, with every fragment written out. */
  readonly maxOperationSelections: number
  /** Objects of an answer, as estimated before planning. */
  readonly maxAnswerObjects: number
  readonly planningTimeoutMs: number
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
    meaning: '"production": no introspection, no development keys or tokens.',
  },
  { name: 'LOG_LEVEL', default: 'info', unit: 'word', meaning: 'trace, debug, info, warn, error, fatal or silent.' },
  {
    name: 'IDENTITY_SIGN_KEYS',
    default: 'derived in development',
    unit: 'kid=base64url, ...',
    meaning: 'Keys that sign identities for subgraphs: gateway.<subgraph>.<n>=<32 bytes>; "none" signs nothing.',
  },
  {
    name: 'TOKEN_JWKS',
    default: 'none',
    unit: 'path',
    meaning: "File with the public keys (JWK set) of the tokens' issuer.",
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
    name: 'MAX_ANSWER_OBJECTS',
    default: '10000000',
    unit: 'objects',
    meaning: 'Most objects that an answer may hold, estimated from "first", "limit" and the lists of the operation.',
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
    meaning: 'Longest time to plan one operation; nothing else is done meanwhile.',
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
  const identitySignKeys = optional('IDENTITY_SIGN_KEYS')
  if (isProduction && identitySignKeys === null) {
    mistakes.push(
      'IDENTITY_SIGN_KEYS is not set, and in production no key is derived. Set it to gateway.<subgraph>.<n>=<32 bytes in base64url> for each subgraph, or to "none" if the subgraphs ask for no identity.',
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
    maxOperationDepth: integer('MAX_OPERATION_DEPTH', 1, 100),
    maxOperationSelections: integer('MAX_OPERATION_SELECTIONS', 1, 1_000_000),
    maxAnswerObjects: integer('MAX_ANSWER_OBJECTS', 1, 1_000_000_000_000),
    compileAtUse: integer('COMPILE_AT_USE', 0, 1000),
    planningTimeoutMs: integer('PLANNING_TIMEOUT_MS', 1, 600_000),
    planCacheBytes: integer('PLAN_CACHE_BYTES', 0, 1_073_741_824),
    connectionsPerSubgraph: integer('CONNECTIONS_PER_SUBGRAPH', 1, 10_000),
  }
  if (mistakes.length > 0) throw new ConfigError(mistakes.join('\n'))
  return config
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
  'REQUEST_TIMEOUT',
]
const urlPrefix = 'SUBGRAPH_URL_'
const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']
