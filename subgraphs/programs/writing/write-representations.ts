import { recordClaims, replaceRecordSources } from '@exchange-network/kit/provenance/record-claims'
import { RecordSource } from '@exchange-network/kit/provenance/record-source'
import { randomId } from '@exchange-network/kit/writing/slug'
import { markChanged, type Writing } from '@exchange-network/kit/writing/writing'
import type { Program } from '../entities/program.ts'
import { Representation } from '../entities/representation.ts'
import { tallyCountries } from './country-tally.ts'
import { addRecordSources, creditedSources } from './credit.ts'

/** A country that visitors came from, as it is stored, with the documents that list it. */
export type CheckedRepresentation = {
  readonly placeCode: string
  readonly label: string
  readonly timesListed: number
  readonly delegates: number | null
  /** Null leaves those that it has; a new entry is credited as the whole list is. */
  readonly sources: readonly string[] | null
}

/** How a list of countries came to be said. */
export type RepresentationStatement = { readonly sourceId: string | null; readonly isNew?: boolean }

/**
 * Makes the countries of a program those given, with the numbers that follow from their list. A country that stays keeps
 * its row. Tells whether anything changed.
 */
export const writeRepresentations = async (
  writing: Writing,
  program: Program,
  entries: readonly CheckedRepresentation[],
  { sourceId, isNew = false }: RepresentationStatement,
): Promise<boolean> => {
  const { em } = writing
  const programId = program.id
  const had = isNew ? [] : await em.find(Representation, { programId }, { orderBy: { position: 'asc' } })
  const isChanged = JSON.stringify(had.map(said)) !== JSON.stringify(entries.map(said))
  const rows = isChanged ? await writeRows(writing, programId, had, entries) : had
  const haveNewSources = await writeSources(writing, rows, entries, { sourceId, isNew })
  if (!isNew && (isChanged || haveNewSources)) markChanged(program)
  if (!isChanged) return haveNewSources
  const claims = entries.map(({ placeCode, label }) => ({
    path: 'representations',
    value: label,
    normalized: placeCode,
  }))
  const statement = { sourceId, isNew, planned: program.status !== 'HELD' }
  await recordClaims(writing, { type: 'Program', id: programId }, claims, { ...statement, paths: ['representations'] })
  await tallyCountries(writing, program, entries, statement)
  return true
}

const said = ({ placeCode, label, timesListed, delegates }: Representation | CheckedRepresentation) => [
  placeCode,
  label,
  timesListed,
  delegates ?? null,
]

const writeRows = async (
  writing: Writing,
  programId: string,
  had: readonly Representation[],
  entries: readonly CheckedRepresentation[],
): Promise<readonly Representation[]> => {
  const { em } = writing
  const left = new Map(had.map(row => [row.placeCode, row]))
  const rows = entries.map(({ sources: _, ...entry }, index) => {
    const position = index + 1
    const kept = left.get(entry.placeCode)
    left.delete(entry.placeCode)
    if (kept) return Object.assign(kept, { ...entry, position })
    const made = em.create(Representation, { id: randomId('cr'), programId, position, ...entry })
    em.persist(made)
    return made
  })
  for (const gone of left.values()) {
    await replaceRecordSources(writing, { type: recordType, id: gone.id }, [])
    em.remove(gone)
  }
  return rows
}

const recordType = 'CountryRepresentation'

const writeSources = async (
  writing: Writing,
  rows: readonly Representation[],
  entries: readonly CheckedRepresentation[],
  { sourceId, isNew = false }: RepresentationStatement,
): Promise<boolean> => {
  const recordId = rows.map(row => row.id)
  const had = isNew
    ? []
    : await writing.em.find(RecordSource, { recordType, recordId }, { orderBy: { position: 'asc' } })
  const known = Map.groupBy(had, one => one.recordId)
  let isChanged = false
  for (const [index, { sources: named }] of entries.entries()) {
    const id = rows[index]?.id ?? ''
    const before = known.get(id)?.map(one => one.sourceId) ?? []
    if (named === null && before.length > 0) continue
    const sources = creditedSources(named ?? (sourceId === null ? [] : [sourceId]), writing.rights)
    if (JSON.stringify(before) === JSON.stringify(sources)) continue
    isChanged = true
    if (before.length === 0) addRecordSources(writing, { type: recordType, id }, sources)
    else await replaceRecordSources(writing, { type: recordType, id }, sources)
  }
  return isChanged
}
