import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Differential, startDifferential } from './support/differential.ts'

// Traps of gateways that need the wide market; those that the small library shows are in execution.test.ts.
let differential: Differential
beforeAll(async () => {
  differential = await startDifferential()
})
afterAll(() => differential[Symbol.asyncDispose]())

describe('an answer is the one of one schema', () => {
  it.each<[string, string, Record<string, unknown>?]>([
    [
      'with an error index below a type condition',
      '{ search { ... on Product { inStock label } ... on Note { text } } }',
    ],
    ['with an error index in lists of lists', '{ products(first: 4) { related { n: name } parts { note } } }'],
    [
      'with null in a nested required input',
      '{ products(first: 3) { postage contents } users { products { label } } }',
    ],
    ['with a failure in a nested required input', '{ products(first: 4) { postage contents } }'],
    [
      'with an alias that is a nested required field',
      '{ products(first: 2) { address: name maker { name: id city: kind } label } }',
    ],
    [
      'with a nested required field left out',
      'query($s: Boolean!) { products(first: 2) { maker { name @skip(if: $s) } label } }',
      { s: true },
    ],
    [
      'with an alias __typename on a union',
      '{ search { ... on Product { __typename: sku } ... on User { id: email } } }',
    ],
    ['with aliases of a key of several parts', '{ copies { number: title shelf { code: __typename } condition } }'],
    ['with an interface that another subgraph extends', '{ reviewed { __typename score id: title } media { score } }'],
    ['with a provided field beside one that is not', '{ reviews { author { name email } } }'],
    ['with all below a fragment left out', '{ best { ... on Film @skip(if: true) { title } } }'],
    ['with an absent variable in an input object', 'query($l: Int) { echo(probe: { limit: $l }) }', {}],
    [
      'with null for a variable in an input object',
      'query($c: String) { echo(probe: { near: { city: $c } }) }',
      { c: null },
    ],
    [
      'with null for a variable that may not be null there',
      'query($l: Int) { echo(probe: { limit: $l }) }',
      { l: null },
    ],
    [
      'with a default of a variable beside null',
      'query($n: Int = 2, $m: Int = 3) { echo(other: $n) b: echo(other: $m) }',
      { n: null },
    ],
    [
      'with names that every object has',
      '{ best { constructor: title __proto__: score then: id toJSON: __typename } }',
    ],
  ])('%s', async (_, query, variables = {}) => {
    expect(await differential.compare({ query, variables })).toEqual([])
  })
})
