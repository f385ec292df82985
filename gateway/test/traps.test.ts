import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Differential, engines, startDifferential } from './support/differential.ts'

// Traps of gateways that need the wide market; those that the small library shows are in execution.test.ts.
let differential: Differential
beforeAll(async () => {
  differential = await startDifferential()
})
afterAll(() => differential[Symbol.asyncDispose]())

describe.each(engines)('an answer of the %s is the one of one schema', engine => {
  it.each<[string, string, Record<string, unknown>?]>([
    [
      'with an error index below a type condition',
      '{ search { ... on Product { inStock label } ... on Note { text } } }',
    ],
    ['with an error index in lists of lists', '{ products(first: 4) { related { n: name } parts { note } } }'],
    ['with null in a nested required input', '{ products(first: 3) { postage contents label } }'],
    ['with a failure in a nested required input', '{ products(first: 4) { postage contents } }'],
    [
      'with an alias that is a nested required field',
      '{ products(first: 3) { address: name maker { name: id city: kind } label } }',
    ],
    [
      'with a nested required field left out',
      'query($s: Boolean!) { products(first: 3) { maker { name @skip(if: $s) } label } }',
      { s: true },
    ],
    [
      'with an alias __typename on a union',
      '{ search { ... on Product { __typename: sku } ... on User { id: email } } }',
    ],
    ['with aliases of a key of several parts', '{ copies { number: title shelf { code: __typename } condition } }'],
    ['with an interface that another subgraph extends', '{ reviewed { __typename score id: title } media { score } }'],
    ['with a provided field beside one that is not', '{ reviews { author { name email } } }'],
    ['with a nested required field of an entity that nobody knows', '{ product(id: "p3") { label probe } }'],
    ['with a nested required field of an entity that fails', '{ product(id: "p4") { label maker { born } } }'],
    ['with the error of a non-null field at the field itself', '{ reviewed { lead { email born name } } }'],
    ['with the error of a field whose object has no known type for it', '{ reviewed { ... on Film { minutes } } }'],
    [
      'with the error of the field that may not be null, of several that fail',
      '{ reviewed { blurb ... on Film { minutes } ... on Game { title } } }',
    ],
    ['with a requirement of an interface below one of its types', '{ reviewed { ... on Film { score blurb } } }'],
    [
      'with a requirement of an interface below one type of another @interfaceObject',
      '{ users(filter: { limit: 3 }) { favourite { ... on Game { x: blurb } ...F } } } fragment F on Film { x: title blurb }',
    ],
    ['with a requirement of one type beside a field of all', '{ media { title score ... on Game { blurb } } }'],
    [
      'with a requirement of one type in a union',
      '{ search { ... on Media { score } ... on Game { a: blurb } ... on Note { a: text } } }',
    ],
    [
      'with what one type asks below a field that all types have',
      '{ reviewed { ... on Game { reviews { subject { lead { born } } } } reviews { subject { lead { kind } } } } }',
    ],
    [
      'with one alias for two fields below a requirement of two types',
      '{ media { ... on Game { verdict { x: text } } ... on Film { verdict { x: note } } } }',
    ],
    [
      'with a requirement of one type beside a field of all, in two fields of one name',
      '{ media { ... on Game { blurb } } media { score } }',
    ],
    [
      'with the failed requirement of one field beside one that requires another argument',
      '{ shelfTop { neighbours { badge postage sign } } }',
    ],
    [
      'with fragments that exclude each other on an interface',
      '{ user(id: "u1") { favourite { ... on Film { ... on Media { ... on Game { score } } } } } }',
    ],
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
      'with an entity whose step has waited for another one that also brings its key',
      '{ user(id: "u3") { products { digest inStock } } }',
    ],
    [
      'with names that every object has',
      '{ best { constructor: title __proto__: score then: id toJSON: __typename } }',
    ],
  ])('%s', async (_, query, variables = {}) => {
    const inBroken = await differential.compare({ query, variables }, { engine, market: 'broken' })
    const inFaceless = await differential.compare({ query, variables }, { engine, market: 'faceless' })
    const inCalm = await differential.compare({ query, variables }, { engine, market: 'calm' })

    expect([inBroken, inFaceless, inCalm]).toEqual([[], [], []])
  })
})
