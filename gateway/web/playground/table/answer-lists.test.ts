import { describe, expect, it } from 'vitest'
import { tablesOf } from './answer-lists.ts'

const page = {
  organization: {
    name: 'SCOE',
    programs: {
      totalCount: 2,
      edges: [
        { node: { title: 'One', dates: { edtf: '2024' }, hosts: [{ name: 'A' }, { name: 'B' }] } },
        { node: { title: 'Two', dates: null, hosts: [] } },
      ],
    },
    people: { edges: [{ cursor: 'x', node: { name: 'Ana' } }] },
  },
}

describe('an answer as tables', () => {
  it('offers each list that is in no other list, named as a reader would', () => {
    expect(tablesOf(page).map(({ name }) => name)).toEqual(['organization.programs', 'organization.people'])
  })

  it('has a column for each leaf, and several values of a nested list in one cell', () => {
    const [programs] = tablesOf(page)

    expect(programs).toEqual({
      name: 'organization.programs',
      columns: ['title', 'dates.edtf', 'hosts.name'],
      rows: [
        ['One', '2024', 'A; B'],
        ['Two', null, null],
      ],
    })
  })

  it('is one row when it holds no list', () => {
    expect(tablesOf({ viewer: { subject: 'ana', scopes: ['a', 'b'] } })).toEqual([
      { name: 'answer', columns: ['viewer.subject', 'viewer.scopes'], rows: [['ana', 'a; b']] },
    ])
  })

  it('is no table when there is nothing', () => {
    expect(tablesOf(null)).toEqual([])
    expect(tablesOf({})).toEqual([])
  })

  it('skips what is withheld in a list, and keeps zero and false', () => {
    const [table] = tablesOf({ all: [null, { a: 0, b: false }] })

    expect(table?.rows).toEqual([[0, false]])
  })
})
