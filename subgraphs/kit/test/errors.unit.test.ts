import { GraphQLError } from 'graphql'
import { describe, expect, it } from 'vitest'
import { codeOf, maskError } from '../errors/mask.ts'
import { problem } from '../errors/problem.ts'

const secret = 'select * from person at /srv/kit.ts'

/** An error as GraphQL hands it over when a resolver threw. */
const thrown = (originalError: Error) => new GraphQLError(originalError.message, { path: ['a'], originalError })

describe('a problem', () => {
  it('is an error that the caller reads as it stands', () => {
    const error = problem('BAD_USER_INPUT', 'Argument "first" is 0.', { argument: 'first' })

    expect(error).toBeInstanceOf(GraphQLError)
    expect(maskError(thrown(error).toJSON(), thrown(error))).toMatchObject({ message: 'Argument "first" is 0.' })
    expect(error.extensions).toEqual({ argument: 'first', code: 'BAD_USER_INPUT' })
  })
})

describe('an error that leaves', () => {
  it.each([
    ['an unknown error', new Error(secret)],
    [
      'an error of a library that calls itself one of ours',
      Object.assign(new Error(secret), { extensions: { code: 'BAD_USER_INPUT' } }),
    ],
    ['a GraphQL error with a code of its own', new GraphQLError(secret, { extensions: { code: 'MY_OWN' } })],
    [
      'a GraphQL error with a code that only objects have',
      new GraphQLError(secret, { extensions: { code: 'constructor' } }),
    ],
    ['a GraphQL error without a code', new GraphQLError(secret)],
  ])('keeps back everything of %s', (_case, error) => {
    const masked = maskError(thrown(error).toJSON(), thrown(error), 'request-1')

    expect(masked).toEqual({
      message: 'Something failed on our side. Tell the operators the request id.',
      path: ['a'],
      extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'request-1' },
    })
  })

  it('says so when PostgreSQL cannot hold a character of the text', () => {
    const refused = Object.assign(new Error(`${secret} - invalid byte sequence for encoding "UTF8": 0x00`), {
      code: '22021',
    })

    expect(maskError(thrown(refused).toJSON(), thrown(refused), 'request-1')).toEqual({
      message: 'A text holds the character U+0000, which no text of the network can hold. Leave it out.',
      path: ['a'],
      extensions: { code: 'BAD_USER_INPUT' },
    })
  })

  it('says so when the database is away, however deep that is told', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:5432'), { code: 'ECONNREFUSED' })
    const busy = Object.assign(new Error('SQLITE_BUSY: database is locked'), { code: 'SQLITE_BUSY' })

    expect(codeOf(thrown(new Error('query failed', { cause: refused })))).toBe('SERVICE_UNAVAILABLE')
    expect(codeOf(thrown(busy))).toBe('SERVICE_UNAVAILABLE')
  })

  it('carries no stack, whoever put it there', () => {
    const error = problem('BAD_USER_INPUT', 'Bad.', { stacktrace: [secret], exception: secret, http: { status: 400 } })

    expect(maskError(error.toJSON(), error)).toEqual({ message: 'Bad.', extensions: { code: 'BAD_USER_INPUT' } })
  })
})
