import type { Database } from '@exchange-network/kit/database/database'
import { ProjectedLink, ProjectedRecord } from '@exchange-network/kit/projection/projected-record'
import { startTestSubgraph, type TestSubgraph } from '@exchange-network/kit/testing/test-subgraph'
import { programs } from '../subgraph.ts'

/** Ids of the five people of the four documents; random, so that they tell no name. */
export const people = {
  xanthiSoriano: 'p-zptay4enqk',
  jaredAmalong: 'p-rhtexx6zhr',
  davidGordon: 'p-72nsdt85xm',
  ireneSpero: 'p-h46bfxe97r',
  jeffLowe: 'p-syngwqhfjp',
} as const

type Known = {
  readonly type: 'Person' | 'Organization'
  readonly id: string
  readonly name: string
  readonly slug?: string
  readonly visibility?: string
  readonly parentId?: string
}

/** Tells a subgraph of records of siblings, as their feeds would. */
export const tell = (database: Database, records: readonly Known[]): Promise<void> =>
  database.write(async em => {
    for (const { type, id, name, slug = id, visibility = 'PUBLIC', parentId = null } of records) {
      const origin = type === 'Person' ? 'people' : 'organizations'
      await em.upsert(ProjectedRecord, {
        origin,
        type,
        recordId: id,
        slug,
        name,
        visibility,
        parentId,
        version: 1,
        feed: 'test-feed',
      })
    }
  })

/** Tells a subgraph that one organization is a member of another. */
export const tellMember = (database: Database, fromId: string, toId: string): Promise<void> =>
  database.write(async em => {
    await em.upsert(ProjectedLink, { origin: 'organizations', type: 'Organization', fromId, kind: 'MEMBER_OF', toId })
  })

/** Starts programs with the facts of the four documents, alone: it has heard nothing of people and organizations. */
export const startAlone = (): Promise<TestSubgraph> => startTestSubgraph(programs)

/** Starts programs with the facts of the four documents, after the feeds of people and organizations were read. */
export const startWorld = async (): Promise<TestSubgraph> => {
  const world = await startAlone()
  await tell(world.database, [
    { type: 'Person', id: people.xanthiSoriano, slug: 'xanthi-soriano', name: 'Xanthi Soriano' },
    { type: 'Person', id: people.jaredAmalong, slug: 'jared-amalong', name: 'Jared Amalong' },
    { type: 'Person', id: people.davidGordon, slug: 'david-w-gordon', name: 'David W. Gordon' },
    { type: 'Person', id: people.ireneSpero, slug: 'irene-spero', name: 'Irene Spero' },
    { type: 'Person', id: people.jeffLowe, slug: 'jeff-lowe', name: 'Jeff Lowe' },
    { type: 'Organization', id: 'scoe', name: 'Sacramento County Office of Education' },
    {
      type: 'Organization',
      id: 'scoe-college-and-career-readiness',
      name: 'SCOE College and Career Readiness',
      parentId: 'scoe',
    },
    { type: 'Organization', id: 'scoe-reentry-program', name: 'SCOE Reentry Program', parentId: 'scoe' },
    { type: 'Organization', id: 'us-department-of-state', name: 'U.S. Department of State' },
    {
      type: 'Organization',
      id: 'bureau-of-educational-and-cultural-affairs',
      name: 'Bureau of Educational and Cultural Affairs',
      parentId: 'us-department-of-state',
    },
    { type: 'Organization', id: 'global-ties-us', name: 'Global Ties U.S.' },
    { type: 'Organization', id: 'global-ties-sacramento', name: 'Global Ties Sacramento' },
    { type: 'Organization', id: 'meridian-international-center', name: 'Meridian International Center' },
    { type: 'Organization', id: 'cosn', name: 'CoSN' },
    { type: 'Organization', id: 'unesco', name: 'UNESCO' },
    { type: 'Organization', id: 'visual-sound', name: 'Visual Sound' },
  ])
  return world
}
