import { describe, expect, it } from 'vitest'
import { startTestNetwork } from '../support/test-network.ts'

const profile = `query ($id: ID!) {
  program(id: $id) { title hosts { slug name } participations(first: 2) { edges { node { label person { name } } } } }
}`
const variables = { id: 'education-in-the-digital-age-ii' }

describe('a subgraph that is away', () => {
  it('costs only its own fields, with one error per missing part, when it stops', async () => {
    await using network = await startTestNetwork()
    await network.stop('organizations')

    const { status, data, errors } = await network.ask(
      '{ program(id: "cosn-portugal-2013") { title roles { label organization { id name } } } people(first: 1) { totalCount } organization(id: "scoe") { name } }',
    )

    expect(status).toBe(200)
    expect(data).toEqual({
      program: {
        title: 'Delegation to Portugal',
        roles: [{ label: 'CoSN', organization: null }],
      },
      people: { totalCount: 5 },
      organization: null,
    })
    // biome-ignore lint/suspicious/noExplicitAny: errors as they come
    expect(errors.map((error: any) => [error.path, error.extensions.code])).toEqual(
      expect.arrayContaining([
        [['organization'], 'SUBGRAPH_ERROR'],
        [['program', 'roles', 0, 'organization', 'name'], 'SUBGRAPH_ERROR'],
      ]),
    )
    expect(errors).toHaveLength(2)
    expect(JSON.stringify(errors)).not.toMatch(/127\.0\.0\.1|ECONNREFUSED|\.ts:/)
  })

  it('costs only its own fields when it is down at the start', async () => {
    await using network = await startTestNetwork({ without: ['people'] })

    const { status, data, errors } = await network.ask(profile, variables)

    expect(status).toBe(200)
    expect(data.program.title).toBe('Education in the Digital Age II')
    expect(data.program.hosts).toEqual([{ slug: 'scoe', name: 'Sacramento County Office of Education' }])
    // Whether a person may be seen is the people team's word; without it nobody is named.
    // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the operation above
    expect(data.program.participations.edges.map((edge: any) => edge.node)).toEqual([
      { label: 'Name withheld', person: null },
      { label: 'Name withheld', person: null },
    ])
    expect(errors).toBeUndefined()
  })
})
