import { describe, expect, it } from 'vitest'
import { personTitle } from './person-title.ts'

describe('the title of a person’s page', () => {
  it('is the name of whom the whole network may see', () => {
    expect(personTitle({ name: 'Ana Horvat', slug: 'ana-horvat' })).toBe('Ana Horvat')
  })

  it('never names a protected person, for browsers keep titles in their history', () => {
    expect(personTitle({ name: 'Ana Horvat', slug: null })).toBe('Protected person')
  })
})
