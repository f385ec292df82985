import { describe, expect, it } from 'vitest'
import { instantOf } from '../database/instant.ts'

describe('an instant in a condition', () => {
  it('is milliseconds in SQLite and a timestamp in PostgreSQL, as the ORM stores them', () => {
    expect(instantOf({ dialect: 'sqlite' }, '2024-11-08T09:00:00-08:00')).toBe(1_731_085_200_000)
    expect(instantOf({ dialect: 'postgres' }, '2024-11-08T09:00:00-08:00')).toEqual(new Date(1_731_085_200_000))
  })

  it.each(['2016-12-31T23:59:60Z', '2016-12-31T15:59:60-08:00'])(
    'takes the leap second %s for the one before',
    text => {
      expect(instantOf({ dialect: 'sqlite' }, text)).toBe(Date.UTC(2016, 11, 31, 23, 59, 59))
    },
  )

  it('leaves 60 alone where it is no second', () => {
    expect(instantOf({ dialect: 'sqlite' }, '2016-12-31T23:59:59.60Z')).toBe(Date.UTC(2016, 11, 31, 23, 59, 59, 600))
  })
})
