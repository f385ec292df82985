import { checkSource } from '@exchange-network/kit/provenance/check-sources'
import { readText } from '@exchange-network/kit/writing/check-text'
import type { Problems } from '@exchange-network/kit/writing/problems'
import type { Writing } from '@exchange-network/kit/writing/writing'
import { ContactPoint } from '../entities/contact-point.ts'
import type { ContactKind } from '../entities/vocabulary.ts'
import type { Context } from '../loaders.ts'
import { type ContactValue, contactProblem, readContactValue } from './contact-values.ts'
import { checkOptionalOpenText } from './open-text.ts'
import { sourceContext } from './references.ts'

/** The contract's input ContactPointInput. */
export type ContactPointInput = {
  readonly kind: ContactKind
  readonly value: string
  readonly purpose?: string | null
  readonly sourceId?: string | null
}

/** A contact point as it is stored, with the normal form for its claim. */
export type CheckedContactPoint = ContactValue & {
  readonly kind: ContactKind
  readonly purpose: string | null
  readonly sourceId: string | null
}

const most = 200

/** Checks a whole list; undefined stays undefined (not given), null clears. Messages never repeat a value. */
export const checkContactPoints = async (
  problems: Problems,
  given: readonly ContactPointInput[] | null | undefined,
  context: Context,
): Promise<readonly CheckedContactPoint[] | undefined> => {
  const field = ['input', 'contactPoints']
  if (given === undefined) return undefined
  if (given !== null && given.length > most) {
    problems.add(field, 'INVALID', `There are ${given.length} contact points, but at most ${most} are kept.`)
    return undefined
  }
  const checked = await Promise.all(
    (given ?? []).map(async ({ kind, value, purpose = null, sourceId = null }, index) => {
      const at = (name: string) => [...field, index, name]
      const read = readText(value, { max: 320 })
      const contact = 'text' in read ? readContactValue(kind, read.text) : null
      if (contact === null) problems.add(at('value'), 'INVALID', `The value ${contactProblem(kind)}`)
      return {
        kind,
        ...(contact ?? { value: '', normalized: '' }),
        purpose: checkOptionalOpenText(problems, at('purpose'), purpose, { max: 500 }),
        sourceId:
          sourceId === null ? null : await checkSource(problems, at('sourceId'), sourceId, sourceContext(context)),
      }
    }),
  )
  return withoutRepeats(checked)
}

const withoutRepeats = (points: readonly CheckedContactPoint[]): readonly CheckedContactPoint[] => [
  ...new Map(points.map(point => [`${point.kind} ${point.normalized}`, point])).values(),
]

/** Writes the contact points of a person in the order given, in place of those that there were. True when any changed. */
export const replaceContactPoints = async (
  { em }: Pick<Writing, 'em'>,
  personId: string,
  points: readonly CheckedContactPoint[],
  { isNew = false }: { readonly isNew?: boolean } = {},
): Promise<boolean> => {
  // To find is to flush what was written before, and an import writes many people.
  const had = isNew ? [] : await em.find(ContactPoint, { personId }, { orderBy: { position: 'asc' } })
  let isChanged = had.length !== points.length
  for (const surplus of had.slice(points.length)) em.remove(surplus)
  for (const [index, { kind, value, purpose, sourceId }] of points.entries()) {
    const row = had[index]
    if (row === undefined) {
      em.persist(em.create(ContactPoint, { personId, position: index + 1, kind, value, purpose, sourceId }))
      continue
    }
    const isSame =
      row.kind === kind &&
      row.value === value &&
      (row.purpose ?? null) === purpose &&
      (row.sourceId ?? null) === sourceId
    if (isSame) continue
    isChanged = true
    Object.assign(row, { kind, value, purpose, sourceId })
  }
  return isChanged
}
