import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { madeUpRoster, mistakesFor, type RosterOptions, rosterColumns } from './made-up-roster.ts'

const textOf = async (options: RosterOptions): Promise<string> =>
  (await Array.fromAsync(madeUpRoster(options).text())).join('')

describe('a made-up roster', () => {
  it('has the headings and rows that are asked for', async () => {
    const text = await textOf({ rows: 2, columns: ['source_row_id', 'family_name', 'country'] })

    expect(text).toBe('source_row_id,family_name,country\r\nnpa-1,Abebe,Argentina\r\nnpa-2,Baptiste,Grenada\r\n')
  })

  it('has exactly the mistakes that are asked for, and says where', async () => {
    const options: RosterOptions = {
      rows: 4,
      columns: ['source_row_id', 'country'],
      mistakes: ['a misspelt country', 'a cell too many', 'a column of birth dates'],
      delimiter: ';',
    }

    expect(await textOf(options)).toBe(
      [
        'source_row_id;country;Date of Birth',
        'npa-1;Argentina;1980-02-03',
        'npa-2;Brazl;1980-02-03',
        'npa-3;Peru;1980-02-03',
        'npa-4;Uganda;1980-02-03;and more',
        '',
      ].join('\r\n'),
    )
    expect(madeUpRoster(options).planted).toStrictEqual([
      {
        name: 'a column of birth dates',
        row: null,
        severity: 'ERROR',
        code: 'PROTECTED_DATA',
        column: 'Date of Birth',
      },
      { name: 'a misspelt country', row: 3, severity: 'ERROR', code: 'INVALID', column: 'country' },
      { name: 'a cell too many', row: 5, severity: 'ERROR', code: 'INVALID', column: null },
    ])
  })

  it('is the same bytes each time, with fifty mistakes of different kinds', async () => {
    const options = { rows: 10_000, mistakes: mistakesFor(rosterColumns) }
    const hash = (text: string) => createHash('sha256').update(text).digest('hex')

    expect(hash(await textOf(options))).toBe(hash(await textOf(options)))
    expect(new Set(options.mistakes).size).toBe(50)
  })

  it('names no two delegates alike', async () => {
    const text = await textOf({ rows: 64_000, columns: ['family_name', 'given_name'] })

    expect(new Set(text.trim().split('\r\n')).size).toBe(64_001)
  })

  it('refuses mistakes that it has no column for', () => {
    expect(() => madeUpRoster({ rows: 1, columns: ['country'], mistakes: ['no role'] })).toThrow(
      'The mistake "no role" needs column "role", which this roster does not have.',
    )
  })
})
