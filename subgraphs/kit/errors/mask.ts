import { unwrapResolverError } from '@apollo/server/errors'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import { catalogue, isProblemCode, type ProblemCode } from './catalogue.ts'

/** What leaves instead of a driver's own words. */
type Verdict = { readonly code: ProblemCode; readonly message: string }

const away: Verdict = { code: 'SERVICE_UNAVAILABLE', message: 'The database is busy. Ask again in a moment.' }
const badText: Verdict = {
  code: 'BAD_USER_INPUT',
  message: 'A text holds the character U+0000, which no text of the network can hold. Leave it out.',
}

/** What databases and their drivers say when they are busy, starting, stopping or gone, or cannot hold a text. */
const verdicts: Readonly<Record<string, Verdict>> = {
  SQLITE_BUSY: away,
  SQLITE_LOCKED: away,
  ECONNREFUSED: away,
  ECONNRESET: away,
  '57P01': away,
  '57P02': away,
  '57P03': away,
  '53300': away,
  '22021': badText,
}

const internalMessage = 'Something failed on our side. Tell the operators the request id.'

/**
 * Finds the code under which an error leaves. Only errors made as GraphQL errors with a code of the catalogue keep it:
 * a library's error is INTERNAL_SERVER_ERROR whatever it carries, unless a database's own code says better.
 */
export const codeOf = (error: unknown): ProblemCode => {
  const cause = unwrapResolverError(error)
  // A bad literal of a scalar is found by validation, which puts an error of its own around ours.
  const inner = cause instanceof GraphQLError ? codeIn(cause.originalError) : null
  return inner ?? codeIn(cause) ?? verdictOn(cause)?.code ?? 'INTERNAL_SERVER_ERROR'
}

/** Tells whether an error is our failure and not the caller's, so that it is logged and its text kept back. */
export const isOurs = (error: unknown): boolean => catalogue[codeOf(error)].status >= 500

/**
 * Makes what a caller may read of an error. Our own failures keep their place in the answer and lose their text, so no
 * stack trace, path, address or SQL ever leaves; `requestId` finds them in the log.
 */
export const maskError = (
  formatted: GraphQLFormattedError,
  error: unknown,
  requestId?: string,
): GraphQLFormattedError => {
  const code = codeOf(error)
  const place = {
    ...(formatted.locations && { locations: formatted.locations }),
    ...(formatted.path && { path: formatted.path }),
  }
  const verdict = codeIn(unwrapResolverError(error)) === null ? verdictOn(unwrapResolverError(error)) : null
  if (isOurs(error)) {
    const message = verdict?.message ?? (code === away.code ? away.message : internalMessage)
    return { message, ...place, extensions: { code, ...(requestId !== undefined && { requestId }) } }
  }
  if (verdict) return { message: verdict.message, ...place, extensions: { code } }
  const { stacktrace: _stack, exception: _exception, http: _http, ...extensions } = formatted.extensions ?? {}
  return { message: formatted.message, ...place, extensions: { ...extensions, code } }
}

const codeIn = (error: unknown): ProblemCode | null =>
  error instanceof GraphQLError && isProblemCode(error.extensions.code) ? error.extensions.code : null

const verdictOn = (error: unknown, depth = 0): Verdict | null => {
  if (typeof error !== 'object' || error === null || depth > 4) return null
  const own = 'code' in error && typeof error.code === 'string' ? verdicts[error.code] : undefined
  return own ?? ('cause' in error ? verdictOn(error.cause, depth + 1) : null)
}
