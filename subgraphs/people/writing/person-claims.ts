import { recordClaims, type StatedValue } from '@exchange-network/kit/provenance/record-claims'
import type { Writing } from '@exchange-network/kit/writing/writing'
import type { CheckedContactPoint } from './contact-points.ts'
import type { PersonTexts } from './person-texts.ts'

/** What a writer says of a person, as far as it is new. */
export type SaidOfPerson = {
  readonly texts: PersonTexts
  readonly contactPoints?: readonly CheckedContactPoint[] | undefined
}

/** Records the values as claims of their sources: a contact point's own document, else the one of the whole change. */
export const claimPerson = async (
  writing: Pick<Writing, 'em'>,
  id: string,
  { texts, contactPoints }: SaidOfPerson,
  { sourceId, isNew }: { readonly sourceId: string | null; readonly isNew: boolean },
): Promise<void> => {
  const subject = { type: 'Person', id }
  const values = Object.entries(texts).flatMap(([path, said]): StatedValue[] =>
    [said].flat().flatMap(value => (value == null ? [] : [{ path, value }])),
  )
  await recordClaims(writing, subject, values, { sourceId, isNew, paths: Object.keys(texts) })
  if (contactPoints === undefined) return
  const bySource = Map.groupBy(contactPoints, point => point.sourceId ?? sourceId)
  for (const source of new Set([sourceId, ...bySource.keys()])) {
    const points = (bySource.get(source) ?? []).map(({ value, normalized }) => ({
      path: 'contactPoints',
      value,
      normalized,
    }))
    await recordClaims(writing, subject, points, { sourceId: source, isNew, paths: ['contactPoints'] })
  }
}
