import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { readPartialDate } from '../dates/partial-date.ts'
import { type DateRange, whereInWindow } from '../dates/window.ts'
import { LoadedSeedSchema } from '../seed/loaded-seed.ts'
import { testDatabase } from '../testing/test-database.ts'

const stored = ['2011', '2013-10', '2015-01-09/2015-01-17', '[2024-11-10..2024-11-16]', '2020/..']

const matching = async (range: DateRange): Promise<readonly string[]> => {
  await using database = await testDatabase({ entities: [LoadedSeedSchema] })
  const dates = stored.map(readPartialDate)
  const rows = sql.join(
    [
      ...dates.map(date => sql`select ${date.edtf} as edtf, ${date.earliest} as earliest, ${date.latest} as latest`),
      sql`select 'undated', cast(null as varchar(10)), cast(null as varchar(10))`,
    ],
    sql` union all `,
  )
  const found = await database.read
    .selectFrom(sql<{ edtf: string }>`(${rows})`.as('program'))
    .select('edtf')
    .where(whereInWindow({ earliest: 'program.earliest', latest: 'program.latest' }, range))
    .execute()
  return found.map(row => row.edtf)
}

describe('a window of time', () => {
  it('holds every date that can fall into it, to the day', async () => {
    expect(await matching({ from: '2013-10-31', to: '2015-01-09' })).toEqual(['2013-10', '2015-01-09/2015-01-17'])
    expect(await matching({ from: '2013-11-01', to: '2015-01-08' })).toEqual([])
    expect(await matching({ from: '2011-12-31', to: '2011-12-31' })).toEqual(['2011'])
  })

  it('sees the whole of a set and an end that is open', async () => {
    expect(await matching({ from: '2024-11-16' })).toEqual(['[2024-11-10..2024-11-16]', '2020/..'])
    expect(await matching({ from: '2024-11-17' })).toEqual(['2020/..'])
  })

  it('holds records without a date only when asked to', async () => {
    expect(await matching({ to: '2011-01-01' })).toEqual(['2011'])
    expect(await matching({ to: '2011-01-01', includeUndated: true })).toEqual(['2011', 'undated'])
  })

  it('refuses days that do not exist and windows that run backwards', async () => {
    const columns = { earliest: 'a', latest: 'b' }

    expect(() => whereInWindow(columns, { from: '2024-02-30' })).toThrow(
      'Field "dates.from" is "2024-02-30", which is no day. Write it as YYYY-MM-DD.',
    )
    expect(() => whereInWindow(columns, { from: '2024-02-02', to: '2024-02-01' })).toThrow(
      'Window "dates" ends on "2024-02-01", before it begins on "2024-02-02". Exchange the two days.',
    )
  })
})
