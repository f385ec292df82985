import { buildSubgraphSchema } from '@apollo/subgraph'
import { type GraphQLSchema, graphql, parse } from 'graphql'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { armGuards, type PolicyGuard } from '../access/guards.ts'
import { anonymous, type Viewer } from '../access/viewer.ts'
import { viewerWith } from '../testing/test-subgraph.ts'

const link = (imports: string) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ${imports})`
const usual = link('["@key", "@shareable", "@authenticated", "@requiresScopes", "@policy"]')

const person = { id: 'p-1', phone: '+1 916 228 0000', desk: { room: '12' }, colour: 'RED', team: [{ phone: '2' }] }

const arm = (sdl: string, policies: Record<string, PolicyGuard> = {}, head = usual) => {
  const typeDefs = parse(`${head}\n${sdl}`)
  const schema = buildSubgraphSchema([
    { typeDefs, resolvers: { Query: { person: () => person, people: () => [person] } } },
  ])
  return { schema, armed: armGuards(schema, typeDefs, policies) }
}

const ask = async (schema: GraphQLSchema, source: string, viewer: Viewer = anonymous) => {
  const contextValue = { viewer, log: pino({ level: 'silent' }) }
  const { data, errors } = await graphql({ schema, source, contextValue })
  const shown = errors?.map(({ path, message, extensions }) => `${path?.join('.')}: ${message} ${extensions.code}`)
  return JSON.parse(JSON.stringify({ data, ...(shown && { errors: shown }) }))
}

const refused = (path: string) => `${path}: Unauthorized field or type UNAUTHORIZED_FIELD_OR_TYPE`

describe('a guarded field', () => {
  it('is null with UNAUTHORIZED_FIELD_OR_TYPE for viewers without the scope, though it has no resolver', async () => {
    const { schema, armed } = arm(`
      type Query { person: Person }
      type Person { id: ID! phone: String @requiresScopes(scopes: [["contact:read"]]) }`)

    expect(armed).toEqual(['Person.phone'])
    expect(await ask(schema, '{ person { id mobile: phone } }')).toEqual({
      data: { person: { id: 'p-1', mobile: null } },
      errors: [refused('person.mobile')],
    })
    expect(await ask(schema, '{ person { phone } }', viewerWith({ scopes: ['contact:read'] }))).toEqual({
      data: { person: { phone: '+1 916 228 0000' } },
    })
  })

  it('opens to one alternative of scopes with all of its names', async () => {
    const { schema } = arm(`
      type Query { person: Person }
      type Person { phone: String @requiresScopes(scopes: [["a", "b"], ["c"]]) }`)
    const isRead = async (...scopes: string[]) =>
      'errors' in (await ask(schema, '{ person { phone } }', viewerWith({ scopes }))) === false

    expect([await isRead('a', 'b'), await isRead('c'), await isRead('c', 'x')]).toEqual([true, true, true])
    expect([await isRead(), await isRead('a'), await isRead('b', 'x'), await isRead('a b')]).toEqual([
      false,
      false,
      false,
      false,
    ])
  })

  it('takes its parent along when it cannot be null', async () => {
    const { schema } = arm(`
      type Query { people: [Person] }
      type Person { phone: String! @authenticated }`)

    expect(await ask(schema, '{ people { phone } }')).toEqual({
      data: { people: [null] },
      errors: [refused('people.0.phone')],
    })
    expect(await ask(schema, '{ people { phone } }', viewerWith({}))).toEqual({
      data: { people: [{ phone: person.phone }] },
    })
  })

  it('stays guarded under a renamed import, a prefix, a renamed prefix, and in an extension', async () => {
    const head = `extend schema
      @link(url: "https://specs.apollo.dev/link/v1.0")
      @link(url: "https://specs.apollo.dev/federation/v2.9", as: "fed", import: [{ name: "@requiresScopes", as: "@needs" }])`
    const { armed } = arm(
      `type Query { person: Person }
       type Person { id: ID @needs(scopes: "a") phone: String @fed__authenticated }
       extend type Person { desk: String @fed__policy(policies: [["ours"]]) }`,
      { ours: () => true },
      head,
    )
    const plain = arm(
      'type Query { person: Person @federation__authenticated } type Person { id: ID }',
      {},
      link('["@key"]'),
    )

    expect(armed).toEqual(['Person.id', 'Person.phone', 'Person.desk'])
    expect(plain.armed).toEqual(['Query.person'])
  })

  it('demands a policy of the row on top of the scopes, and asks it only then', async () => {
    const asked: unknown[] = []
    const ours: PolicyGuard = (source, context) => {
      asked.push((source as typeof person).id)
      return context.viewer.organization === 'scoe'
    }
    const { schema } = arm(
      `type Query { person: Person }
       type Person { phone: String @requiresScopes(scopes: [["a"]]) @policy(policies: [["ours"]]) }`,
      { ours },
    )

    expect(await ask(schema, '{ person { phone } }', viewerWith({ organization: 'scoe' }))).toHaveProperty('errors')
    expect(asked).toEqual([])
    expect(
      await ask(schema, '{ person { phone } }', viewerWith({ scopes: ['a'], organization: 'cosn' })),
    ).toHaveProperty('errors')
    expect(await ask(schema, '{ person { phone } }', viewerWith({ scopes: ['a'], organization: 'scoe' }))).toEqual({
      data: { person: { phone: person.phone } },
    })
    expect(asked).toEqual(['p-1', 'p-1'])
  })

  it('stays closed when its policy throws or answers something that is not true', async () => {
    const throwing = () => {
      throw new Error('the database is away')
    }
    const truthy = (() => 'yes') as unknown as PolicyGuard
    const { schema } = arm(
      `type Query { person: Person }
       type Person { id: ID @policy(policies: [["throwing"]]) phone: String @policy(policies: [["truthy"]]) }`,
      { throwing, truthy },
    )

    expect(await ask(schema, '{ person { id phone } }', viewerWith({}))).toEqual({
      data: { person: { id: null, phone: null } },
      errors: expect.arrayContaining([refused('person.id'), refused('person.phone')]),
    })
  })
})

describe('a guarded type', () => {
  it('is guarded in every field that returns it and in every field of its own', async () => {
    const { schema, armed } = arm(`
      type Query { person: Person people: [Person!] }
      type Person { id: ID desk: Desk colour: Colour any: Any }
      type Desk @requiresScopes(scopes: [["a"]]) { room: String }
      enum Colour @authenticated { RED }
      union Any = Desk | Person`)

    expect(armed).toEqual(['Person.desk', 'Person.colour', 'Desk.room'])
    expect(await ask(schema, '{ person { desk { room } colour } }')).toEqual({
      data: { person: { desk: null, colour: null } },
      errors: [refused('person.desk'), refused('person.colour')],
    })
    expect(await ask(schema, '{ person { desk { room } colour } }', viewerWith({ scopes: ['a'] }))).toEqual({
      data: { person: { desk: { room: '12' }, colour: 'RED' } },
    })
  })

  it('leaves a policy to its own fields, which have the object', async () => {
    const { schema } = arm(
      `type Query { person: Person }
       type Person { desk: Desk }
       type Desk @policy(policies: [["isRoom12"]]) { room: String }`,
      { isRoom12: source => (source as { room: string }).room === '12' },
    )

    expect(await ask(schema, '{ person { desk { room } } }')).toEqual({ data: { person: { desk: { room: '12' } } } })
  })
})

describe('a schema whose guards cannot hold stops the start', () => {
  const person = 'type Query { person: Person } type Person { id: ID'

  it('naming the coordinate whose policy is missing', () => {
    expect(() =>
      arm(`${person} notes: String @policy(policies: [["partner"], ["steward"]]) }`, { steward: () => true }),
    ).toThrow(
      new Error(
        '"Person.notes" demands the policy "partner", but the subgraph has none of that name.\n' +
          'Correct "policies" of the subgraph or its schema.',
      ),
    )
  })

  it('naming a policy that nothing demands, which is a misspelt one', () => {
    expect(() => arm(`${person} }`, { partner: () => true })).toThrow(
      'The subgraph has a policy "partner", but no @policy in its schema names it.',
    )
  })

  it('naming a policy that only the prototype of objects has', () => {
    expect(() => arm(`${person} notes: String @policy(policies: [["constructor"]]) }`)).toThrow(
      'demands the policy "constructor"',
    )
  })

  it.each([
    ['no alternative', '[]'],
    ['an alternative without a name', '[["a"], []]'],
  ])('naming a list with %s, which everybody would meet', (_case, scopes) => {
    expect(() => arm(`${person} notes: String @requiresScopes(scopes: ${scopes}) }`)).toThrow(
      '"Person.notes" has @requiresScopes with an empty list, which would open it to everybody. Write what it needs, e.g. scopes: [["..."]].',
    )
  })

  it('naming an interface, which cannot be guarded', () => {
    const sdl = `type Query { person: Person } interface Named { name: String @authenticated } type Person { id: ID }`

    expect(() => arm(sdl)).toThrow('Invalid use of @authenticated on field "Named.name"')
  })

  it('naming a field that was not armed, found by a walk of its own', () => {
    const guarded = parse(`${usual} type Query { a: Int @authenticated }`)
    const schema = buildSubgraphSchema([{ typeDefs: guarded, resolvers: {} }])
    const anotherText = parse(`${usual} type Query { a: Int }`)

    expect(() => armGuards(schema, anotherText, {})).toThrow(
      'Guarded by the schema, but not by code: "Query.a". Nothing is served until each has a guard.',
    )
  })
})
