import { describe, expect, it } from 'vitest'
import { layOutPlan, readableMs, readableOperation, readablePath } from './plan-layout.ts'
import type { FetchNode, PlanNode, PlanView } from './plan-view.ts'

const fetch = (subgraph: string, startMs: number | null, durationMs: number | null): FetchNode => ({
  kind: 'Fetch',
  subgraph,
  path: [],
  operation: '{ a }',
  startMs,
  durationMs,
  entities: null,
  errors: 0,
})

const plan = (node: PlanNode | null): PlanView => ({
  durationMs: 100,
  planning: { cached: true, durationMs: 1 },
  cost: { estimated: 10, counted: 5 },
  answeredBy: 'interpreter',
  removed: [],
  node,
})

const nested = plan({
  kind: 'Sequence',
  nodes: [
    fetch('programs', 0, 20),
    { kind: 'Parallel', nodes: [fetch('people', 20, 60), fetch('organizations', 20, 0.01)] },
    fetch('people', null, null),
  ],
})

describe('the layout of a plan', () => {
  it('numbers the requests in the order of the plan and keeps its groups', () => {
    const [root] = layOutPlan(nested).steps

    expect(root).toMatchObject({
      order: 'sequence',
      steps: [{ number: 1 }, { order: 'parallel', steps: [{ number: 2 }, { number: 3 }] }, { number: 4 }],
    })
  })

  it('puts all bars on one axis, the quickest wide enough to be seen', () => {
    const [root] = layOutPlan(nested).steps

    expect(root).toMatchObject({
      steps: [
        { bar: { from: 0, width: 20 } },
        { steps: [{ bar: { from: 20, width: 60 } }, { bar: { from: 20, width: 0.8 } }] },
        { bar: null },
      ],
    })
  })

  it('counts what was asked, and names each subgraph once', () => {
    expect(layOutPlan(nested)).toMatchObject({
      requests: 3,
      subgraphs: ['programs', 'people', 'organizations'],
      axisMs: 100,
    })
  })

  it('has no steps when nothing was fetched', () => {
    expect(layOutPlan(plan(null))).toEqual({ steps: [], axisMs: 100, requests: 0, subgraphs: [] })
  })

  it('keeps a bar inside when a request ends after the answer was counted', () => {
    const [step] = layOutPlan(plan(fetch('programs', 90, 30))).steps

    expect(step).toMatchObject({ bar: { from: 75, width: 25 } })
  })
})

describe('words of a plan', () => {
  it('names a path without the words of a connection', () => {
    expect(readablePath([])).toBe('the root')
    expect(readablePath(['programs', 'edges', '@', 'node', 'hosts', '@'])).toBe('programs › each › hosts › each')
  })

  it.each([
    [0.01234, '0.012 ms'],
    [9.87, '9.9 ms'],
    [123.4, '123 ms'],
    [2345, '2.35 s'],
  ])('says %d as "%s"', (ms, said) => {
    expect(readableMs(ms)).toBe(said)
  })

  it('breaks the lines of what was sent, and leaves alone what is no operation', () => {
    expect(readableOperation('query A{b{c}}')).toBe('query A {\n  b {\n    c\n  }\n}')
    expect(readableOperation('<b>')).toBe('<b>')
  })

  it('counts no subgraph that was not asked', () => {
    expect(layOutPlan(plan(fetch('people', null, null)))).toMatchObject({ requests: 0, subgraphs: [] })
  })
})
