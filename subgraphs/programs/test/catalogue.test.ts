import type { TestSubgraph } from '@exchange-network/kit/testing/test-subgraph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWorld } from './world.ts'

let world: TestSubgraph

beforeAll(async () => {
  world = await startWorld()
})

afterAll(() => world[Symbol.asyncDispose]())

const visit = 'education-in-the-digital-age-ii'

// slug, label, broader, sources
const topics = [
  ['educational-technology', 'Educational technology', null, ''],
  [
    'digital-learning-in-rural-schools',
    'Digital learning in rural schools',
    'educational-technology',
    'scoe-press-release-2024-11-06; scoe-news-story',
  ],
  [
    'technology-trends',
    'Technology trends',
    'educational-technology',
    'scoe-press-release-2024-11-06; scoe-news-story',
  ],
  [
    'computer-science-education',
    'Computer science education',
    'educational-technology',
    'scoe-press-release-2024-11-06; scoe-news-story',
  ],
  [
    'technology-and-student-outcomes',
    'Advantages and disadvantages of new technologies for student outcomes',
    'educational-technology',
    'scoe-news-story',
  ],
  [
    'teacher-training-for-technology',
    'Teacher training and continuing education for technology',
    'educational-technology',
    'scoe-news-story',
  ],
  ['career-technical-education', 'Career technical education and college dual enrollment', null, 'scoe-news-story'],
  [
    'private-and-philanthropic-partnerships',
    'Partnerships with private businesses and philanthropic organizations',
    null,
    'scoe-press-release-2024-11-06; scoe-news-story',
  ],
  ['ict-in-education', 'ICT in education', 'educational-technology', 'cosn-global-leadership-page'],
  [
    'connected-learning',
    'Connected learning, formal and informal',
    'educational-technology',
    'cosn-global-leadership-page',
  ],
  ['edtech-strategies', 'Edtech strategies of school districts', 'educational-technology', 'eschool-news-article'],
  ['reentry', 'Reentry', null, 'scoe-news-story'],
  ['prison-congestion', 'Reducing prison congestion', 'reentry', 'scoe-news-story'],
  ['human-rights', 'Human rights', null, 'scoe-news-story'],
] as const

describe('The topics', () => {
  it('are fourteen, by label', async () => {
    const { data } = await world.query('{ topics { slug label altLabels broader { slug } sources { slug } } }')

    type Topic = { slug: string; label: string; broader: { slug: string }[]; sources: { slug: string }[] }
    const found = data.topics.map(({ slug, label, broader, sources }: Topic) => [
      slug,
      label,
      broader[0]?.slug ?? null,
      sources.map(source => source.slug).join('; '),
    ])
    expect(found.toSorted()).toEqual(topics.map(topic => [...topic]).toSorted())
    expect(data.topics.slice(0, 3).map((topic: Topic) => topic.label)).toEqual([
      'Advantages and disadvantages of new technologies for student outcomes',
      'Career technical education and college dual enrollment',
      'Computer science education',
    ])
  })

  it('of the visit are seven', async () => {
    const { data } = await world.query(`{ program(id: "${visit}") { topics { slug } } }`)

    expect(data.program.topics.map((topic: { slug: string }) => topic.slug)).toEqual([
      'digital-learning-in-rural-schools',
      'technology-trends',
      'computer-science-education',
      'technology-and-student-outcomes',
      'teacher-training-for-technology',
      'career-technical-education',
      'private-and-philanthropic-partnerships',
    ])
  })

  it('list the programs on narrower topics too, each once', async () => {
    const { data } = await world.query(`{
      technology: topic(id: "educational-technology") { narrower { slug } programs { totalCount } }
      reentry: topic(id: "reentry") { programs { edges { node { slug } } } }
      narrow: topic(id: "prison-congestion") { broader { slug } programs { totalCount } }
      none: topic(id: "no-such-topic") { slug }
    }`)

    expect(data.technology.programs.totalCount).toBe(10)
    expect(data.technology.narrower).toHaveLength(8)
    expect(data.reentry.programs.edges).toEqual([
      { node: { slug: 'scoe-philippines-visit-2024' } },
      { node: { slug: 'scoe-belarus-visit-2024' } },
    ])
    expect(data.narrow).toEqual({ broader: [{ slug: 'reentry' }], programs: { totalCount: 1 } })
    expect(data.none).toBeNull()
  })

  it('leave the two conferences without one', async () => {
    const { data } = await world.query(
      '{ programs(filter: { kinds: [CONFERENCE] }) { edges { node { topics { slug } } } } }',
    )

    expect(data.programs.edges).toEqual([{ node: { topics: [] } }, { node: { topics: [] } }])
  })
})

