import { readFileSync } from 'node:fs'
import { approvalOf, whyNotToFollow } from '@exchange-network/schema/approval'
import { composedFiles } from '@exchange-network/schema/compose'
import { readFieldRules } from '@exchange-network/schema/field-rules'
import { weakenedRules } from '@exchange-network/schema/weakened-rules'
import { buildSchema, isNonNullType, isObjectType, parse } from 'graphql'
import { describe, expect, it } from 'vitest'

const guarded = `
  type Query { a: Int @requiresScopes(scopes: [["x", "y"], ["z"]]) b: Int @authenticated c: Safe }
  type Safe @policy(policies: [["p"]]) { code: Int }
`

describe('a new supergraph', () => {
  it.each<[string, string, string]>([
    ['drops a guard', '@authenticated', ''],
    ['drops the guard of a type', '@policy(policies: [["p"]])', ''],
    ['asks for one scope less', '["x", "y"]', '["x"]'],
    ['has a further alternative', '["z"]', '["z"], ["w"]'],
    ['asks for a token only', '@requiresScopes(scopes: [["x", "y"], ["z"]])', '@authenticated'],
    ['asks for another policy', '["p"]', '["q"]'],
    ['asks for a scope instead of a policy', '@policy(policies: [["p"]])', '@requiresScopes(scopes: [["z"]])'],
    [
      'moves the guard of a type to its field',
      '@policy(policies: [["p"]]) { code: Int',
      '{ code: Int @policy(policies: [["p"]])',
    ],
  ])('that %s guards less', (_, from, to) => {
    expect(weakenedRules(parse(guarded), parse(guarded.replace(from, to)))).toHaveLength(1)
  })

  it.each<[string, string, string]>([
    ['asks for one scope more', '["x", "y"]', '["x", "y", "v"]'],
    ['has an alternative less', ', ["z"]', ''],
    ['asks for a scope instead of a token', '@authenticated', '@requiresScopes(scopes: [["x"]])'],
    ['has no such field any more', 'b: Int @authenticated', ''],
    ['has no such type any more', 'type Safe @policy(policies: [["p"]]) { code: Int }', ''],
    ['guards one more', 'c: Safe', 'c: Safe @authenticated'],
  ])('that %s does not', (_, from, to) => {
    expect(weakenedRules(parse(guarded), parse(guarded.replace(from, to)))).toEqual([])
  })

  it('that guards less is refused, and followed when just this text is approved of', () => {
    const next = guarded.replace(' @authenticated', '')
    const follow = (approval: string) => whyNotToFollow({ old: guarded, next, file: 'supergraph.graphql', approval })

    expect(follow('')).toBe(
      `The new supergraph guards less than the old one: "Query.b". If that is meant, write ${approvalOf(next)} into the file "supergraph.graphql.approved".`,
    )
    expect(follow(approvalOf(`${next} `))).toContain('guards less')
    expect(follow(`# of Ana\n${approvalOf(next)}\n`)).toBe(null)
  })
})

describe('the guarded fields of the contract', () => {
  const rules = readFieldRules(parse(readFileSync(composedFiles.supergraph, 'utf8')))

  it('are these', () => {
    const reading = [...rules.keys()].filter(coordinate => !coordinate.startsWith('Mutation.'))

    expect(reading.sort()).toEqual([
      'ContactPoint.value',
      'Organization.history',
      'Participation.history',
      'Participation.notes',
      'Person.history',
      'Person.otherNames',
      'Person.visibilityReason',
      'Program.history',
    ])
  })

  it('may all be null, so that a guard never takes more than its field', () => {
    const schema = buildSchema(readFileSync(composedFiles.api, 'utf8'))
    const strict = [...rules.keys()].filter(coordinate => {
      const [name = '', field = ''] = coordinate.split('.')
      const type = schema.getType(name)
      return !isObjectType(type) || isNonNullType(type.getFields()[field]?.type)
    })

    expect(strict).toEqual([])
  })

  it('are in no key and no requirement, which travel to other partners', () => {
    const supergraph = readFileSync(composedFiles.supergraph, 'utf8')
    const travelling = [...supergraph.matchAll(/(?:key|requires): "([^"]+)"/g)].map(([, fields]) => fields).join(' ')

    for (const coordinate of rules.keys())
      expect(travelling).not.toMatch(new RegExp(`\\b${coordinate.split('.')[1]}\\b`))
  })
})
