import { checkSources, creditedSource } from '@exchange-network/kit/provenance/check-sources'
import { recordClaims } from '@exchange-network/kit/provenance/record-claims'
import { persistRecordSources } from '@exchange-network/kit/provenance/seed'
import { performChange } from '@exchange-network/kit/writing/answer-change'
import { type CheckedDate, checkDate, checkDateOrder } from '@exchange-network/kit/writing/check-date'
import { randomId } from '@exchange-network/kit/writing/slug'
import { markChanged, type Writing } from '@exchange-network/kit/writing/writing'
import { Organization } from '../entities/organization.ts'
import { OrganizationRelationship, type RecordedDate } from '../entities/organization-relationship.ts'
import { type Context, loadOrganization } from '../loaders.ts'
import { recordRelationship } from '../store/record-organization.ts'
import { sourcesOf } from './check-organization.ts'
import type { RelateOrganizationsInput } from './inputs.ts'
import { organizationLock } from './update-organization.ts'

/** Records a relation; the stewards of the organization that it starts from may. Answers with that one. */
export const relateOrganizations = (context: Context, input: RelateOrganizationsInput) =>
  performChange(
    context,
    { mutation: 'relateOrganizations', input, idempotencyKey: input.idempotencyKey },
    async problems => {
      const to = await loadOrganization(input.toId, context)
      if (to === null) {
        const message = `There is no organization "${input.toId}", or none that you may see.`
        problems.add(['input', 'toId'], 'NOT_FOUND', message)
      }
      const start = checkDate(problems, ['input', 'start'], input.start ?? null)
      const end = checkDate(problems, ['input', 'end'], input.end ?? null)
      checkDateOrder(problems, ['input', 'end'], start, end)
      const named = await checkSources(problems, ['input', 'sourceIds'], input.sourceIds, sourcesOf(context))
      const sourceId = creditedSource(named, context.rights)
      return async writing => {
        const from = await writing.lock(Organization, input.fromId, organizationLock(context, ['input', 'fromId']))
        if (from === null || to === null) return null
        await checkNew(writing, { fromId: from.id, toId: to.id, kind: input.kind, end })
        const { em } = writing
        const id = randomId('r')
        recordRelationship(em, {
          ...{ id, fromId: from.id, toId: to.id, kind: input.kind },
          start: recordedDate(start),
          end: recordedDate(end),
        })
        const sources = named.length > 0 ? named : [sourceId].filter(source => source !== null)
        persistRecordSources(em, 'OrganizationRelationship', [{ id, sources }])
        await claimRelation(writing, { fromId: from.id, kind: input.kind, to, start, end }, sourceId)
        markChanged(from)
        return from.id
      }
    },
  )

/** The parts of a date that are stored. */
export const recordedDate = (date: CheckedDate | null): RecordedDate | null =>
  date === null ? null : { edtf: date.edtf, inferred: date.inferred, label: date.label }

type Relation = {
  readonly fromId: string
  readonly kind: OrganizationRelationship['kind']
  readonly to: { readonly id: string; readonly name: string }
  readonly start: RecordedDate | null
  readonly end: RecordedDate | null
}

/** States a relation as a claim of the organization that it starts from; earlier ones stand, for there may be many. */
export const claimRelation = (
  writing: Writing,
  { fromId, kind, to, start, end }: Relation,
  sourceId: string | null,
): Promise<void> => {
  const dates = [start && ` from ${wordsOf(start)}`, end && ` to ${wordsOf(end)}`].filter(Boolean).join('')
  const value = { path: `relationships.${kind}`, value: `${to.name}${dates}`, normalized: to.id }
  // As of a new record: the relations of an organization do not supersede each other.
  return recordClaims(writing, { type: 'Organization', id: fromId }, [value], { sourceId, isNew: true })
}

const wordsOf = ({ edtf, label }: RecordedDate): string => label ?? edtf

const checkNew = async (
  { em, problems }: Writing,
  { fromId, toId, kind, end }: Pick<OrganizationRelationship, 'fromId' | 'toId' | 'kind'> & { end: CheckedDate | null },
): Promise<void> => {
  if (fromId === toId) {
    const message = `"${toId}" would be related to itself. Name another organization.`
    problems.add(['input', 'toId'], 'INVALID', message)
    return
  }
  if (end !== null) return
  const known = await em.findOne(OrganizationRelationship, { fromId, toId, kind, endDate: null })
  if (known === null) return
  const message = `The relation "${known.id}" says the same and is in force. End it before you record it anew.`
  problems.add(['input', 'toId'], 'DUPLICATE', message, { suggestions: [known.id] })
}
