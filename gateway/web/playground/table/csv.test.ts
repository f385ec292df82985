import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { toCsv } from './csv.ts'

describe('a table as CSV', () => {
  it('ends each line with CRLF and quotes what needs it', () => {
    const rows = [
      ['A, B', 'say "x"', 1, true],
      ['two\nlines', null, -5, false],
    ]

    expect(toCsv({ name: 't', columns: ['a', 'b', 'c', 'd'], rows })).toBe(
      'a,b,c,d\r\n"A, B","say ""x""",1,true\r\n"two\nlines",,-5,false\r\n',
    )
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', "'=1"])('puts one quote in front of the text %j', text => {
    const [row] = parse(toCsv({ name: 't', columns: ['a'], rows: [[text]] }), { from_line: 2 })

    expect(row).toEqual([`'${text}`])
  })

  it('makes headings as safe as cells: an alias is the text of whoever wrote the query', () => {
    expect(toCsv({ name: 't', columns: ['=a'], rows: [] })).toBe("'=a\r\n")
  })
})
