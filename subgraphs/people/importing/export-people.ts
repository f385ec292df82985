import { type Row, selectFrom } from '@exchange-network/kit/database/rows'
import { listText } from '@exchange-network/kit/importing/text-cells'
import { Person } from '../entities/person.ts'
import type { ContactKind } from '../entities/vocabulary.ts'
import type { Context } from '../loaders.ts'
import { wherePersonVisible } from '../policy.ts'
import type { PersonCells } from './person-cells.ts'

type ExportedPerson = Readonly<Record<keyof PersonCells, string>>

const pageRows = 500

/**
 * Reads all people who exist for the viewer, by id, as an import takes them. Of several positions the latest is told, of
 * several contact points of a kind the first; what needs a scope that the viewer lacks stays empty.
 */
export async function* exportPeople(context: Context): AsyncIterable<ExportedPerson> {
  for (let last = ''; ; ) {
    await context.renew()
    const page: readonly Row<Person>[] = await selectFrom(context.database, Person)
      .where(wherePersonVisible(context.rights))
      .where('person.id', '>', last)
      .orderBy('person.id')
      .limit(pageRows)
      .execute()
    yield* await Promise.all(page.map(person => exported(person, context)))
    const end = page.at(-1)
    if (end === undefined || page.length < pageRows) return
    last = end.id
  }
}

const exported = async (person: Row<Person>, { loaders, viewer }: Context): Promise<ExportedPerson> => {
  const [position] = await loaders.affiliationsByPersonId.load(person.id)
  const contacts = viewer.scopes.has('contact:read') ? await loaders.contactPointsByPersonId.load(person.id) : []
  const first = (kind: ContactKind): string => contacts.find(contact => contact.kind === kind)?.value ?? ''
  return {
    id: person.id,
    source_row_id: '',
    name: person.name,
    given_name: person.givenName ?? '',
    family_name: person.familyName ?? '',
    native_name: person.nativeName ?? '',
    other_names: viewer.scopes.has('person:read') ? listText(person.otherNames) : '',
    organization: position?.organizationId ?? position?.label ?? '',
    title: position?.title ?? '',
    email: first('EMAIL'),
    phone: first('PHONE_OFFICE'),
    mobile: first('PHONE_MOBILE'),
    visibility: person.visibility,
    biography: person.biography ?? '',
  }
}
