import { describe, expect, it } from 'vitest'
import { createIssueList } from '../importing/issue-list.ts'
import type { ImportIssue } from '../importing/report.ts'

const issue = (row: number | null, message: string, severity: ImportIssue['severity'] = 'ERROR'): ImportIssue => ({
  severity,
  row,
  column: 'country',
  code: 'INVALID',
  message,
  suggestions: [],
})

const rest = (errors: string, warnings: string) =>
  `There are ${errors} and ${warnings} that are not listed. Put right what is listed, then check the file again.`

describe('the issues of a report', () => {
  it('stand in row order, those of the file first, those of a row as they came', () => {
    const list = createIssueList()

    for (const one of [issue(3, 'b'), issue(3, 'a'), issue(2, 'c', 'WARNING'), issue(null, 'd')]) list.add(one)

    expect(list.inOrder().map(({ row, message }) => [row, message])).toStrictEqual([
      [null, 'd'],
      [2, 'c'],
      [3, 'b'],
      [3, 'a'],
    ])
  })

  it('are 5,000 at most, with one that counts the rest', () => {
    const list = createIssueList()

    for (let row = 2; row < 6002; row += 1) list.add(issue(row, `"${row}" is no place.`))

    expect(list.inOrder()).toHaveLength(5001)
    expect(list.inOrder()[4999]?.row).toBe(5001)
    expect(list.inOrder()[5000]).toMatchObject({
      severity: 'ERROR',
      row: null,
      message: rest('1,000 more errors', '0 more warnings'),
    })
  })

  it('show each kind of mistake, however common another one is', () => {
    const list = createIssueList()

    for (let row = 2; row < 8002; row += 1) list.add(issue(row, `"${row}" is no place.`))
    list.add(issue(8002, 'The row has one cell, but there are 2 headings.'))
    list.add(issue(8003, 'The row repeats another one.', 'WARNING'))
    list.add(issue(null, 'The file has more than 100,000 rows.'))

    expect(
      list
        .inOrder()
        .filter(({ message }) => !message.includes('no place'))
        .map(({ row }) => row),
    ).toStrictEqual([null, 8002, 8003, null])
  })

  it('leave out warnings before errors', () => {
    const list = createIssueList()

    for (let row = 2; row < 4002; row += 1) {
      list.add(issue(row, 'No country.', 'WARNING'))
      list.add(issue(row, `"${row}" is no place.`))
    }

    const severities = Map.groupBy(list.inOrder(), ({ severity }) => severity)
    expect(severities.get('ERROR')).toHaveLength(4000)
    expect(severities.get('WARNING')).toHaveLength(1001)
    expect(list.inOrder().at(-1)).toMatchObject({
      severity: 'WARNING',
      message: rest('0 more errors', '3,000 more warnings'),
    })
  })
})
