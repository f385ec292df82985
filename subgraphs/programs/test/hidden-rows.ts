import type { Database } from '@exchange-network/kit/database/database'
import { Claim } from '@exchange-network/kit/provenance/claim'
import { Conflict, ConflictClaim } from '@exchange-network/kit/provenance/conflict'
import { RecordSource } from '@exchange-network/kit/provenance/record-source'
import { Output, OutputProgram } from '../entities/output.ts'
import { Participation } from '../entities/participation.ts'
import { Program } from '../entities/program.ts'
import { ProgramPlace } from '../entities/program-place.ts'
import { ProgramRole } from '../entities/program-role.ts'
import { Source } from '../entities/source.ts'
import { ProgramTopic } from '../entities/topic.ts'

type Level = 'NETWORK' | 'PARTNER' | 'RESTRICTED'
type Em = Parameters<Parameters<Database['write']>[0]>[0]

const visit = 'education-in-the-digital-age-ii'

/** A person whom the feed tells of as PARTNER, so that nobody here may know the name. */
export const hiddenPerson = 'p-hidden2345'

const addProgram = (em: Em, level: Level): void => {
  const id = `quiet-visit-${level.toLowerCase()}`
  em.persist(
    em.create(Program, {
      id,
      slug: id,
      kind: 'VISIT',
      title: `Zanzibar seminar ${level}`,
      titleIsOfficial: true,
      sortTitle: `zanzibar seminar ${level.toLowerCase()}`,
      status: 'HELD',
      seriesId: 'ivlp',
      partOfId: 'cosn-annual-conference',
      edtf: '2024-12-01',
      dateEarliest: '2024-12-01',
      dateLatest: '2024-12-01',
      datePrecision: 'DAY',
      dateDays: 1,
      dateOrder: 0,
      dateSort: '2024-12-01',
      breakouts: [],
      visibility: level,
      stewardId: 'cosn',
    }),
  )
  em.persist(
    em.create(ProgramPlace, { id: `${id}-place`, programId: id, position: 1, placeCode: 'USSAC', label: 'Sacramento' }),
  )
  em.persist(em.create(ProgramTopic, { id: `${id}-topic`, programId: id, position: 1, topicId: 'reentry' }))
  em.persist(
    em.create(ProgramRole, {
      id: `${id}-host`,
      programId: id,
      position: 1,
      kind: 'HOST',
      organizationId: 'scoe-reentry-program',
      label: 'SCOE Reentry Program',
    }),
  )
  for (const claim of [1, 2]) {
    em.persist(
      em.create(Claim, {
        id: `${id}-claim-${claim}`,
        subjectType: 'Program',
        subjectId: id,
        path: 'dates',
        value: `December ${claim}`,
        basis: 'STATED',
        planned: false,
        sourceId: 'scoe-news-story',
        position: 1000 + claim,
      }),
    )
    em.persist(
      em.create(ConflictClaim, { conflictId: `${id}-conflict`, claimId: `${id}-claim-${claim}`, position: claim }),
    )
  }
  em.persist(
    em.create(Conflict, { id: `${id}-conflict`, subjectType: 'Program', subjectId: id, path: 'dates', status: 'OPEN' }),
  )
  em.persist(
    em.create(Output, {
      id: `${id}-report`,
      kind: 'REPORT',
      title: `Report on Zanzibar ${level}`,
      sortTitle: `report on zanzibar ${level.toLowerCase()}`,
      languages: ['en'],
    }),
  )
  em.persist(em.create(OutputProgram, { id: `${id}-report-of`, outputId: `${id}-report`, position: 1, programId: id }))
}

const addDelegate = (em: Em, level: Level | 'PUBLIC', position: number, personId: string | null): void => {
  const name = personId === null ? `Delegate ${position}` : 'Quentin Hidden'
  em.persist(
    em.create(Participation, {
      id: `delegate-${level.toLowerCase()}`,
      programId: visit,
      position,
      personId,
      label: name,
      role: 'DELEGATE',
      attendance: 'ATTENDED',
      representingCode: 'ER',
      notes: `Needs an interpreter (${level}).`,
      visibility: level,
      stewardId: 'global-ties-sacramento',
    }),
  )
  em.persist(
    em.create(Claim, {
      id: `delegate-${level.toLowerCase()}-claim`,
      subjectType: 'Participation',
      subjectId: `delegate-${level.toLowerCase()}`,
      path: 'role',
      value: name,
      basis: 'STATED',
      planned: false,
      sourceId: 'scoe-news-story',
      position: 2000,
    }),
  )
}

/**
 * Adds, beside the facts: for each closed level a program of CoSN's that the SCOE Reentry Program hosted, and a delegate of
 * the visit of 8 November 2024 from Eritrea whom Global Ties Sacramento stewards; a PUBLIC delegate whose person is hidden;
 * and a roster that only the network may know, with a claim on the visit.
 */
export const addHiddenRows = (database: Database): Promise<void> =>
  database.write(async em => {
    for (const level of ['NETWORK', 'PARTNER', 'RESTRICTED'] as const) addProgram(em, level)
    addDelegate(em, 'NETWORK', 11, null)
    addDelegate(em, 'PARTNER', 12, null)
    addDelegate(em, 'RESTRICTED', 13, null)
    addDelegate(em, 'PUBLIC', 14, hiddenPerson)
    em.persist(
      em.create(Source, {
        id: 'roster-2024',
        slug: 'roster-2024',
        kind: 'ROSTER',
        title: 'Roster of the visit',
        titleIsOfficial: true,
        visibility: 'NETWORK',
        stewardId: 'global-ties-sacramento',
      }),
    )
    em.persist(
      em.create(RecordSource, { recordType: 'Program', recordId: visit, sourceId: 'roster-2024', position: 9 }),
    )
    em.persist(
      em.create(Claim, {
        id: 'roster-claim',
        subjectType: 'Program',
        subjectId: visit,
        path: 'delegateCount',
        value: '22 delegates',
        normalized: '22',
        basis: 'STATED',
        planned: false,
        sourceId: 'roster-2024',
        position: 3000,
      }),
    )
  })
