import { describe, expect, it } from 'vitest'
import { readToken } from './pasted-token.ts'

describe('a token that was pasted', () => {
  it.each(['abc.def', '  abc.def\n', 'Bearer abc.def', 'authorization: Bearer abc.def'])('is found in %j', pasted => {
    expect(readToken(pasted)).toBe('abc.def')
  })

  it.each(['', 'two words', 'abc\ndef', 'naïve'])('is not found in %j', pasted => {
    expect(readToken(pasted)).toBeNull()
  })
})
