import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startGuardedMarket } from '@exchange-network/gateway/test/support/guarded-market'
import {
  type IssuerKey,
  type KeyServer,
  makeIssuerKey,
  startKeyServer,
  testIssuer,
} from '@exchange-network/gateway/test/support/key-server'
import { startLibrary, written } from '@exchange-network/gateway/test/support/library'
import { startMarket } from '@exchange-network/gateway/test/support/market'
import type { TestSubgraph } from '@exchange-network/gateway/test/support/subgraph-server'
import { composeSupergraph } from '@exchange-network/gateway/test/support/test-gateway'
import { subgraphs as contract } from '@exchange-network/schema/subgraphs'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import type { ProbeAsk, Span } from './probe.ts'
import { type RealNetwork, startRealNetwork } from './real-network.ts'

/** Times after which a slow client is cut, set short: waiting for the standard ones would show nothing more. */
export const slowest = { headersMs: 800, bodyMs: 1600 }

/** A gateway in production, in a process of its own, with what stands behind it. */
export type HostilePlace = AsyncDisposable & {
  /** Address of GraphQL. */
  readonly url: string
  /** Everything that its process has written. */
  readonly output: readonly string[]
  readonly subgraphs: readonly TestSubgraph[]
  /** The real subgraphs behind it; throws where there are others. */
  readonly network: RealNetwork
  /** Where its keys of tokens are published; throws where they lie in a file. */
  readonly provider: KeyServer
  /** The key of an issuer that the gateway trusts, which signs tokens of all kinds. */
  readonly issuer: IssuerKey
  /** Its DATA_DIR. */
  readonly folder: string
  /** A good token. */
  token(claims: TokenClaims): Promise<string>
  /** What mutations did behind it, in order. */
  writes(): readonly string[]
  /** Starts a span of measurement in its process. */
  begin(): Promise<void>
  /** Ends the span. */
  end(): Promise<Span>
  /** Whether its process still runs. */
  isRunning(): boolean
}

/** What a good token says beside what every token says. */
export type TokenClaims = { readonly sub: string; readonly scope?: string; readonly organization?: string }

/** The worlds that rows are asked in: a small one, one whose schema lets small texts have huge plans, and others. */
export const places = {
  // All rows come from one address; how much of that is allowed has rows of its own.
  library: { start: startLibrary, env: { RATE_LIMIT_COST_PER_MINUTE: '0' } },
  // Here the cost of an operation is no limit, so that its plan is.
  market: {
    start: () => startMarket('faceless'),
    env: { RATE_LIMIT_COST_PER_MINUTE: '0', MAX_OPERATION_COST: '1000000000' },
  },
  // The contract of the network as it is checked in. Nobody is behind it: what is sent here must not come so far.
  contract: {
    start: async () => [],
    supergraph: fileURLToPath(import.meta.resolve('@exchange-network/schema/supergraph.graphql')),
    env: { RATE_LIMIT_COST_PER_MINUTE: '0' },
  },
  // Its keys are read over HTTP, as those of an identity provider.
  provider: { start: startLibrary, keys: 'provider', env: { RATE_LIMIT_COST_PER_MINUTE: '0' } },
  // That provider was never there.
  'provider away': { start: startLibrary, keys: 'provider away', env: { RATE_LIMIT_COST_PER_MINUTE: '0' } },
  // The market with rules on its fields.
  guarded: {
    start: () => startGuardedMarket('calm'),
    saved: { address: 'query Address { user(id: "u1") { name address { city } } }' },
    env: { RATE_LIMIT_COST_PER_MINUTE: '0', MAX_OPERATION_COST: '1000000000' },
  },
  // Nobody may spend much here.
  metered: {
    start: startLibrary,
    env: { RATE_LIMIT_COST_PER_MINUTE: '100', MAX_OPERATION_COST: '90', MAX_SAVED_OPERATION_COST: '90' },
  },
  // The real subgraphs with real databases.
  network: {
    start: async () => [],
    startNetwork: startRealNetwork,
    supergraph: fileURLToPath(import.meta.resolve('@exchange-network/schema/supergraph.graphql')),
    env: { RATE_LIMIT_COST_PER_MINUTE: '0' },
  },
} satisfies Readonly<Record<string, PlaceRecipe>>
export type PlaceName = keyof typeof places

/** What a place is made of. */
export type PlaceRecipe = {
  readonly start: () => Promise<readonly TestSubgraph[]>
  /** Starts real subgraphs. */
  readonly startNetwork?: () => Promise<RealNetwork>
  /** File of the supergraph, where it is not the one of these subgraphs. */
  readonly supergraph?: string
  /** Saved operations by id. */
  readonly saved?: Readonly<Record<string, string>>
  /** Where keys of tokens are, if not in a file. */
  readonly keys?: 'provider' | 'provider away'
  /** Settings that differ from the standard ones. */
  readonly env: Readonly<Record<string, string>>
}

