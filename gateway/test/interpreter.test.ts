import { describe, expect, it } from 'vitest'
import type { FetchNode, Plan, PlanNode } from '../execution/plan.ts'
import type { SubgraphReply } from '../execution/read-reply.ts'
import type { RunOptions, SubgraphRequest } from '../execution/run-fetch.ts'
import { runPlan } from '../execution/run-plan.ts'

const fetchNode = (node: Partial<FetchNode>): FetchNode => ({
  kind: 'Fetch',
  serviceName: 'a',
  operation: '{ x }',
  operationName: undefined,
  operationKind: 'query',
  ...node,
})

/** Runs one step; `answer` plays the subgraphs. */
const run = async (
  node: PlanNode,
  answer: (request: SubgraphRequest) => unknown,
  options: Partial<RunOptions> = {},
) => {
  const requests: SubgraphRequest[] = []
  const plan: Plan = { kind: 'QueryPlan', node }
  const { root } = await runPlan(plan, {
    fetch: async (request): Promise<SubgraphReply> => {
      requests.push(request)
      return { data: answer(request), errors: [] }
    },
    variables: {},
    conditions: {},
    fits: (typename, condition) => typename === condition,
    isObjectType: () => true,
    requirementsOf: () => undefined,
    keysOf: () => [],
    warn: () => undefined,
    trace: null,
    ...options,
  })
  return { root: JSON.parse(JSON.stringify(root)), requests }
}

const people = { people: [{ __typename: 'P', id: 1 }, null, { __typename: 'Q', id: 2 }, { __typename: 'P', id: 1 }] }
const readPeople = fetchNode({ operation: '{ people { __typename id } }' })
const representation = [
  {
    kind: 'InlineFragment',
    typeCondition: 'P',
    selections: [
      { kind: 'Field', name: '__typename' },
      { kind: 'Field', name: 'id' },
    ],
  },
] as const

describe('the interpreter', () => {
  it.each([
    [true, { yes: 1 }],
    [false, { no: 1 }],
  ])('takes the branch of a condition that is %s', async (condition, expected) => {
    const { root } = await run(
      {
        kind: 'Condition',
        condition: 'c',
        ifClause: fetchNode({ operation: '{ yes }' }),
        elseClause: fetchNode({ operation: '{ no }' }),
      },
      ({ query }) => (query === '{ yes }' ? { yes: 1 } : { no: 1 }),
      { conditions: { c: condition } },
    )

    expect(root).toEqual(expected)
  })

  it('asks for entities of the type that fits, each once, and merges them at each place', async () => {
    const entities = fetchNode({
      serviceName: 'b',
      operation:
        'query($representations: [_Any!]!) { _entities(representations: $representations) { ... on P { age } } }',
      requires: representation,
    })

    const { root, requests } = await run(
      { kind: 'Sequence', nodes: [readPeople, { kind: 'Flatten', path: ['people', '@'], node: entities }] },
      ({ subgraph }) => (subgraph === 'a' ? people : { _entities: [{ age: 30 }] }),
    )

    expect(requests[1]?.variables).toEqual({ representations: [{ __typename: 'P', id: 1 }] })
    expect(root).toEqual({
      people: [
        { __typename: 'P', id: 1, age: 30 },
        null,
        { __typename: 'Q', id: 2 },
        { __typename: 'P', id: 1, age: 30 },
      ],
    })
  })

  it('sends nothing where a path ends at objects of other types', async () => {
    const entities = fetchNode({ serviceName: 'b', requires: representation })

    const { requests } = await run(
      { kind: 'Sequence', nodes: [readPeople, { kind: 'Flatten', path: ['people', '@|[R,S]'], node: entities }] },
      () => people,
    )

    expect(requests).toHaveLength(1)
  })

  it('rewrites representations before it sends them, and replies before it merges them', async () => {
    const entities = fetchNode({
      serviceName: 'b',
      operation: 'query { _entities { ... on P { age__alias_0: age } } }',
      requires: representation,
      inputRewrites: [{ kind: 'ValueSetter', path: ['... on P', '__typename'], setValueTo: 'Node' }],
      outputRewrites: [{ kind: 'KeyRenamer', path: ['... on P', 'age__alias_0'], renameKeyTo: 'age' }],
    })

    const { root, requests } = await run(
      { kind: 'Sequence', nodes: [readPeople, { kind: 'Flatten', path: ['people', '@|[P]'], node: entities }] },
      ({ subgraph }) => (subgraph === 'a' ? people : { _entities: [{ age__alias_0: 30 }] }),
    )

    expect(requests[1]?.variables).toEqual({ representations: [{ __typename: 'Node', id: 1 }] })
    expect(root.people[0]).toEqual({ __typename: 'P', id: 1, age: 30 })
  })

  it('starts parallel steps at the same time and the steps of a sequence one after the other', async () => {
    const order: string[] = []
    const step = (operation: string) => fetchNode({ operation })
    await run(
      {
        kind: 'Sequence',
        nodes: [{ kind: 'Parallel', nodes: [step('{ a }'), step('{ b }')] }, step('{ c }')],
      },
      ({ query }) => {
        order.push(query)
        return { [query.slice(2, 3)]: order.length }
      },
    )

    expect(order).toEqual(['{ a }', '{ b }', '{ c }'])
  })
})
