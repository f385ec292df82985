import { parse as parseCsv } from 'csv-parse/sync'
import { buildSchema, type ExecutionResult, graphqlSync } from 'graphql'
import { describe, expect, it } from 'vitest'
import { countNulledCells } from '../operations/nulled-cells.ts'
import { prepareSavedOperations, type SavedOperation } from '../operations/saved-operations.ts'
import { writeCsv } from '../operations/write-csv.ts'

const schema = buildSchema(`
  type Query {
    visits(first: Int): VisitConnection!
    visit(id: ID!): Visit
    hosts: [Host]!
    notes: [String!]!
  }
  type VisitConnection { edges: [VisitEdge!]! pageInfo: PageInfo! totalCount: Int! }
  type VisitEdge { cursor: String! node: Visit }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  interface Named { name: String! }
  type Visit implements Named { id: ID! name: String! balance: Int hosts: [Host] guests: VisitConnection! note: String }
  type Host implements Named { name: String! motto: String rooms: [Room!]! }
  type Room { label: String! }
`)

const save = (text: string): { saved: SavedOperation | undefined; warnings: readonly string[] } => {
  const warnings: string[] = []
  const saved = prepareSavedOperations([{ name: 'asked', text }], schema, sentence => void warnings.push(sentence))
  return { saved: saved.get('asked'), warnings }
}
const columnsOf = (text: string): readonly string[] => save(text).saved!.rowPlan.columns
const csvOf = (text: string, data: unknown): string => writeCsv(save(text).saved!.rowPlan, data, false)
const rowsOf = (text: string, data: unknown): readonly string[][] => parseCsv(csvOf(text, data))

const visits = (...nodes: readonly unknown[]) => ({ visits: { edges: nodes.map(node => ({ node })) } })

describe('the columns of a table', () => {
  it('are paths without the list, its edges and nodes, what pages are and type names', () => {
    const columns = columnsOf(
      '{ visits { totalCount pageInfo { hasNextPage } edges { cursor node { __typename id hosts { name } } } } }',
    )

    expect(columns).toEqual(['cursor', 'id', 'hosts.name'])
  })

  it('count what a list inside a row has in all', () => {
    expect(
      columnsOf('{ visits { totalCount edges { node { id guests { totalCount edges { node { id } } } } } } }'),
    ).toEqual(['id', 'guests.totalCount', 'guests.id'])
  })

  it('are named by aliases, and written once for fields of fragments', () => {
    const columns = columnsOf(`
      query { visits { edges { node { ...Names called: name } } } }
      fragment Names on Named { name ... on Visit { name note } }
    `)

    expect(columns).toEqual(['name', 'note', 'called'])
  })

  it('are there whatever @include and @skip decide', () => {
    const text =
      'query ($with: Boolean!) { visits { edges { node { id note @include(if: $with) name @skip(if: $with) } } } }'

    expect(columnsOf(text)).toEqual(['id', 'note', 'name'])
    expect(rowsOf(text, visits({ id: '1', name: 'A' }))).toEqual([
      ['id', 'note', 'name'],
      ['1', '', 'A'],
    ])
  })

  it('begin with what stands around the list, repeated on each row', () => {
    const text = '{ visit(id: 1) { id hosts { name } note } }'

    expect(rowsOf(text, { visit: { id: '1', note: 'n', hosts: [{ name: 'A' }, { name: 'B' }] } })).toEqual([
      ['visit.id', 'visit.note', 'name'],
      ['1', 'n', 'A'],
      ['1', 'n', 'B'],
    ])
  })

  it('keep a name apart that stands on both sides', () => {
    const text =
      '# Rows: visit.hosts\nquery { visit(id: 1) { visit: name hosts { visit: name } } name: visit(id: 2) { name } }'

    expect(columnsOf(text)).toEqual(['visit.visit', 'name.name', 'visit'])
  })
})

