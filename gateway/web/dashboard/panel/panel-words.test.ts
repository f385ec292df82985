import { describe, expect, it } from 'vitest'
import type { Problem } from '../ask.ts'
import { csvLink } from './csv-link.ts'
import { missingSentence, withheldSentence } from './notice-words.ts'

const withheld = (message: string): Problem => ({
  kind: 'withheld',
  code: 'UNAUTHORIZED_FIELD_OR_TYPE',
  message,
  path: [],
})
const missing = (...path: (string | number)[]): Problem => ({
  kind: 'missing',
  code: 'SUBGRAPH_ERROR',
  message: '',
  path,
})

describe('what a panel says of an answer that is not whole', () => {
  it('is how many values are withheld and which scope opens them', () => {
    const problems = [
      withheld('This needs the scope "contact:read".'),
      withheld('This needs the scope "contact:read".'),
    ]

    expect(withheldSentence(problems)).toBe('2 values are withheld. They need the scope contact:read.')
    expect(withheldSentence([])).toBeNull()
  })

  it('is what is not reachable, each once and in words', () => {
    const problems = [
      missing('programs', 'edges', 0, 'node', 'localCoordinators'),
      missing('programs', 'edges', 1, 'node', 'localCoordinators'),
    ]

    expect(missingSentence(problems)).toBe('Not reachable at the moment: local coordinators. The rest is complete.')
  })

  it('is the sentence of the gateway where the question was wrong', () => {
    const mistake: Problem = {
      kind: 'missing',
      code: 'BAD_USER_INPUT',
      message: 'Argument "after" is "x".',
      path: ['programs'],
    }

    expect(missingSentence([mistake])).toBe('Argument "after" is "x".')
  })
})

describe('the link to a CSV', () => {
  it('carries the variables: text as it is, lists repeated, objects as JSON, nothing for null', () => {
    const link = csvLink('program-list', {
      filter: { kinds: ['VISIT'] },
      first: 200,
      roles: ['HOST', 'FUNDER'],
      after: null,
    })

    expect(link).toBe(
      '/operations/program-list.csv?filter=%7B%22kinds%22%3A%5B%22VISIT%22%5D%7D&first=200&roles=HOST&roles=FUNDER',
    )
    expect(csvLink('topic-list', {})).toBe('/operations/topic-list.csv')
  })
})