describe('The series', () => {
  it('are three, by name', async () => {
    const { data } = await world.query(`{ allSeries {
      slug name acronym owner { id } administrator { id } implementingPartners { id } sources { slug } programs { totalCount }
    } }`)

    expect(data.allSeries).toEqual([
      {
        slug: 'cosn-international-delegations',
        name: 'CoSN International Delegations',
        acronym: null,
        owner: { id: 'cosn' },
        administrator: null,
        implementingPartners: [],
        sources: [{ slug: 'cosn-global-leadership-page' }],
        programs: { totalCount: 7 },
      },
      {
        slug: 'cosn-international-symposium',
        name: 'CoSN International Symposium',
        acronym: null,
        owner: { id: 'cosn' },
        administrator: null,
        implementingPartners: [],
        sources: [{ slug: 'cosn-global-leadership-page' }],
        programs: { totalCount: 1 },
      },
      {
        slug: 'ivlp',
        name: 'International Visitor Leadership Program',
        acronym: 'IVLP',
        owner: { id: 'us-department-of-state' },
        administrator: { id: 'bureau-of-educational-and-cultural-affairs' },
        implementingPartners: [{ id: 'meridian-international-center' }, { id: 'global-ties-us' }],
        sources: [{ slug: 'scoe-press-release-2024-11-06' }, { slug: 'scoe-news-story' }],
        programs: { totalCount: 1 },
      },
    ])
  })

  it('say what they are for', async () => {
    const { data } = await world.query('{ series(id: "ivlp") { description } }')

    expect(data.series.description).toBe(
      'The U.S. Department of State’s flagship professional exchange program. Through short-term visits across the United ' +
        'States, IVLP connects current and emerging foreign leaders with their American counterparts to foster dialogue on ' +
        'key issues like education, innovation, and digital transformation.',
    )
  })

  it('list their programs, latest first', async () => {
    const { data } = await world.query(
      '{ series(id: "cosn-international-delegations") { programs(first: 2) { edges { node { slug } } pageInfo { hasNextPage } } } }',
    )

    expect(data.series.programs).toEqual({
      edges: [{ node: { slug: 'cosn-singapore-2015' } }, { node: { slug: 'cosn-portugal-2013' } }],
      pageInfo: { hasNextPage: true },
    })
  })
})

describe('The agenda of the visit', () => {
  it('has four items in order, without a clock time', async () => {
    const { data } = await world.query(`{ program(id: "${visit}") { agenda {
      position title description presentationTitle startsAt endsAt venue version speakers { role label } program { slug }
    } } }`)

    const shared = { startsAt: null, endsAt: null, venue: null, version: 1, program: { slug: visit } }
    expect(data.program.agenda).toEqual([
      {
        ...shared,
        position: 1,
        title: 'Introductions and Presentation',
        description: 'opens with introductions and a presentation',
        presentationTitle: 'Reimagining Computing Education in Sacramento County and Across California',
        speakers: [{ role: 'SPEAKER', label: 'Jared Amalong' }],
      },
      {
        ...shared,
        position: 2,
        title: 'Q&A and Participant Share-Out',
        description:
          'impactful educational technology trends, the benefits and challenges of digital learning, and examples of ' +
          'partnerships advancing educational technology in their respective countries',
        presentationTitle: null,
        speakers: [],
      },
      {
        ...shared,
        position: 3,
        title: 'Networking Lunch',
        description:
          'delegates share personal experiences on how technology has influenced their professional lives and educational landscapes',
        presentationTitle: null,
        speakers: [],
      },
      {
        ...shared,
        position: 4,
        title: 'Closing and Group Photo',
        description: 'concludes with a group photo',
        presentationTitle: null,
        speakers: [],
      },
    ])
  })
})

describe('The outputs', () => {
  it('are two reports and a photograph', async () => {
    const { data } = await world.query(`{ outputs { totalCount edges { node {
      kind title description languages published { edtf } url publisher { id } publisherInferred authors { id } programs { slug } sources { slug }
    } } } }`)

    const shared = {
      published: null,
      url: null,
      publisher: { id: 'cosn' },
      publisherInferred: true,
      authors: [],
      sources: [{ slug: 'cosn-global-leadership-page' }],
    }
    expect(data.outputs.totalCount).toBe(3)
    expect(data.outputs.edges.map((edge: { node: object }) => edge.node)).toEqual([
      {
        ...shared,
        kind: 'REPORT',
        title: 'Opening Doors With ICT: Abriendo Puertas Con ICT',
        description: null,
        languages: ['en', 'es'],
        programs: [{ slug: 'cosn-south-america' }],
      },
      {
        ...shared,
        kind: 'PHOTO',
        title: 'Our group in Portugal, October 2013',
        description: null,
        languages: ['en'],
        programs: [{ slug: 'cosn-portugal-2013' }],
      },
      {
        ...shared,
        kind: 'REPORT',
        title: 'Reinventing Learning in Portugal: An Ecosystem Approach',
        description:
          'Highlights the observations and experiences of the delegation and includes questions for policymakers in the US.',
        languages: ['en'],
        programs: [{ slug: 'cosn-portugal-2013' }],
      },
    ])
  })

  it('can be asked for by kind, of all programs or of one', async () => {
    const { data } = await world.query(`{
      reports: outputs(filter: { kinds: [REPORT], programs: { series: ["cosn-international-delegations"] } }) { totalCount }
      photos: outputs(filter: { kinds: [PHOTO] }) { totalCount }
      portugal: program(id: "cosn-portugal-2013") { outputs { kind } reports: outputs(kinds: [REPORT]) { title } }
      australia: program(id: "cosn-australia-2004") { outputs { kind } }
    }`)

    expect(data).toEqual({
      reports: { totalCount: 2 },
      photos: { totalCount: 1 },
      portugal: {
        outputs: [{ kind: 'PHOTO' }, { kind: 'REPORT' }],
        reports: [{ title: 'Reinventing Learning in Portugal: An Ecosystem Approach' }],
      },
      australia: { outputs: [] },
    })
  })
})

describe('The initiatives that SCOE presented', () => {
  it('belong to other organizations', async () => {
    const { data } = await world.query(
      `{ program(id: "${visit}") { initiatives { name note organization { id } sources { slug } } } }`,
    )

    expect(data.program.initiatives).toEqual([
      {
        name: 'CS4NorCal Research Project',
        note: 'SCOE helps to lead it.',
        organization: { id: 'small-school-districts-association' },
        sources: [{ slug: 'scoe-news-story' }],
      },
      {
        name: 'Educator Workforce Investment Grant for Computer Science',
        note: 'SCOE helps to lead it.',
        organization: { id: 'california-department-of-education' },
        sources: [{ slug: 'scoe-news-story' }],
      },
    ])
  })
})
