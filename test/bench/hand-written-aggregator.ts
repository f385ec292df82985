import { createServer } from 'node:http'
import { Pool } from 'undici'
import type { OrganizationRecord, PersonRecord, ProgramRecord } from './bench-records.ts'
import { type Listening, listen } from './listening.ts'
import { readBody } from './recorded-subgraphs.ts'

/**
 * Starts the program that a good engineer would write instead of a gateway for just these three operations: at most
 * three calls over one pool, every key sent once, the text of an entity written once, no schema, no checks.
 */
export const startAggregator = async (origin: string): Promise<Listening> => {
  const pool = new Pool(origin, { connections: 64, pipelining: 1 })

  const ask = async (subgraph: string, query: string, variables: object): Promise<Answered> => {
    const { statusCode, body } = await pool.request({
      path: `/${subgraph}`,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    })
    const { data } = (await body.json()) as { readonly data?: Answered }
    if (statusCode !== 200 || !data) throw new Error(`The subgraph "${subgraph}" gave no data, status ${statusCode}.`)
    return data
  }

  const byId = async <T extends { readonly id: string }>(subgraph: string, query: string, ids: Iterable<string>) => {
    const typename = subgraph === 'people' ? 'Person' : 'Organization'
    const representations = Array.from(ids, id => ({ __typename: typename, id }))
    const { _entities } = await ask(subgraph, query, { representations })
    return new Map((_entities as readonly T[]).map(entity => [entity.id, entity]))
  }

  const answers: Readonly<Record<string, (variables: object) => Promise<string>>> = {
    Small: async variables => `{"data":${JSON.stringify(await ask('programs', smallPrograms, variables))}}`,

    Medium: async variables => {
      const programs = (await ask('programs', mediumPrograms, variables)).programs as readonly ProgramRecord[]
      const personIds = new Set<string>()
      const organizationIds = new Set<string>()
      for (const { organizer, participations } of programs) {
        organizationIds.add(organizer.id)
        for (const { person } of participations) personIds.add(person.id)
      }
      const people = await byId<PersonRecord>('people', mediumPeople, personIds)
      for (const person of people.values()) organizationIds.add(person.affiliation.id)
      const organizations = await byId<OrganizationRecord>('organizations', mediumOrganizations, organizationIds)

      const organizer = once(organizations, o => `{${idName(o)},"kind":"${o.kind}","country":${text(o.country)}}`)
      const affiliation = once(organizations, o => `{${idName(o)},"country":${text(o.country)}}`)
      const person = once(
        people,
        p =>
          `{${idName(p)},"email":${text(p.email)},"country":${text(p.country)},"biography":${text(p.biography)},"affiliation":${affiliation(p.affiliation)}}`,
      )
      return list(
        programs,
        p =>
          `{${programHead(p)},"organizer":${organizer(p.organizer)},"participations":[${p.participations
            .map(one => `{${participationHead(one)},"person":${person(one.person)}}`)
            .join()}]}`,
      )
    },

    Large: async variables => {
      const programs = (await ask('programs', largePrograms, variables)).programs as readonly ProgramRecord[]
      const personIds = new Set<string>()
      const organizationIds = new Set<string>()
      for (const { organizer, host, partners, director, contact, participations } of programs) {
        organizationIds.add(organizer.id).add(host.id)
        personIds.add(director.id).add(contact.id)
        for (const partner of partners) organizationIds.add(partner.id)
        for (const one of participations) {
          personIds.add(one.person.id)
          organizationIds.add(one.organization.id)
        }
      }
      const people = await byId<PersonRecord>('people', largePeople, personIds)
      for (const person of people.values()) organizationIds.add(person.affiliation.id)
      const organizations = await byId<OrganizationRecord>('organizations', largeOrganizations, organizationIds)

      const brief = once(organizations, o => `{${idName(o)},"country":${text(o.country)}}`)
      const located = once(organizations, o => `{${idName(o)},"country":${text(o.country)},"city":${text(o.city)}}`)
      const full = once(
        organizations,
        o =>
          `{${idName(o)},"kind":"${o.kind}","country":${text(o.country)},"city":${text(o.city)},"website":${text(o.website)}}`,
      )
      const leader = once(people, p => `{${idName(p)},"email":${text(p.email)},"affiliation":${brief(p.affiliation)}}`)
      const participant = once(
        people,
        p =>
          `{${idName(p)},"country":${text(p.country)},"biography":${text(p.biography)},"affiliation":${brief(p.affiliation)}}`,
      )
      return list(
        programs,
        p =>
          `{${programHead(p)},"seats":${p.seats},"organizer":${full(p.organizer)},"host":${full(p.host)},"partners":[${p.partners
            .map(brief)
            .join()}],"director":${leader(p.director)},"contact":${leader(p.contact)},"participations":[${p.participations
            .map(
              one =>
                `{${participationHead(one)},"organization":${located(one.organization)},"person":${participant(one.person)}}`,
            )
            .join()}]}`,
      )
    },
  }

  const server = createServer(async (request, response) => {
    try {
      const { operationName, variables } = JSON.parse((await readBody(request)).toString())
      const write = answers[operationName]
      if (!write) throw new Error(`There is no operation "${operationName}", expected one of the bench's.`)
      const body = Buffer.from(await write(variables))
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body)
    } catch (cause) {
      response.writeHead(502).end(String(cause))
    }
  })
  const listening = await listen(server)
  return {
    url: listening.url,
    [Symbol.asyncDispose]: async () => {
      await listening[Symbol.asyncDispose]()
      await pool.destroy()
    },
  }
}

