import { isIP } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { requestCost } from './allowance.ts'
import { settings } from './settings.ts'

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
  readonly hasPlayground: boolean
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
  /** Largest CSV file of an import. */
  readonly maxImportBytes: number
  /** Longest wait for a whole upload, and then for the next bytes of the subgraph. */
  readonly importTimeoutMs: number
  /** Folder for uploads; null for the system's temporary folder. */
  readonly importFolder: string | null
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

/** Thrown with one sentence per mistake, all of them at once. */
export class ConfigError extends Error {}

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
  const playground = optional('PLAYGROUND') ?? (isProduction ? 'off' : 'on')
  if (playground !== 'on' && playground !== 'off') {
    mistakes.push(`PLAYGROUND is "${playground}", expected "on" or "off".`)
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
    hasPlayground: playground === 'on',
    logLevel,
    identitySignKeys,
    tokenJwks,
    tokenIssuer,
    tokenAudience: text('TOKEN_AUDIENCE'),
    subgraphTimeoutMs: integer('SUBGRAPH_TIMEOUT_MS', 1, 600_000),
    requestTimeoutMs: integer('REQUEST_TIMEOUT_MS', 1, 600_000),
    maxReplyBytes: integer('MAX_REPLY_BYTES', 1, 1_073_741_824),
    maxBodyBytes: integer('MAX_BODY_BYTES', 1, 1_073_741_824),
    maxImportBytes: integer('MAX_IMPORT_BYTES', 1, 1_073_741_824),
    importTimeoutMs: integer('IMPORT_TIMEOUT_MS', 1, 3_600_000),
    importFolder: optional('IMPORT_FOLDER'),
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

const ownPrefixes = [
  'SUBGRAPH_',
  'PLAN_CACHE_',
  'PLANNING_',
  'PLAYGROUND',
  'COMPILE_',
  'SAVED_',
  'CONNECTIONS_PER_',
  'MAX_REPLY',
  'MAX_BODY',
  'MAX_IMPORT',
  'IMPORT_',
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
