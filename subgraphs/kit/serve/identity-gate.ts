import type { FastifyInstance, FastifyRequest } from 'fastify'
import { problem } from '../errors/problem.ts'
import { gatewayIssuer, identityHeader } from '../identity/claims.ts'
import type { IdentityKeys } from '../identity/keys.ts'
import type { ServedIdentities } from '../identity/served-identities.ts'
import { servedBefore, type VerifiedIdentity, verifyBody, verifyIdentity } from '../identity/verify.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null on the open health paths only. */
    identity: VerifiedIdentity | null
  }
}

const healthPaths = ['/health/live', '/health/ready']
// What the gateway asks; everything else is between siblings.
const gatewayPaths = /^\/graphql$|^\/(imports|exports)\//

/**
 * Lets nothing in but signed requests, health excepted, paths that do not exist included. Signature, audience, target
 * and time are checked before a byte of the body is read, the body's hash before a byte of it is parsed. Whatever comes
 * of a request, its identity has served.
 */
export const addIdentityGate = (
  app: FastifyInstance,
  { audience, keys, served }: { audience: string; keys: IdentityKeys; served: ServedIdentities },
): void => {
  app.decorateRequest('identity', null)

  app.addHook('onRequest', async (request, reply) => {
    if (healthPaths.includes(pathOf(request))) return
    // An unread body would otherwise hold the connection of somebody who has shown no right to use it.
    reply.header('connection', 'close')
    const token = request.headers[identityHeader]
    request.identity = verifyIdentity(typeof token === 'string' ? token : undefined, {
      audience,
      target: `${request.method} ${request.raw.url}`,
      accepts: issuer => (issuer === gatewayIssuer) === gatewayPaths.test(pathOf(request)),
      keys,
    })
    if (!served.serve(request.identity.id)) throw servedBefore()
    reply.removeHeader('connection')
    refuseEncodings(request)
  })

  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
    if (request.identity) verifyBody(request.identity, body)
    return readJson(body)
  })

  // A request without a body skips the parser: its identity must have been signed over nothing.
  app.addHook('preHandler', async request => {
    if (request.identity && request.body === undefined) verifyBody(request.identity, '')
  })
}

const pathOf = (request: FastifyRequest): string => request.raw.url?.split('?', 1)[0] ?? ''

const refuseEncodings = (request: FastifyRequest): void => {
  const encoding = request.headers['content-encoding'] ?? 'identity'
  const [, charset = 'utf-8'] = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(request.headers['content-type'] ?? '') ?? []
  if (encoding.toLowerCase() !== 'identity') {
    throw problem('UNSUPPORTED_MEDIA_TYPE', 'The body is compressed, but plain JSON was expected. Send it as it is.')
  }
  if (!['utf-8', 'utf8'].includes(charset.toLowerCase())) {
    throw problem('UNSUPPORTED_MEDIA_TYPE', 'The body is not in UTF-8. Send JSON in UTF-8 without another charset.')
  }
}

const readJson = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body), refusePrototypes)
  } catch (cause) {
    throw problem('BAD_REQUEST', `The body is no JSON: ${(cause as Error).message}. Send a GraphQL request as JSON.`)
  }
}

/** Keys that would reach into JavaScript's own objects have no meaning in GraphQL. */
const refusePrototypes = (key: string, value: unknown): unknown => {
  if (key === '__proto__') throw new Error('the name "__proto__" is not allowed')
  return value
}
