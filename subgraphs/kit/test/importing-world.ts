import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineEntity, type EntitySchema, p } from '@mikro-orm/core'
import type { Viewer } from '../access/viewer.ts'
import type { Recorder } from '../database/database.ts'
import { rowBy } from '../database/loaders.ts'
import { selectFrom } from '../database/rows.ts'
import { column } from '../importing/column.ts'
import { date, dateText } from '../importing/date-cells.ts'
import { defineImport, type ImportContext } from '../importing/import-definition.ts'
import { importingEntities } from '../importing/imported-row.ts'
import { integer, quantity, quantityText } from '../importing/number-cells.ts'
import { place } from '../importing/place-cells.ts'
import type { ImportReport } from '../importing/report.ts'
import { type ImportRun, runImport } from '../importing/run-import.ts'
import { list, listText, text } from '../importing/text-cells.ts'
import { oneOf, yesOrNo } from '../importing/word-cells.ts'
import { writeExport } from '../importing/write-export.ts'
import { type TestDatabase, testDatabase } from '../testing/test-database.ts'

const GuestSchema = defineEntity({
  name: 'Guest',
  tableName: 'guest',
  properties: {
    id: p.string().length(64).primary(),
    name: p.text(),
    country: p.string().length(16).nullable(),
    role: p.string().length(16),
    notes: p.text().nullable(),
    arrives: p.text().nullable(),
    languages: p.array(),
    companions: p.text().nullable(),
  },
})

/** A guest of a made-up reception: just enough of a record to be imported. */
export class Guest extends GuestSchema.class {}

GuestSchema.setClass(Guest)

const entities = [GuestSchema, ...importingEntities] as unknown as readonly EntitySchema[]

/** The viewer who imports: SCOE. */
export const scoe: Viewer = {
  subject: 'scoe.writer',
  scopes: new Set(['import:run']),
  organization: 'scoe',
  person: null,
}

/** The context of a made-up request, and how often it was made anew. */
export type GuestContext = ImportContext & {
  loaders: ReturnType<typeof loadersOf>
  renewals: number
}

const loadersOf = (database: TestDatabase) => ({ guestByName: rowBy(database, Guest, 'name') })

const contextOf = (database: TestDatabase): GuestContext => ({
  database,
  viewer: scoe,
  rights: { viewer: scoe, organizations: ['scoe'] },
  requestId: 'request-1',
  loaders: loadersOf(database),
  renewals: 0,
  async renew() {
    this.renewals += 1
    this.loaders = loadersOf(database)
  },
})

const countries: Readonly<Record<string, string>> = {
  burma: 'MM',
  myanmar: 'MM',
  'viet nam': 'VN',
  vietnam: 'VN',
  togo: 'TG',
}

const resolvePlace = (name: string) => {
  const code = countries[name.toLowerCase()]
  if (code !== undefined) return { code }
  const isAmbiguous = name === 'Georgia'
  return {
    isAmbiguous,
    suggestions: isAmbiguous ? ['Georgia (country)', 'Georgia (U.S.)'] : name === 'Tgoo' ? ['Togo'] : [],
  }
}

