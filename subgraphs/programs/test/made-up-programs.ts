import type { Database } from '@exchange-network/kit/database/database'
import { readPartialDate } from '@exchange-network/kit/dates/partial-date'
import { dateFacts, programDateFacts } from '../entities/date-facts.ts'
import { Output, OutputProgram } from '../entities/output.ts'
import { Participation } from '../entities/participation.ts'
import { Program } from '../entities/program.ts'
import { ProgramPlace } from '../entities/program-place.ts'
import { ProgramRole } from '../entities/program-role.ts'
import { Representation } from '../entities/representation.ts'
import { ProgramTopic } from '../entities/topic.ts'

type Level = 'PUBLIC' | 'NETWORK' | 'PARTNER' | 'RESTRICTED'
type RoleKind = 'HOST' | 'LOCAL_COORDINATOR' | 'PARTNER' | 'SPONSOR' | 'FACILITATOR'
type Em = Parameters<Parameters<Database['write']>[0]>[0]

/** A visit that no source tells of, made up for a test. */
export type MadeUpVisit = {
  readonly id: string
  readonly slug?: string
  readonly dates?: string
  readonly visibility?: Level
  readonly heldIn?: readonly string[]
  readonly roles?: readonly (readonly [RoleKind, organization: string])[]
  /** Codes of places, or codes with a printed name and a number of delegates. */
  readonly origins?: readonly (
    | string
    | { readonly code: string; readonly label?: string; readonly delegates?: number }
  )[]
  readonly topics?: readonly string[]
  readonly reports?: readonly Level[]
  readonly people?: readonly MadeUpParticipation[]
}

/** Somebody who takes part in a made-up visit: a delegate who attended, unless told otherwise. */
export type MadeUpParticipation = {
  readonly personId?: string
  readonly from?: string
  readonly role?: 'DELEGATE' | 'SPEAKER'
  readonly attendance?: 'ATTENDED' | 'WITHDRAWN'
  readonly visibility?: Level
}

/** Makes a list of equal delegates. */
export const delegates = (count: number, each: MadeUpParticipation = {}): MadeUpParticipation[] =>
  Array.from({ length: count }, () => each)

/** Adds visits beside the facts. */
export const addVisits = (database: Database, ...visits: readonly MadeUpVisit[]): Promise<void> =>
  database.write(async em => {
    for (const visit of visits) {
      addProgram(em, visit)
      addParts(em, visit)
      addParticipations(em, visit)
    }
  })

const addProgram = (em: Em, { id, slug = id, dates, visibility = 'PUBLIC' }: MadeUpVisit): void => {
  const date = dates === undefined ? null : { ...readPartialDate(dates), inferred: false }
  em.persist(
    em.create(Program, {
      id,
      slug,
      kind: 'VISIT',
      title: `Visit ${id}`,
      titleIsOfficial: true,
      sortTitle: `visit ${id}`,
      direction: 'INBOUND',
      status: 'HELD',
      ...dateFacts(date, null),
      ...programDateFacts(date),
      breakouts: [],
      visibility,
    }),
  )
}

const addParts = (
  em: Em,
  { id, heldIn = [], roles = [], origins = [], topics = [], reports = [] }: MadeUpVisit,
): void => {
  const part = (name: string, index: number) => ({ id: `${id}.${name}.${index}`, programId: id, position: index + 1 })
  for (const [index, placeCode] of heldIn.entries()) {
    em.persist(em.create(ProgramPlace, { ...part('place', index), placeCode, label: placeCode }))
  }
  for (const [index, [kind, organizationId]] of roles.entries()) {
    em.persist(em.create(ProgramRole, { ...part('role', index), kind, organizationId, label: organizationId }))
  }
  for (const [index, origin] of origins.entries()) {
    const { code, label = code, delegates = null } = typeof origin === 'string' ? { code: origin } : origin
    em.persist(em.create(Representation, { ...part('origin', index), placeCode: code, label, delegates }))
  }
  for (const [index, topicId] of topics.entries())
    em.persist(em.create(ProgramTopic, { ...part('topic', index), topicId }))
  for (const [index, visibility] of reports.entries()) {
    const outputId = `${id}.report.${index}`
    const text = { title: 'Report', sortTitle: 'report', languages: ['en'] }
    em.persist(em.create(Output, { id: outputId, kind: 'REPORT', ...text, visibility }))
    em.persist(em.create(OutputProgram, { ...part('output', index), outputId }))
  }
}

const addParticipations = (em: Em, { id, people = [] }: MadeUpVisit): void => {
  for (const [index, { personId = null, from = null, role, attendance, visibility }] of people.entries()) {
    em.persist(
      em.create(Participation, {
        id: `${id}.person.${index}`,
        programId: id,
        position: index + 1,
        personId,
        label: `Delegate ${index + 1}`,
        role: role ?? 'DELEGATE',
        attendance: attendance ?? 'ATTENDED',
        representingCode: from,
        visibility: visibility ?? 'PUBLIC',
      }),
    )
  }
}
