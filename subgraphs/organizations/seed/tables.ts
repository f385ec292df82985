import { allPlaces, placeById } from '@exchange-network/gazetteer/places'
import { provenanceTables, sourcesColumn } from '@exchange-network/kit/provenance/seed'
import {
  id,
  integer,
  listOf,
  oneOf,
  optional,
  otherwise,
  partialDate,
  placeCode,
  reference,
  slug,
  text,
} from '@exchange-network/kit/seed/columns'
import { table } from '@exchange-network/kit/seed/read-seed'
import {
  type Bound,
  bounds,
  nameKinds,
  organizationKinds,
  relationshipKinds,
  visibilities,
} from '../entities/vocabulary.ts'

// The data files name places by their main code only, so that two spellings never look like two places.
const place = () =>
  placeCode(
    code => placeById(code)?.code === code,
    allPlaces.map(({ code }) => code),
  )
const count = () => optional(integer({ min: 0 }))
const bound = () => optional(oneOf(bounds))

/** How the CSV files of this folder are read. An organization's id is its slug; places stand by code, sources by slug. */
export const tables = {
  organizations: table(
    'organizations.csv',
    {
      slug: slug(),
      name: text(),
      nameKind: otherwise(oneOf(nameKinds), 'OFFICIAL'),
      kinds: listOf(oneOf(organizationKinds)),
      parent: optional(reference('organizations')),
      location: optional(place()),
      serviceArea: listOf(place()),
      description: optional(text()),
      url: optional(text()),
      enrollment: count(),
      enrollmentBound: bound(),
      enrollmentLabel: optional(text()),
      memberCount: count(),
      memberCountBound: bound(),
      memberCountLabel: optional(text()),
      visibility: oneOf(visibilities),
      sources: sourcesColumn(),
    },
    { check: row => [...checkParent(row), ...checkQuantities(row)] },
  ),
  names: table(
    'names.csv',
    { organization: reference('organizations'), value: text(), kind: oneOf(nameKinds) },
    { key: ['organization', 'value'] },
  ),
  relationships: table(
    'relationships.csv',
    {
      id: id(),
      from: reference('organizations'),
      to: reference('organizations'),
      kind: oneOf(relationshipKinds),
      start: optional(partialDate()),
      startLabel: optional(text()),
      end: optional(partialDate()),
      endLabel: optional(text()),
      sources: sourcesColumn(),
    },
    { check: ({ from, to }) => (from === to ? ['an organization has no relation to itself.'] : []) },
  ),
  ...provenanceTables({ subjects: { Organization: 'organizations' } }),
}

type QuantityCells = {
  readonly enrollment: number | null
  readonly enrollmentBound: Bound | null
  readonly memberCount: number | null
  readonly memberCountBound: Bound | null
}

const checkParent = ({ slug, parent }: { readonly slug: string; readonly parent: string | null }): string[] =>
  slug === parent ? ['an organization is no unit of itself.'] : []

const checkQuantities = ({ enrollment, enrollmentBound, memberCount, memberCountBound }: QuantityCells): string[] => [
  ...checkBound('enrollment', enrollment, enrollmentBound),
  ...checkBound('memberCount', memberCount, memberCountBound),
]

const checkBound = (field: string, value: number | null, bound: Bound | null): string[] =>
  (value === null) === (bound === null)
    ? []
    : [`"${field}" and "${field}Bound" go together: a number needs a word on how to read it, e.g. "EXACT".`]
