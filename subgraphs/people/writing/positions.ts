import { recordClaims, replaceRecordSources, type StatedValue } from '@exchange-network/kit/provenance/record-claims'
import type { CheckedDate } from '@exchange-network/kit/writing/check-date'
import { randomId } from '@exchange-network/kit/writing/slug'
import type { Writing } from '@exchange-network/kit/writing/writing'
import type { RecordedDate } from '../entities/affiliation.ts'
import type { AffiliationKind } from '../entities/vocabulary.ts'
import { recordAffiliation } from '../store/record-person.ts'

/** Most characters of an organization's printed name and of a job title; the columns are as long. */
export const longestLabel = 500

/** A position, checked. */
export type NewPosition = {
  readonly organizationId: string | null
  readonly label: string
  readonly title: string | null
  readonly kind: AffiliationKind
  readonly start?: CheckedDate | null
  readonly end?: CheckedDate | null
  readonly attested?: CheckedDate | null
}

/** Writes a new position of a person, with its documents and claims. */
export const writePosition = async (
  writing: Pick<Writing, 'em'>,
  personId: string,
  { start = null, end = null, attested = null, ...position }: NewPosition,
  { sourceIds, credited }: { readonly sourceIds: readonly string[]; readonly credited: string | null },
): Promise<void> => {
  const id = randomId('a')
  const dates = { start, end, attested }
  recordAffiliation(writing.em, {
    id,
    personId,
    ...position,
    start: recorded(start),
    end: recorded(end),
    attested: recorded(attested),
  })
  const sources = sourceIds.length > 0 || credited === null ? sourceIds : [credited]
  await replaceRecordSources(writing, { type: 'Affiliation', id }, sources, { isNew: true })
  const { label, title, organizationId } = position
  const values: StatedValue[] = [
    { path: 'affiliations', value: label, normalized: organizationId },
    ...(title === null ? [] : [{ path: 'affiliations.title', value: title }]),
    ...Object.entries(dates).flatMap(([name, date]) => (date === null ? [] : [dateClaim(name, date)])),
  ]
  await addClaims(writing, personId, values, credited)
}

/**
 * Records claims on positions. A claim does not say which position it is about, so one more leaves those on other
 * positions standing.
 */
export const addClaims = (
  writing: Pick<Writing, 'em'>,
  personId: string,
  values: readonly StatedValue[],
  sourceId: string | null,
): Promise<void> => recordClaims(writing, { type: 'Person', id: personId }, values, { sourceId, isNew: true })

/** What a date of a position states. */
export const dateClaim = (name: string, { edtf, label }: CheckedDate): StatedValue => ({
  path: `affiliations.${name}`,
  value: label ?? edtf,
  normalized: edtf,
})

/** A date as it is stored: without the days that follow from it. */
export const recorded = (date: CheckedDate | null): RecordedDate | null =>
  date === null ? null : { edtf: date.edtf, inferred: date.inferred, label: date.label }