describe('the rows of a table', () => {
  it('are the whole answer where several lists are equally near', () => {
    const text = '{ hosts { name } notes }'

    expect(rowsOf(text, { hosts: [{ name: 'A' }, null], notes: ['x', 'y'] })).toEqual([
      ['hosts.name', 'notes'],
      ['A; ', 'x; y'],
    ])
  })

  it('are those of several lists one after another, where the file says so', () => {
    const text =
      '# Rows: visits, hosts, notes\nquery { visits { edges { node { id name } } } hosts { name motto } notes }'

    expect(
      rowsOf(text, { ...visits({ id: '1', name: 'V' }, null), hosts: [{ name: 'H', motto: 'M' }], notes: ['n'] }),
    ).toEqual([
      ['list', 'id', 'name', 'motto', 'value'],
      ['visits', '1', 'V', '', ''],
      ['visits', '', '', '', ''],
      ['hosts', '', 'H', 'M', ''],
      ['notes', '', '', '', 'n'],
    ])
  })

  it('know what is around all lists and around their own, not what leads to another', () => {
    const text =
      '# Rows: a.hosts, b.hosts\nquery { a: visit(id: 1) { note hosts { name } } b: visit(id: 2) { id hosts { name } } visits { totalCount } }'
    const data = {
      a: { note: 'n', hosts: [{ name: 'A' }] },
      b: { id: '2', hosts: [{ name: 'B' }] },
      visits: { totalCount: 7 },
    }

    expect(rowsOf(text, data)).toEqual([
      ['list', 'a.note', 'visits.totalCount', 'b.id', 'name'],
      ['a.hosts', 'n', '7', '', 'A'],
      ['b.hosts', '', '7', '2', 'B'],
    ])
  })

  it('may be one object, or the items of lists in a list', () => {
    const data = {
      visit: {
        id: '1',
        hosts: [
          { name: 'A', rooms: [{ label: 'a' }, { label: 'b' }] },
          { name: 'B', rooms: [] },
        ],
      },
    }
    const query = 'query { visit(id: 1) { id hosts { name rooms { label } } } }'

    expect(rowsOf(`# Rows: visit\n${query}`, data)).toEqual([
      ['id', 'hosts.name', 'hosts.rooms.label'],
      ['1', 'A; B', 'a | b; '],
    ])
    expect(rowsOf(`# Rows: visit.hosts.rooms\n${query}`, data)).toEqual([
      ['visit.id', 'visit.hosts.name', 'label'],
      ['1', 'A', 'a'],
      ['1', 'A', 'b'],
    ])
  })

  it('are none, under the same headings, where there is nothing', () => {
    expect(csvOf('{ visit(id: 1) { hosts { name } } }', { visit: null })).toBe('name\r\n')
  })

  it('cannot be what the operation does not select', () => {
    expect(save('# Rows: visit.guests\nquery { visit(id: 1) { hosts { name } } }')).toEqual({
      saved: undefined,
      warnings: [
        'The saved operation "asked" is not served: its line "# Rows:" names "visit.guests", but it selects no such list or object. Name one such as "visit.hosts".',
      ],
    })
  })
})

describe('a cell', () => {
  const cell = (note: unknown, name: unknown = ''): string | undefined =>
    rowsOf('{ visits { edges { node { note name } } } }', visits({ note, name }))[1]?.[0]

  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@x', "'@x"],
    ['\tx', "'\tx"],
    ["'=x", "''=x"],
    ["'x", "'x"],
    ['a=b', 'a=b'],
    ['a; b | c \\', 'a; b | c \\'],
    ['"a", b\r\nc', '"a", b\r\nc'],
  ])('holds the text %j as %j', (text, written) => {
    expect(cell(text)).toBe(written)
  })

  it('holds numbers as they are, yes and no as words, and null as nothing', () => {
    expect([cell(-5), cell(true), cell(null), cell({ a: 1 })]).toEqual(['-5', 'true', '', '{"a":1}'])
  })

  it('escapes what separates the values of a list, and is no formula either', () => {
    const text = '{ visits { edges { node { hosts { name } } } } }'

    expect(rowsOf(text, visits({ hosts: [{ name: '=a;b' }, { name: 'c|d\\' }] }))[1]).toEqual(["'=a\\;b; c\\|d\\\\"])
  })

  it('is quoted where another reader would see two in it', () => {
    expect(csvOf('{ visits { edges { node { note } } } }', visits({ note: 'a; =b' }))).toBe('note\r\n"a; =b"\r\n')
  })
})

describe('the count of what is null for a reason', () => {
  it('counts each null once, by its error, also where the null has moved up', () => {
    const data = { visit: null, hosts: [{ name: null }, null] }
    const error = (code: string, ...path: (string | number)[]) => ({ path, extensions: { code } })

    const counts = countNulledCells(data, [
      error('UNAUTHORIZED_FIELD_OR_TYPE', 'hosts', 0, 'name'),
      error('UNAUTHORIZED_FIELD_OR_TYPE', 'hosts', 1, 'rooms', 0, 'label'),
      error('UNAUTHORIZED_FIELD_OR_TYPE', 'hosts', 1, 'rooms', 1, 'label'),
      error('SUBGRAPH_ERROR', 'visit', 'name'),
    ])

    expect(counts).toEqual({ withheld: 2, missing: 1 })
  })

  it('agrees with what GraphQL writes for two failing fields of an object that may not lack them', () => {
    const failing = { visit: { name: () => fail(), id: () => fail() } }
    const { data, errors = [] }: ExecutionResult = graphqlSync({
      schema,
      source: '{ visit(id: 1) { name id } }',
      rootValue: failing,
    })

    expect(
      countNulledCells(
        data,
        errors.map(({ path }) => ({ path })),
      ),
    ).toEqual({ withheld: 0, missing: 1 })
  })
})

const fail = (): never => {
  throw new Error('away')
}
