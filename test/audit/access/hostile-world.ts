import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startLibrary, written } from '@exchange-network/gateway/test/support/library'
import { startMarket } from '@exchange-network/gateway/test/support/market'
import type { TestSubgraph } from '@exchange-network/gateway/test/support/subgraph-server'
import { composeSupergraph } from '@exchange-network/gateway/test/support/test-gateway'
import { subgraphs as contract } from '@exchange-network/schema/subgraphs'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import type { ProbeAsk, Span } from './probe.ts'

/** Times after which a slow client is cut, set short: waiting for the standard ones would show nothing more. */
export const slowest = { headersMs: 800, bodyMs: 1600 }

/** A gateway in production, in a process of its own, with what stands behind it. */
export type HostilePlace = AsyncDisposable & {
  /** Address of GraphQL. */
  readonly url: string
  /** Everything that its process has written. */
  readonly output: readonly string[]
  readonly subgraphs: readonly TestSubgraph[]
  /** A token of an issuer that the gateway trusts. */
  token(claims: { readonly sub: string; readonly scope?: string }): Promise<string>
  /** What mutations did behind it, in order. */
  writes(): readonly string[]
  /** Starts a span of measurement in its process. */
  begin(): Promise<void>
  /** Ends the span. */
  end(): Promise<Span>
  /** Whether its process still runs. */
  isRunning(): boolean
}

/** The worlds that rows are asked in: a small one, and one whose schema lets small texts have huge plans. */
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
} satisfies Readonly<Record<string, PlaceRecipe>>
export type PlaceName = keyof typeof places

/** What a place is made of. */
export type PlaceRecipe = {
  readonly start: () => Promise<readonly TestSubgraph[]>
  /** File of the supergraph, where it is not the one of these subgraphs. */
  readonly supergraph?: string
  /** Settings that differ from the standard ones. */
  readonly env: Readonly<Record<string, string>>
}

/** Starts a gateway in production before the subgraphs of a world. */
export const startHostilePlace = async ({ start, supergraph, env }: PlaceRecipe): Promise<HostilePlace> => {
  const subgraphs = await start()
  const folder = temporaryFolder()
  const { publicKey, privateKey } = await generateKeyPair('EdDSA')
  const file = (name: string, text: string): string => {
    const path = join(folder.path, name)
    writeFileSync(path, text)
    return path
  }
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'audit', alg: 'EdDSA', use: 'sig' }] }
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
      TOKEN_JWKS: file('keys.json', JSON.stringify(keys)),
      TOKEN_ISSUER: issuer,
      IDENTITY_SIGN_KEYS: (supergraph === undefined ? subgraphs : contract)
        .map(({ name }) => `gateway.${name}.1=${randomBytes(32).toString('base64url')}`)
        .join(','),
      HEADERS_TIMEOUT_MS: String(slowest.headersMs),
      BODY_TIMEOUT_MS: String(slowest.bodyMs),
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
    token: ({ sub, scope = '' }) =>
      new SignJWT({ scope })
        .setProtectedHeader({ alg: 'EdDSA', kid: 'audit', typ: 'at+jwt' })
        .setIssuer(issuer)
        .setAudience('exchange-network')
        .setSubject(sub)
        .setIssuedAt()
        .setExpirationTime('10m')
        .sign(privateKey),
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
      folder[Symbol.dispose]()
    },
  }
}

const issuer = 'https://issuer.example'

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
