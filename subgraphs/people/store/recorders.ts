import type { AnyTables, EntityManager } from '@exchange-network/kit/database/database'
import { type DescribeRecords, recordChanges } from '@exchange-network/kit/feed/record-changes'
import { touch } from '@exchange-network/kit/feed/touched-records'
import { historyOf, recordHistory } from '@exchange-network/kit/history/record-history'
import { type DescribeTexts, recordSearchDocuments } from '@exchange-network/kit/search/record-documents'
import { Affiliation } from '../entities/affiliation.ts'
import { ContactPoint } from '../entities/contact-point.ts'
import { Person } from '../entities/person.ts'
import type { Visibility } from '../entities/vocabulary.ts'
import { recordNameKeys } from '../names/record-name-keys.ts'

type PersonRow = {
  id: string
  version: number
  visibility: Visibility
  steward_id: string | null
  slug: string | null
  name: string
  given_name: string | null
  family_name: string | null
  native_name: string | null
  erased: boolean | number
}

const readChanged = (em: EntityManager, ids: readonly string[]): Promise<PersonRow[]> =>
  em
    .getKysely<AnyTables>()
    .selectFrom('person')
    .select(['id', 'version', 'visibility', 'steward_id', 'slug', 'name', 'given_name', 'family_name', 'native_name'])
    .select('erased')
    .where('id', 'in', [...ids])
    .execute()

// The feed keeps the fields of PARTNER and RESTRICTED people to itself. Their steward is told: siblings need it to know
// for whom such a person exists, and a random id with a steward names nobody.
const describeToSiblings: DescribeRecords = async (ids, em) => {
  const rows = await readChanged(em, ids)
  return rows.map(({ id, version, visibility, steward_id, slug, name, erased }) => {
    const isOpen = visibility === 'PUBLIC' || visibility === 'NETWORK'
    return {
      ...{ id, version, visibility, fields: { slug, name }, erased: Boolean(erased) },
      ...(!isOpen && { links: { steward: steward_id } }),
    }
  })
}

// Names that anybody may read who may see the person. Never other names or contact values: a hit would tell what the
// field keeps back.
const describeToSearch: DescribeTexts = async (ids, em) => {
  const rows = await readChanged(em, ids)
  return rows.flatMap(({ id, name, given_name, family_name, native_name, erased }) => {
    if (erased) return []
    const words = [given_name, family_name, native_name].filter(text => text !== null)
    return [{ id, title: name, body: words.join('\n') }]
  })
}

// Job titles have documents of their own, so that a search looks only at positions that exist for the viewer.
const describePositions: DescribeTexts = async (ids, em) => {
  const positions: { id: string; title: string }[] = await em
    .getKysely<AnyTables>()
    .selectFrom('affiliation')
    .select(['id', 'title'])
    .where('id', 'in', [...ids])
    .where('title', 'is not', null)
    .execute()
  return positions.map(({ id, title }) => ({ id, title, body: '' }))
}

const ofPerson = touch(Person, ({ id }) => ({ type: 'Person', id }))
const ofAffiliation = touch(Affiliation, ({ id }) => ({ type: 'Affiliation', id }))

const partOfPerson = (path: string) => ({ id: (part: { readonly personId: string }) => part.personId, path })

/** What is written in the transaction of every change: what siblings may know of people, and by what they are found. */
export const recorders = [
  recordHistory({
    parts: [
      historyOf(Person, 'Person'),
      historyOf(Affiliation, 'Person', partOfPerson('affiliations')),
      historyOf(ContactPoint, 'Person', partOfPerson('contactPoints')),
    ],
    derived: ['sortName', 'nameOrder', 'foldedTitle', 'endLatest', 'sortDate'],
    fields: { stewardId: 'steward', organizationId: 'organization', adoptedClaimId: 'adopted' },
  }),
  recordNameKeys,
  recordChanges({ touches: [ofPerson], describe: { Person: describeToSiblings } }),
  recordSearchDocuments({
    touches: [ofPerson, ofAffiliation],
    describe: { Person: describeToSearch, Affiliation: describePositions },
  }),
] as const
