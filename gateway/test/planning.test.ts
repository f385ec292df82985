import { type DocumentNode, type FieldNode, parse, print } from 'graphql'
import { describe, expect, it } from 'vitest'
import { createPlanCache } from '../planning/plan-cache.ts'
import { createPlanner } from '../planning/planner.ts'
import { createResponseNames } from '../planning/response-names.ts'

const operationOf = (document: DocumentNode) => {
  const operation = document.definitions.find(definition => definition.kind === 'OperationDefinition')
  if (operation?.kind !== 'OperationDefinition') throw new Error('The test has no operation.')
  return operation
}

/** A planner whose plan is the text that it was asked for. */
const textPlanner = () => {
  const built: string[] = []
  const compiled: string[] = []
  const planner = createPlanner<string, string>({
    build: document => {
      const text = print(document).replace(/\s+/g, ' ')
      built.push(text)
      return text
    },
    compile: plan => {
      compiled.push(plan)
      return { program: `program of ${plan}`, bytes: 1000 }
    },
    compileAtUse: 2,
    requiredFields: new Set(['id', 'weight']),
    maxCacheBytes: 100_000,
  })
  return {
    built,
    compiled,
    planner,
    ask: (document: DocumentNode, asProgram: boolean) =>
      planner.plan({ document, operation: operationOf(document), variables: {} }, asProgram),
    plan: (query: string, variables: Record<string, unknown> = {}) => {
      const document = parse(query)
      return planner.plan({ document, operation: operationOf(document), variables })
    },
  }
}

describe('the planner', () => {
  it('plans an operation once, however it was written', async () => {
    const { plan, built } = textPlanner()

    const first = await plan('{ books { title } }')
    const second = await plan('{  books {   title } } # again')

    expect([first.cached, second.cached]).toEqual([false, true])
    expect(built).toEqual(['{ books { title } }'])
  })

  it('plans again for another choice of @skip and @include', async () => {
    const { plan, built } = textPlanner()
    const query = 'query($a: Boolean!) { books { title @skip(if: $a) isbn @include(if: $a) } }'

    await plan(query, { a: true })
    await plan(query, { a: false })
    await plan(query, { a: true })

    expect(built).toEqual(['query ($a: Boolean!) { books { isbn } }', 'query ($a: Boolean!) { books { title } }'])
  })

  it('keeps aliases apart from keys, leaves the others as they are', async () => {
    const { plan } = textPlanner()

    const { plan: text } = await plan(
      '{ books { id: title weight(in: "kg") x: isbn same: id t: __typename constructor: a } }',
    )

    expect(text).toBe(
      '{ books { id__client: title weight__client: weight(in: "kg") x: isbn same: id __typename constructor__client: a } }',
    )
  })

  it('leaves introspection, unused fragments and other operations out', async () => {
    const { plan } = textPlanner()

    const { plan: text } = await plan(
      'query A { __schema { queryType { name } } ...F } query B { b } fragment F on Query { a } fragment G on Query { g }',
    )

    expect(text).toBe('query A { ...F } fragment F on Query { a }')
  })

  it('asks for the type name where nothing else is left', async () => {
    const { plan } = textPlanner()

    expect((await plan('{ books { title @skip(if: true) } }')).plan).toBe('{ books { __typename } }')
  })

  it('keeps two aliases of one type name apart, because the answer is written from the same entry', async () => {
    const { plan } = textPlanner()

    await plan('{ a: __typename }')

    expect((await plan('{ b: __typename }')).cached).toBe(false)
  })

  it('compiles an operation when it comes the second time, and counts what the program takes', async () => {
    const { plan, planner, compiled } = textPlanner()

    const programs = [await plan('{ a }'), await plan('{ a }'), await plan('{ a }')].map(({ program }) => program)

    expect(programs).toEqual([undefined, 'program of { a }', 'program of { a }'])
    expect(compiled).toEqual(['{ a }'])
    expect(planner.cache.bytes).toBeGreaterThan(1000)
  })

  it('plans an operation once for all that wait for it', async () => {
    const { plan, built } = textPlanner()

    await Promise.all([plan('{ a }'), plan('{ a }'), plan('{ b }')])

    expect(built).toEqual(['{ a }', '{ b }'])
  })

  it('makes no program where only the plan is used, and one at the next use', async () => {
    const { ask, compiled } = textPlanner()
    const document = parse('{ a }')

    for (const asProgram of [false, false, false]) await ask(document, asProgram)
    expect(compiled).toEqual([])

    expect((await ask(document, true)).program).toBe('program of { a }')
  })

  it('touches a plan that is kept, and makes none for it', async () => {
    const { planner, built } = textPlanner()
    const document = parse('{ a }')

    planner.touch({ document, operation: operationOf(document), variables: {} })

    expect(built).toEqual([])
    expect(planner.cache.size).toBe(0)
  })

  it('tells which operations were used most, as texts that can be planned again', async () => {
    const { plan, planner } = textPlanner()
    await plan('{ a }')
    await plan('query($s: Boolean!) { b @skip(if: $s) c { d @include(if: $s) } }', { s: false })
    await plan('query($s: Boolean!) { b @skip(if: $s) c { d @include(if: $s) } }', { s: false })

    const [first = ''] = planner.mostUsed(1)
    const next = textPlanner()
    await next.plan(first)

    expect(print(parse(first))).toBe(first)
    const again = await next.plan('query($s: Boolean!) { b @skip(if: $s) c { d @include(if: $s) } }', { s: false })
    expect(again.cached).toBe(true)
  })

  it('never changes the document of a client', async () => {
    const { plan } = textPlanner()
    const document = parse('{ books { id: title @skip(if: false) } }')
    const before = print(document)
    const frozen = Object.freeze(document)

    await plan(print(frozen))

    expect(print(document)).toBe(before)
  })
})

describe('response names', () => {
  it('stay different where the client’s were different', () => {
    const nameOf = createResponseNames(new Set(['id']))
    const fieldsOf = (query: string) => operationOf(parse(query)).selectionSet.selections as readonly FieldNode[]

    const names = fieldsOf('{ id: a id__client: b id__client__client: c id__alias_0: d id }').map(nameOf)

    expect(new Set(names).size).toBe(5)
  })
})

describe('the plan cache', () => {
  it('ends at its bytes, and forgets what was used least recently', () => {
    const cache = createPlanCache<string>(95)

    cache.set('a', 'x', 22)
    cache.set('b', 'x', 22)
    cache.set('c', 'x', 22)
    cache.get('a')
    cache.set('d', 'x', 22)

    expect(['a', 'b', 'c', 'd'].map(key => cache.get(key) !== undefined)).toEqual([true, false, true, true])
    expect(cache.bytes).toBe(72)
  })

  it('keeps no plan that is larger than all it may hold', () => {
    const cache = createPlanCache<string>(10)

    cache.set('a', 'x', 100)

    expect(cache.size).toBe(0)
  })
})
