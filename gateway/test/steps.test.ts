import { describe, expect, it } from 'vitest'
import { readSteps } from '../execution/compiled/steps.ts'
import type { FetchNode, PlanNode } from '../execution/plan.ts'

const fetchFrom = (serviceName: string, operationKind = 'query'): FetchNode => ({
  kind: 'Fetch',
  serviceName,
  operation: '{ x }',
  operationName: undefined,
  operationKind,
})

const entitiesFrom = (serviceName: string, ...path: string[]): PlanNode => ({
  kind: 'Flatten',
  path,
  node: { ...fetchFrom(serviceName), requires: [] },
})

/** What each step of a plan waits for, as "subgraph path: positions of other steps". */
const waits = (...nodes: PlanNode[]): readonly string[] =>
  readSteps({ kind: 'QueryPlan', node: { kind: 'Sequence', nodes } }).map(
    ({ node, path, after }) => `${[node.serviceName, ...path.map(({ key }) => key)].join(' ')}: ${after.join()}`,
  )

describe('the steps of a plan', () => {
  it('wait for what stands before them in a sequence, and not for their neighbours', () => {
    const steps = waits(
      fetchFrom('programs'),
      { kind: 'Parallel', nodes: [entitiesFrom('people', 'a'), entitiesFrom('places', 'b')] },
      entitiesFrom('organizations', 'a', 'c'),
    )

    expect(steps).toEqual(['programs: ', 'people a: 0', 'places b: 0', 'organizations a c: 1,2'])
  })

  it('meet a later step of the same subgraph where nothing waits for them', () => {
    const steps = waits(fetchFrom('programs'), {
      kind: 'Parallel',
      nodes: [
        { kind: 'Sequence', nodes: [entitiesFrom('people', 'a'), entitiesFrom('organizations', 'a', 'c')] },
        entitiesFrom('organizations', 'b'),
        entitiesFrom('places', 'd'),
      ],
    })

    expect(steps).toEqual(['programs: ', 'people a: 0', 'organizations a c: 1', 'organizations b: 1', 'places d: 0'])
  })

  it('of a mutation keep their time, because a later field may change what they read', () => {
    const steps = waits(
      fetchFrom('programs', 'mutation'),
      entitiesFrom('organizations', 'a'),
      fetchFrom('programs', 'mutation'),
      entitiesFrom('organizations', 'b'),
    )

    expect(steps).toEqual(['programs: ', 'organizations a: 0', 'programs: 1', 'organizations b: 2'])
  })

  it('are no steps of a program where root fields stand below a path', () => {
    const below: PlanNode = { kind: 'Flatten', path: ['a'], node: fetchFrom('programs') }

    expect(() => waits(fetchFrom('people'), below)).toThrow('root fields below a path')
  })
})