/** Places that are started when the first row asks for them; all end together. */
export type OpenPlaces = AsyncDisposable & { open(name: PlaceName): Promise<HostilePlace> }

/** Opens places, each once. */
export const openPlaces = (): OpenPlaces => {
  const started = new Map<PlaceName, Promise<HostilePlace>>()
  return {
    open: name => {
      const place = started.get(name) ?? startHostilePlace(places[name])
      started.set(name, place)
      return place
    },
    [Symbol.asyncDispose]: async () => {
      for (const place of started.values()) await (await place)[Symbol.asyncDispose]()
    },
  }
}

/** Starts a gateway in production before the subgraphs of a world. */
export const startHostilePlace = async (recipe: PlaceRecipe): Promise<HostilePlace> => {
  const { supergraph, env, saved = {} } = recipe
  const subgraphs = await recipe.start()
  const network = (await recipe.startNetwork?.()) ?? null
  const folder = temporaryFolder()
  const file = (name: string, text: string): string => {
    const path = join(folder.path, name)
    writeFileSync(path, text)
    return path
  }
  const issuer = await makeIssuerKey('audit', 'EdDSA')
  const provider = recipe.keys ? await startKeyServer(issuer) : null
  if (recipe.keys === 'provider away') await provider?.[Symbol.asyncDispose]()
  if (recipe.saved) mkdirSync(join(folder.path, 'saved'))
  for (const [id, text] of Object.entries(saved)) file(`saved/${id}.graphql`, text)
  const output: string[] = []
  const child = fork(fileURLToPath(import.meta.resolve('@exchange-network/gateway/main')), {
    execArgv: ['--expose-gc', `--import=${new URL('probe.ts', import.meta.url)}`],
    silent: true,
    env: {
      ...(process.env.PATH !== undefined && { PATH: process.env.PATH }),
      NODE_ENV: 'production',
      PORT: '0',
      DATA_DIR: folder.path,
      SUPERGRAPH: supergraph ?? file('supergraph.graphql', composeSupergraph(subgraphs)),
      TOKEN_JWKS: provider?.url ?? file('keys.json', JSON.stringify({ keys: [issuer.jwk] })),
      TOKEN_ISSUER: testIssuer,
      ...(recipe.saved && { SAVED_OPERATIONS: join(folder.path, 'saved') }),
      IDENTITY_SIGN_KEYS: (supergraph === undefined ? subgraphs : contract)
        .map(({ name }) => `gateway.${name}.1=${randomBytes(32).toString('base64url')}`)
        .join(','),
      HEADERS_TIMEOUT_MS: String(slowest.headersMs),
      BODY_TIMEOUT_MS: String(slowest.bodyMs),
      ...network?.env,
      ...env,
    },
  })
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', chunk => output.push(String(chunk)))
  const ask = asker(child)
  const url = await readyUrl(child, output)
  const written0 = written.length
  return {
    url,
    output,
    subgraphs,
    get network() {
      return network ?? missing('real subgraphs')
    },
    get provider() {
      return provider ?? missing('provider of keys')
    },
    issuer,
    folder: folder.path,
    token: claims => issuer.sign({ scope: '', ...claims }, { typ: 'at+jwt' }),
    writes: () => written.slice(written0),
    begin: async () => void (await ask({ probe: 'begin' })),
    end: async () => (await ask({ probe: 'end' })) as Span,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    [Symbol.asyncDispose]: async () => {
      const gone = once(child, 'close')
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM')
        await gone
      }
      await Promise.all(subgraphs.map(subgraph => subgraph[Symbol.asyncDispose]()))
      await network?.[Symbol.asyncDispose]()
      if (recipe.keys === 'provider') await provider?.[Symbol.asyncDispose]()
      folder[Symbol.dispose]()
    },
  }
}

const missing = (what: string): never => {
  throw new Error(`This place has no ${what}. Name one in "at" that has.`)
}

const readyUrl = (child: ChildProcess, output: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    child.on('message', (message: { ready?: { url: string } }) => message.ready && resolve(message.ready.url))
    child.on('close', code => reject(new Error(`The gateway ended with "${code}" at its start:\n${output.join('')}`)))
  })

const asker =
  (child: ChildProcess) =>
  (ask: ProbeAsk): Promise<Span | null> =>
    new Promise((resolve, reject) => {
      const done = (): void => {
        child.off('message', hear).off('close', fail)
      }
      const hear = (message: { span?: Span | null }): void => {
        if (message.span === undefined) return
        done()
        resolve(message.span)
      }
      const fail = (code: number | null): void => {
        done()
        reject(new Error(`The gateway ended with "${code}" while it was measured.`))
      }
      child.on('message', hear).on('close', fail)
      child.send(ask)
    })
