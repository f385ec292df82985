import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Allowance, type Charge, rateRefusal, requestCost } from '../allowance.ts'
import type { RequestContext } from '../request-context.ts'
import { sendError } from './errors.ts'
import { rateHeaders } from './rate-headers.ts'

type Verdict =
  | { readonly kind: 'viewer'; readonly viewer: RequestContext['viewer'] }
  | { readonly kind: 'refused'; readonly reason: string; readonly message: string }
  | { readonly kind: 'away'; readonly retryAfterSeconds: number; readonly message: string }

/** Reads who asks from the values of the authorization header; at once where nothing has to be verified. */
export type Authenticate = (authorization: readonly string[]) => Verdict | Promise<Verdict>

/** How a request is let in. */
export type AdmissionOptions = {
  readonly authenticate: Authenticate
  /** Names who pays: the subject of a token, or without one the client's address. */
  readonly payerOf: (subject: string | null, address: string | undefined) => string
  /** Takes a cost from what a payer may spend; null without a rate limit. */
  readonly charge: Charge | null
}

/** Who was let in, who pays, and what is left of that; null without a limit. */
export type Admitted = {
  readonly viewer: RequestContext['viewer']
  readonly payer: string
  readonly allowance: Allowance | null
}

/** Lets a request in, or answers it with a refusal and calls nothing; `fail` hears what nobody foresaw. */
export type Admit = (
  request: FastifyRequest,
  reply: FastifyReply,
  enter: (admitted: Admitted) => void,
  fail: (cause: Error) => void,
) => void

/** Creates the door that every path with viewers has: who asks, and whether so many requests may come from there. */
export const createAdmission =
  ({ authenticate, payerOf, charge }: AdmissionOptions): Admit =>
  (request, reply, enter, fail) => {
    const judge = (verdict: Verdict): void => {
      // Whoever is refused pays as well, or guessing tokens would cost nothing.
      const payer = payerOf(verdict.kind === 'viewer' ? verdict.viewer.subject : null, request.ip)
      const allowance = charge?.(payer, requestCost) ?? null
      if (allowance && allowance.retryAfterSeconds !== null) {
        reply.headers(rateHeaders(allowance))
        sendError(reply, 'RATE_LIMITED', rateRefusal(allowance, requestCost))
        return
      }
      if (verdict.kind === 'refused') {
        const { reason, message } = verdict
        reply.header('www-authenticate', challenge(message))
        sendError(reply, 'UNAUTHENTICATED', message, { reason })
        return
      }
      if (verdict.kind === 'away') {
        reply.header('retry-after', verdict.retryAfterSeconds)
        sendError(reply, 'SERVICE_UNAVAILABLE', verdict.message)
        return
      }
      enter({ viewer: verdict.viewer, payer, allowance })
    }
    // Called back where nothing has to be verified: a promise for each request would cost more than all the rest.
    const verdict = authenticate(authorizationOf(request))
    if (verdict instanceof Promise) verdict.then(judge).catch(fail)
    else judge(verdict)
  }

/** The header "www-authenticate" for a request that has to say who it is and does not. */
export const plainChallenge = 'Bearer realm="Exchange Network"'

// RFC 6750, section 3. A description holds no quotes of its own.
const challenge = (message: string): string =>
  `${plainChallenge}, error="invalid_token", error_description="${message.replaceAll('"', "'")}"`

// Node keeps one value of the header in its plain headers, so that they cannot tell whether there were several.
const authorizationOf = ({ headers, raw }: FastifyRequest): readonly string[] =>
  headers.authorization === undefined ? [] : (raw.headersDistinct.authorization ?? [])
