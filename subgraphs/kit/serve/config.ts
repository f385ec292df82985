import { join, resolve } from 'node:path'
import type { DatabaseLocation } from '../database/database.ts'
import { type KeyPlace, readKeyPlace } from '../identity/key-file.ts'
import type { Subgraph } from './subgraph.ts'

/** What a subgraph's process reads from its environment. */
export type Config = {
  readonly host: string
  readonly port: number
  readonly dataDir: string
  readonly location: DatabaseLocation
  /** GraphQL URL by sibling; a sibling that is followed and missing here counts as away. */
  readonly siblings: Readonly<Record<string, string>>
  /** Null where keys are to be derived from the development secret; never null in production. */
  readonly signKeys: KeyPlace | null
  readonly verifyKeys: KeyPlace | null
  readonly logLevel: string
  readonly production: boolean
}

/** What a subgraph may set where the environment says nothing, so that it can be started by hand. */
export type ConfigDefaults = {
  readonly port?: number
  /** GraphQL URL by sibling. */
  readonly siblings?: Readonly<Record<string, string>>
}

type Environment = Readonly<Record<string, string | undefined>>
type Named = Pick<Subgraph<never>, 'name' | 'follows'>

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

const variableOf = (prefix: string, subgraph: string): string =>
  `${prefix}_${subgraph.toUpperCase().replaceAll('-', '_')}`

/** Reads the configuration. Throws one Error that lists every mistake, a line each; never repeats a secret. */
export const readConfig = (env: Environment, subgraph: Named, defaults: ConfigDefaults = {}): Config => {
  const mistakes: string[] = []
  const attempt = <T>(read: () => T, otherwise: T): T => {
    try {
      return read()
    } catch (error) {
      mistakes.push((error as Error).message)
      return otherwise
    }
  }
  const setting = (name: string): string | undefined => env[name]?.trim() || undefined

  const production = setting('NODE_ENV') === 'production'
  const dataDir = resolve(setting('DATA_DIR') ?? 'data')
  const config: Config = {
    production,
    dataDir,
    host: setting('HOST') ?? '127.0.0.1',
    port: attempt(() => readPort(setting('PORT'), defaults.port ?? 0), 0),
    location: attempt(() => readLocation(setting, subgraph.name, dataDir), { kind: 'sqlite', file: '' }),
    siblings: Object.fromEntries(
      subgraph.follows.flatMap(sibling => {
        const variable = variableOf('SUBGRAPH_URL', sibling)
        const url = attempt(
          () => readSiblingUrl(variable, setting(variable) ?? defaults.siblings?.[sibling]),
          undefined,
        )
        return url === undefined ? [] : [[sibling, url]]
      }),
    ),
    signKeys: attempt(() => readKeys('IDENTITY_SIGN_KEYS', setting('IDENTITY_SIGN_KEYS'), production), null),
    verifyKeys: attempt(() => readKeys('IDENTITY_VERIFY_KEYS', setting('IDENTITY_VERIFY_KEYS'), production), null),
    logLevel: attempt(() => readLogLevel(setting('LOG_LEVEL') ?? 'info'), 'info'),
  }
  mistakes.push(...missingKeys(config, subgraph, env))
  if (mistakes.length > 0) throw new Error(mistakes.join('\n'))
  return config
}

const readPort = (text: string | undefined, otherwise: number): number => {
  if (text === undefined) return otherwise
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new Error(`PORT is "${text}", but a port is a number from 0 (any free one) to 65535.`)
}

const readLocation = (
  setting: (name: string) => string | undefined,
  name: string,
  dataDir: string,
): DatabaseLocation => {
  const variable = variableOf('DATABASE_URL', name)
  const url = setting(variable)
  if (url === undefined) return { kind: 'sqlite', file: join(dataDir, `${name}.sqlite`) }
  if (URL.canParse(url) && ['postgres:', 'postgresql:'].includes(new URL(url).protocol))
    return { kind: 'postgres', url }
  throw new Error(
    `${variable} is no PostgreSQL address. Write postgres://user:password@host:5432/database, or unset it.`,
  )
}

const readSiblingUrl = (variable: string, text: string | undefined): string | undefined => {
  if (text === undefined) return undefined
  if (URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol)) return text
  throw new Error(`${variable} is "${text}", but a GraphQL URL such as http://127.0.0.1:4001/graphql is expected.`)
}

const readKeys = (variable: string, text: string | undefined, production: boolean): KeyPlace | null =>
  text === undefined ? null : readKeyPlace(variable, text, production)

const readLogLevel = (text: string): string => {
  if (logLevels.includes(text)) return text
  throw new Error(`LOG_LEVEL is "${text}", but one of ${logLevels.join(', ')} is expected.`)
}

const missingKeys = ({ production }: Config, { name, follows }: Named, env: Environment): string[] => {
  if (!production) return []
  const wanted = [
    { variable: 'IDENTITY_VERIFY_KEYS', example: `gateway.${name}.1`, isNeeded: true },
    { variable: 'IDENTITY_SIGN_KEYS', example: `${name}.${follows[0]}.1`, isNeeded: follows.length > 0 },
  ]
  return wanted
    .filter(({ variable, isNeeded }) => isNeeded && !env[variable]?.trim())
    .map(
      ({ variable, example }) => `${variable} is not set, but production needs it: ${example}=<32 bytes, base64url>.`,
    )
}

/** Says what a subgraph is started with. */
export const helpText = ({ name, follows }: Named, defaults: ConfigDefaults = {}): string => {
  const siblings = follows.map(sibling => [
    variableOf('SUBGRAPH_URL', sibling),
    `GraphQL URL of "${sibling}", whose change feed is followed (${defaults.siblings?.[sibling] ?? 'without it: not followed'})`,
  ])
  const variables = [
    ['HOST', 'address to listen on (127.0.0.1)'],
    ['PORT', `port to listen on (${defaults.port ?? 'any free one'})`],
    ['DATA_DIR', `folder of the SQLite file and the development secret (./data)`],
    [variableOf('DATABASE_URL', name), `PostgreSQL instead of SQLite: postgres://user:password@host:5432/database`],
    ...siblings,
    [
      'IDENTITY_VERIFY_KEYS',
      `whom to believe: gateway.${name}.1=<32 bytes, base64url>,... or file:<path> (derived in development)`,
    ],
    [
      'IDENTITY_SIGN_KEYS',
      `to ask siblings: ${name}.<sibling>.1=<32 bytes, base64url>,... or file:<path> (derived in development)`,
    ],
    ['LOG_LEVEL', `${logLevels.join(', ')} (info)`],
    ['NODE_ENV', 'production: keys must be given, nothing is derived'],
  ]
  const width = Math.max(...variables.map(([variable = '']) => variable.length))
  return [
    `The subgraph "${name}" of the exchange network. Answers the gateway at POST /graphql, siblings at GET /changes,`,
    'operators at GET /health/live and /health/ready. Takes no arguments but --help; reads from the environment:',
    '',
    ...variables.map(([variable = '', meaning]) => `  ${variable.padEnd(width)}  ${meaning}`),
    '',
  ].join('\n')
}
