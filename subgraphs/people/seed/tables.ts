import { provenanceTables, sourcesColumn } from '@exchange-network/kit/provenance/seed'
import {
  id,
  integer,
  listOf,
  oneOf,
  optional,
  partialDate,
  reference,
  slug,
  text,
  yesOrNo,
} from '@exchange-network/kit/seed/columns'
import { table } from '@exchange-network/kit/seed/read-seed'
import { affiliationKinds, contactKinds, visibilities } from '../entities/vocabulary.ts'

/** How the CSV files of this folder are read. A person is named by id or slug; organizations and sources by slug. */
export const tables = {
  people: table(
    'people.csv',
    {
      id: id(),
      slug: optional(slug()),
      name: text(),
      givenName: optional(text()),
      familyName: optional(text()),
      nativeName: optional(text()),
      otherNames: listOf(text()),
      nameWithheld: yesOrNo(),
      biography: optional(text()),
      visibility: oneOf(visibilities),
      visibilityReason: optional(text()),
      steward: optional(slug()),
      sources: sourcesColumn(),
    },
    { check: person => [...checkId(person), ...checkWithheld(person)] },
  ),
  affiliations: table('affiliations.csv', {
    id: id(),
    person: reference('people'),
    organization: optional(slug()),
    label: text(),
    title: optional(text()),
    kind: oneOf(affiliationKinds),
    start: optional(partialDate()),
    end: optional(partialDate()),
    attested: optional(partialDate()),
    sources: sourcesColumn(),
  }),
  contactPoints: table(
    'contact-points.csv',
    {
      person: reference('people'),
      position: integer({ min: 1 }),
      kind: oneOf(contactKinds),
      value: text(),
      purpose: optional(text()),
      source: optional(slug()),
    },
    { key: ['person', 'position'] },
  ),
  ...provenanceTables({ subjects: { Person: 'people' } }),
}

type PersonRow = {
  readonly id: string
  readonly slug: string | null
  readonly name: string
  readonly givenName: string | null
  readonly familyName: string | null
  readonly nativeName: string | null
  readonly otherNames: readonly string[]
  readonly nameWithheld: boolean
}

// An id is shown where the name may not be, so it must not tell the name.
const checkId = ({ id, slug, name }: PersonRow): string[] => {
  const words = [...name.split(/\P{L}+/u), ...(slug?.split('-') ?? [])].filter(word => word.length > 2)
  const told = words.find(word => id.toLowerCase().includes(word.toLowerCase()))
  return told === undefined
    ? []
    : [`the id "${id}" tells the name by "${told}". Take a random id, e.g. "p-7f3k2q9xv4".`]
}

const checkWithheld = ({ nameWithheld, slug, givenName, familyName, nativeName, otherNames }: PersonRow): string[] => {
  const kept = [slug, givenName, familyName, nativeName, ...otherNames].filter(name => name !== null)
  if (!nameWithheld || kept.length === 0) return []
  return ['a withheld name keeps neither slug nor given, family, native or other names. Empty these cells.']
}