/** The guest list of the reception. */
export const guests = defineImport({
  kind: 'guests',
  scopes: ['import:run', 'guest:write'],
  columns: {
    name: column(text({ max: 40 }), { aliases: ['Full name', 'Guest'], required: true }),
    country: column(place(resolvePlace), { aliases: ['Nation', 'Pays'] }),
    role: column(oneOf({ DELEGATE: ['visitor'], HOST: [], SPEAKER: ['presenter'] })),
    arrives: column(date(), { aliases: ['Arrival'] }),
    companions: column(quantity()),
    floor: column(integer({ min: 0, max: 40 })),
    languages: column(list(text({ max: 10 }))),
    veteran: column(yesOrNo()),
    phone: column(text({ max: 15 }), { guarded: true }),
    notes: column(text({ max: 100_000, lines: true })),
    sourceRowId: column(text({ max: 64 }), { aliases: ['Row'] }),
    table: column(text({ max: 20 })),
  },
  rowKey: ({ sourceRowId }) => (sourceRowId === null ? null : { text: sourceRowId, property: 'sourceRowId' }),
  introduces: ({ table }) => (table?.startsWith('new ') ? [`table:${table.slice(4)}`] : []),
  async plan(row, context: GuestContext) {
    const { name, country, role, notes, arrives, languages, companions, table } = row.cells
    if (name === 'Nobody') {
      return {
        outcome: 'rejected',
        issues: [
          { code: 'NOT_FOUND', property: 'name', message: 'Nobody is not invited.' },
          { code: 'INVALID', property: 'arrives', message: 'Nobody arrives on no day.' },
        ],
      }
    }
    if (table !== null && !table.startsWith('new ') && row.above(`table:${table}`) === null) {
      const message = `Table "${table}" stands in no row above.`
      return { outcome: 'rejected', issues: [{ code: 'NOT_FOUND', property: 'table', message }] }
    }
    const now = {
      country: country?.code ?? null,
      role: role ?? 'DELEGATE',
      notes,
      arrives: arrives?.edtf ?? null,
      languages: [...(languages ?? [])],
      companions: quantityText(companions),
    }
    const before = await context.loaders.guestByName.load(name)
    if (before !== null) {
      const { id } = before
      if (before.notes === 'do not touch') {
        return { outcome: 'rejected', issues: [{ code: 'FORBIDDEN', property: 'name', message: 'Hands off.' }] }
      }
      const changes = Object.entries(now).filter(
        ([property, value]) => JSON.stringify(value) !== JSON.stringify(before[property as keyof typeof now]),
      )
      if (changes.length === 0) return { outcome: 'unchanged', recordId: id }
      return {
        outcome: 'update',
        key: id,
        async apply({ em }) {
          Object.assign(await em.findOneOrFail(Guest, { id }), Object.fromEntries(changes))
          return id
        },
      }
    }
    const issues =
      country === null && !row.isUnread('country')
        ? [{ code: 'INVALID', message: 'The guest has no country.', suggestions: ['Togo'] } as const]
        : []
    return {
      outcome: 'create',
      issues,
      async apply({ em, problems }) {
        if (notes === 'late refusal') problems.add(['input', 'notes'], 'FORBIDDEN', 'The hall is full.')
        const id = `g-${row.number}`
        em.create(Guest, { id, name, ...now })
        return id
      },
    }
  },
  export: {
    async *read({ database }) {
      const rows = await selectFrom(database, Guest).orderBy('guest.name').execute()
      for (const { name, country, role, notes, arrives, languages, companions } of rows) {
        yield {
          name,
          country: country === 'MM' ? 'Burma' : country === 'VN' ? 'Viet Nam' : country === 'TG' ? 'Togo' : '',
          role,
          arrives: dateText(arrives === null ? null : { edtf: arrives, inferred: false }),
          companions: companions ?? '',
          floor: '',
          languages: listText(languages),
          veteran: '',
          phone: '',
          notes: notes ?? '',
          sourceRowId: '',
          table: '',
        }
      }
    },
  },
})

/** A reception with its guest list: what came of importing a file. */
export type Reception = AsyncDisposable & {
  readonly database: TestDatabase
  readonly context: GuestContext
  /** Spools the file and imports it; a dry run unless said otherwise. */
  import(
    file: string | Uint8Array,
    run?: Partial<Omit<ImportRun, 'options'> & ImportRun['options']>,
  ): Promise<ImportReport>
  export(): Promise<string>
  names(): Promise<readonly string[]>
}

/** Opens a reception without guests. */
export const openReception = async (recorders: readonly Recorder[] = []): Promise<Reception> => {
  const database = await testDatabase({ entities, recorders })
  const folder = await mkdtemp(join(tmpdir(), 'reception-'))
  const context = contextOf(database)
  return {
    database,
    context,
    async import(file, { sourceId = null, programId = null, dateOrder = null, ...run } = {}) {
      const path = join(folder, 'guests.csv')
      await writeFile(path, file)
      const options = { sourceId, programId, dateOrder }
      return runImport(guests, context, { file: path, dryRun: true, ...run, options })
    },
    async export() {
      const parts: Uint8Array[] = []
      for await (const part of writeExport(guests, context, { sourceId: null, programId: null, dateOrder: null }))
        parts.push(part)
      return Buffer.concat(parts).toString()
    },
    async names() {
      const rows = await selectFrom(database, Guest).orderBy('guest.name').execute()
      return rows.map(({ name }) => name)
    },
    [Symbol.asyncDispose]: async () => {
      await database[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
