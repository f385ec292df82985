/** An organization as its subgraph holds it. */
export type OrganizationRecord = ReturnType<typeof organization>
/** A person as its subgraph holds it. */
export type PersonRecord = ReturnType<typeof person>
/** A program as its subgraph holds it. */
export type ProgramRecord = ReturnType<typeof program>

const organizationCount = 100
const personCount = 360
const programCount = 50
const partnersPerProgram = 4
const participationsPerProgram = 8

const countries = ['France', 'Türkiye', 'Côte d’Ivoire', 'Japan', 'Perú', 'Canada', 'Kenya']
const pick = (words: readonly string[], index: number): string => words[index % words.length] ?? ''

const organization = (index: number) => ({
  id: `organization-${index}`,
  name: `Institute ${index} for Exchange in Education`,
  kind: pick(['UNIVERSITY', 'SCHOOL', 'FOUNDATION'], index),
  country: pick(countries, index),
  city: pick(['Lyon', 'İzmir', 'Bouaké', 'Kyōto', 'Cusco', 'Québec', 'Nakuru'], index),
  website: `https://institute-${index}.example/exchange`,
})

// Strides that share no factor with the count reach every record, in an order in which nothing lies beside its like.
const reference = (type: 'organization' | 'person', index: number) => ({
  id: `${type}-${index % (type === 'person' ? personCount : organizationCount)}`,
})

const person = (index: number) => ({
  id: `person-${index}`,
  name: `Aysel Nº${index} Fernández`,
  email: `aysel.${index}@people.example`,
  country: pick(countries, index * 3),
  biography: `Teaches "language ${index}" and has led exchanges between partner schools since ${1980 + (index % 40)}.`,
  affiliation: reference('organization', index * 7),
})

const participation = (programIndex: number, place: number) => {
  const index = programIndex * participationsPerProgram + place
  return {
    id: `participation-${index}`,
    role: pick(['TEACHER', 'STUDENT', 'COORDINATOR'], index),
    season: `${2001 + (index % 24)} autumn`,
    person: reference('person', index),
    organization: reference('organization', index * 13),
  }
}

const program = (index: number) => ({
  id: `program-${index}`,
  title: `Exchange ${index}: schools on two shores`,
  summary: `A year in which classes of two countries visit each other twice, work on one question and show in public what they found. Edition ${index}.`,
  status: pick(['PLANNED', 'RUNNING', 'COMPLETED'], index),
  startsOn: `${1990 + (index % 30)}-09-01`,
  endsOn: `${1991 + (index % 30)}-06-30`,
  seats: 20 + index,
  organizer: reference('organization', index * 3),
  host: reference('organization', index * 9 + 1),
  partners: Array.from({ length: partnersPerProgram }, (_, place) =>
    reference('organization', index * partnersPerProgram + place),
  ),
  director: reference('person', index * 11),
  contact: reference('person', index * 17 + 3),
  participations: Array.from({ length: participationsPerProgram }, (_, place) => participation(index, place)),
})

const records = <T extends { readonly id: string }>(
  count: number,
  make: (index: number) => T,
): ReadonlyMap<string, T> =>
  new Map(Array.from({ length: count }, (_, index) => make(index)).map(record => [record.id, record]))

/** All organizations by id. */
export const organizations = records(organizationCount, organization)
/** All people by id; each is affiliated to one organization. */
export const people = records(personCount, person)
/** All programs by id. */
export const programs = records(programCount, program)