type Answered = Readonly<Record<string, unknown>>
type Named = { readonly id: string; readonly name: string }
type Key = { readonly id: string }

const text = (value: string): string => JSON.stringify(value)

const idName = ({ id, name }: Named): string => `"id":${text(id)},"name":${text(name)}`

const programHead = (p: ProgramRecord): string =>
  `"id":${text(p.id)},"title":${text(p.title)},"summary":${text(p.summary)},"status":"${p.status}","startsOn":${text(p.startsOn)},"endsOn":${text(p.endsOn)}`

const participationHead = (one: ProgramRecord['participations'][number]): string =>
  `"id":${text(one.id)},"role":${text(one.role)},"season":${text(one.season)}`

/** Writes an entity the first time that it is asked for; null when it is not there. */
const once = <T>(entities: ReadonlyMap<string, T>, write: (entity: T) => string): ((key: Key) => string) => {
  const texts = new Map<string, string>()
  return ({ id }) => {
    const written = texts.get(id)
    if (written !== undefined) return written
    const entity = entities.get(id)
    const made = entity ? write(entity) : 'null'
    texts.set(id, made)
    return made
  }
}

const list = (programs: readonly ProgramRecord[], write: (program: ProgramRecord) => string): string =>
  `{"data":{"programs":[${programs.map(write).join()}]}}`

const smallPrograms =
  'query($id:ID!){program(id:$id){id title summary status startsOn endsOn seats participations(first:6){id role season}}}'
const mediumPrograms =
  'query($first:Int!){programs(first:$first){id title summary status startsOn endsOn organizer{id}participations(first:4){id role season person{id}}}}'
const largePrograms =
  'query($first:Int!){programs(first:$first){id title summary status startsOn endsOn seats organizer{id}host{id}partners{id}director{id}contact{id}participations(first:8){id role season organization{id}person{id}}}}'
const entities = (selection: string): string =>
  `query($representations:[_Any!]!){_entities(representations:$representations){...on ${selection}}}`
const mediumPeople = entities('Person{id name email country biography affiliation{id}}')
const largePeople = mediumPeople
const mediumOrganizations = entities('Organization{id name kind country}')
const largeOrganizations = entities('Organization{id name kind country city website}')
