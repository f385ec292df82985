import { readFileSync } from 'node:fs'
import { composedFiles } from '@exchange-network/schema/compose'
import { Validator } from '@seriousme/openapi-schema-validator'
import { buildSchema } from 'graphql'
import { describe, expect, it } from 'vitest'
import { createListing } from '../operations/listing.ts'
import { prepareSavedOperations, readSavedTexts } from '../operations/saved-operations.ts'

const schema = buildSchema(readFileSync(composedFiles.api, 'utf8'))
const texts = readSavedTexts(new URL('../../schema/operations', import.meta.url).pathname)
const saved = prepareSavedOperations(texts, schema, sentence => {
  throw new Error(sentence)
})
const listing = createListing()(saved, '1')
// biome-ignore lint/suspicious/noExplicitAny: read part by part
const openapi: any = JSON.parse(listing.openapi)
// biome-ignore lint/suspicious/noExplicitAny: read part by part
const json: any = JSON.parse(listing.json)

const made = (text: string, sdl: string) =>
  createListing()(
    prepareSavedOperations([{ name: 'made', text }], buildSchema(sdl), () => undefined),
    '1',
  )

describe('the OpenAPI description', () => {
  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator()

    const { valid, errors } = await validator.validate(openapi)

    expect(errors).toBeUndefined()
    expect([valid, validator.version]).toEqual([true, '3.1'])
  })

  it('has two paths for each saved operation and one for agendas', () => {
    const names = texts.flatMap(({ name }) => [`/operations/${name}.json`, `/operations/${name}.csv`])

    expect(Object.keys(openapi.paths)).toEqual([...names, '/programs/{slug}/agenda.ics'])
  })

  it('tells the words, defaults and meanings of parameters', () => {
    const { parameters } = openapi.paths['/operations/program-list.json'].get
    const named = (name: string) => parameters.find((one: { name: string }) => one.name === name)

    expect(named('first')).toEqual({
      name: 'first',
      in: 'query',
      required: false,
      description: 'Page size.',
      schema: { type: 'integer', format: 'int32', default: 20 },
    })
    expect(named('filter.kinds')).toMatchObject({
      style: 'form',
      explode: true,
      schema: { type: 'array', items: { type: 'string', enum: expect.arrayContaining(['VISIT', 'DELEGATION']) } },
    })
    expect(named('orderBy')).toMatchObject({
      content: { 'application/json': { schema: { type: 'object', default: { field: 'DATE', direction: 'DESC' } } } },
    })
  })

  it('tells the shape of an answer: lists, words, what may be null and what may be left out', () => {
    const text =
      'query ($with: Boolean!) { visit { id kind hosts { name } note @include(if: $with) ... on Visit { day } } }'
    const sdl = `
      type Query { visit: Visit }
      enum Kind { VISIT }
      scalar Day
      type Visit { "Its id." id: ID! kind: Kind hosts: [Host]! note: String day: Day }
      type Host { name: String! }
    `

    const { paths } = JSON.parse(made(text, sdl).openapi)

    expect(
      paths['/operations/made.json'].get.responses['200'].content['application/json'].schema.properties.data,
    ).toEqual({
      type: ['object', 'null'],
      required: ['visit'],
      properties: {
        visit: {
          type: ['object', 'null'],
          required: ['id', 'kind', 'hosts', 'day'],
          properties: {
            id: { type: 'string', description: 'Its id.' },
            kind: { type: ['string', 'null'], enum: ['VISIT', null] },
            hosts: {
              type: 'array',
              items: { type: ['object', 'null'], required: ['name'], properties: { name: { type: 'string' } } },
            },
            note: { type: ['string', 'null'] },
            day: {},
          },
        },
      },
    })
  })

  it('leaves out what changes something', () => {
    const { openapi } = made('mutation { change }', 'type Query { a: Int } type Mutation { change: Int }')

    expect(JSON.parse(openapi).paths).toEqual({})
  })
})

describe('the list of saved operations', () => {
  it('tells of each its description, parameters, columns, rows and an example', () => {
    const one = json.operations.find(({ name }: { name: string }) => name === 'place-programs')

    expect(one).toMatchObject({
      description: 'A place and the programs held in it or with visitors from it, places inside it included.',
      json: '/operations/place-programs.json',
      csv: '/operations/place-programs.csv',
      example: '/operations/place-programs.csv?id=...&first=10',
      rows: ['place.heldIn', 'place.origin'],
      columns: expect.arrayContaining(['list', 'place.code', 'slug', 'hosts.name']),
    })
    expect(one.parameters[0]).toMatchObject({ name: 'id', typeName: 'ID!', isRequired: true, expected: 'text' })
  })

  it('describes every operation, and names the rows of each', () => {
    const lacking = json.operations.filter(
      (one: { description: string; rows: string[] }) => one.description === '' || one.rows.includes(''),
    )

    expect(lacking).toEqual([])
  })

  it('is a page on which texts are texts, without script, with a style that its policy names', () => {
    const text = '# <script>alert(1)</script> "quoted" & more.\nquery ($a: Int = 1) { a(b: $a) }'
    const { page, pagePolicy } = made(text, 'type Query { "<img src=x>" a("<b>bold" b: Int): Int }')

    expect(page).toContain('&#60;script&#62;alert(1)&#60;/script&#62; &#34;quoted&#34; &#38; more.')
    expect(page).toContain('&#60;b&#62;bold')
    expect(page).not.toMatch(/<script|<img|<b>| on\w+=| style=/)
    expect(pagePolicy).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/]{43}='; form-action 'self'/)
  })
})
