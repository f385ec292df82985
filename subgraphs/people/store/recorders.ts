import type { AnyTables, EntityManager } from '@exchange-network/kit/database/database'
import { type DescribeRecords, recordChanges } from '@exchange-network/kit/feed/record-changes'
import { touch } from '@exchange-network/kit/feed/touched-records'
import { type DescribeTexts, recordSearchDocuments } from '@exchange-network/kit/search/record-documents'
import { Affiliation } from '../entities/affiliation.ts'
import { Person } from '../entities/person.ts'
import type { Visibility } from '../entities/vocabulary.ts'

type PersonRow = {
  id: string
  version: number
  visibility: Visibility
  slug: string | null
  name: string
  given_name: string | null
  family_name: string | null
  native_name: string | null
}

const readChanged = (em: EntityManager, ids: readonly string[]): Promise<PersonRow[]> =>
  em
    .getKysely<AnyTables>()
    .selectFrom('person')
    .select(['id', 'version', 'visibility', 'slug', 'name', 'given_name', 'family_name', 'native_name'])
    .where('id', 'in', [...ids])
    .execute()

// The feed keeps the fields of PARTNER and RESTRICTED people to itself.
const describeToSiblings: DescribeRecords = async (ids, em) => {
  const rows = await readChanged(em, ids)
  return rows.map(({ id, version, visibility, slug, name }) => ({ id, version, visibility, fields: { slug, name } }))
}

// Names that anybody may read who may see the person, and job titles. Never other names or contact values: a hit would
// tell what the field keeps back.
const describeToSearch: DescribeTexts = async (ids, em) => {
  const rows = await readChanged(em, ids)
  const positions: { person_id: string; title: string }[] = await em
    .getKysely<AnyTables>()
    .selectFrom('affiliation')
    .select(['person_id', 'title'])
    .where('person_id', 'in', [...ids])
    .where('title', 'is not', null)
    .orderBy('id')
    .execute()
  const positionsOf = Map.groupBy(positions, position => position.person_id)
  return rows.map(({ id, name, given_name, family_name, native_name }) => {
    const titles = (positionsOf.get(id) ?? []).map(position => position.title)
    const words = [given_name, family_name, native_name, ...titles].filter(text => text !== null)
    return { id, title: name, body: words.join('\n') }
  })
}

const ofPerson = touch(Person, ({ id }) => ({ type: 'Person', id }))
const ofAffiliation = touch(Affiliation, ({ personId }) => ({ type: 'Person', id: personId }))

/** What is written in the transaction of every change: what siblings may know of people, and by what they are found. */
export const recorders = [
  recordChanges({ touches: [ofPerson], describe: { Person: describeToSiblings } }),
  recordSearchDocuments({ touches: [ofPerson, ofAffiliation], describe: { Person: describeToSearch } }),
] as const
