import type { Database } from '@exchange-network/kit/database/database'
import { Claim } from '@exchange-network/kit/provenance/claim'
import { RecordSource } from '@exchange-network/kit/provenance/record-source'
import { AgendaItem } from '../entities/agenda-item.ts'
import { Output, OutputProgram } from '../entities/output.ts'
import { Participation } from '../entities/participation.ts'
import { Program } from '../entities/program.ts'
import { ProgramPlace } from '../entities/program-place.ts'
import { ProgramRole } from '../entities/program-role.ts'
import { Representation } from '../entities/representation.ts'
import { ProgramTopic } from '../entities/topic.ts'
import { people } from './world.ts'

/** Adds this many public visits of 2023, each with one of everything that a program can have. */
export const addManyPrograms = (database: Database, count: number): Promise<void> =>
  database.write(async em => {
    for (let index = 1; index <= count; index += 1) {
      const id = `visit-2023-${index}`
      const part = { programId: id, position: 1 }
      em.persist(
        em.create(Program, {
          id,
          slug: id,
          kind: 'VISIT',
          title: `Visit ${index} of 2023`,
          titleIsOfficial: false,
          sortTitle: `visit ${index} of 2023`,
          status: 'HELD',
          seriesId: 'ivlp',
          partOfId: index === 1 ? 'cosn-annual-conference' : 'visit-2023-1',
          edtf: '2023',
          dateEarliest: '2023-01-01',
          dateLatest: '2023-12-31',
          datePrecision: 'YEAR',
          dateOrder: 0,
          dateSort: '2023-01-01',
          dateYear: 2023,
          breakouts: [],
          stewardId: 'scoe',
        }),
      )
      em.persist(
        em.create(RecordSource, { recordType: 'Program', recordId: id, sourceId: 'scoe-news-story', position: 1 }),
      )
      em.persist(em.create(ProgramPlace, { ...part, id: `${id}-place`, placeCode: 'USSAC', label: 'Sacramento' }))
      em.persist(em.create(Representation, { ...part, id: `${id}-origin`, placeCode: 'PH', label: 'Philippines' }))
      em.persist(em.create(ProgramTopic, { ...part, id: `${id}-topic`, topicId: 'prison-congestion' }))
      em.persist(em.create(AgendaItem, { ...part, id: `${id}-agenda`, title: 'Welcome' }))
      em.persist(
        em.create(ProgramRole, {
          ...part,
          id: `${id}-host`,
          kind: 'HOST',
          organizationId: 'scoe-reentry-program',
          label: 'SCOE',
        }),
      )
      em.persist(
        em.create(Participation, {
          ...part,
          id: `${id}-speaker`,
          personId: people.jaredAmalong,
          label: 'Jared Amalong',
          role: 'SPEAKER',
          attendance: 'ATTENDED',
          organizationId: 'scoe',
        }),
      )
      em.persist(
        em.create(Claim, {
          id: `${id}-claim`,
          subjectType: 'Program',
          subjectId: id,
          path: 'roles.HOST',
          value: 'SCOE',
          normalized: 'scoe-reentry-program',
          basis: 'STATED',
          planned: false,
          sourceId: 'scoe-news-story',
          position: 5000 + index,
        }),
      )
      em.persist(
        em.create(Output, {
          id: `${id}-report`,
          kind: 'REPORT',
          title: `Report ${index}`,
          sortTitle: `report ${index}`,
          languages: ['en'],
        }),
      )
      em.persist(
        em.create(OutputProgram, { id: `${id}-report-of`, outputId: `${id}-report`, position: 1, programId: id }),
      )
    }
  })
