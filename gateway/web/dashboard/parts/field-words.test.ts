import { describe, expect, it } from 'vitest'
import { bureauWords, fieldWords, plain, sentence } from './field-words.ts'

describe('the words for a field', () => {
  it('are those of a reader where it is known', () => {
    expect(fieldWords('countryTally.adopted')).toBe('How many countries')
  })

  it('are the last part of a path that is not, read as it stands', () => {
    expect(fieldWords('roles.LOCAL_COORDINATOR')).toBe('Local coordinator')
    expect(fieldWords('someNewField')).toBe('Some new field')
  })
})

describe('the words for an enum value', () => {
  it('keep names that have a spelling of their own', () => {
    expect(plain('US_STATE_DEPARTMENT')).toBe('U.S. Department of State')
    expect(sentence('COMMUNITY_BASED_MEMBER')).toBe('Community-based member')
  })

  it('are the value itself for a bureau that is not known', () => {
    expect(bureauWords('EUR')).toBe('Bureau of European and Eurasian Affairs')
    expect(bureauWords('IO')).toBe('IO')
  })
})
