import {
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  valueFromASTUntyped,
} from 'graphql'
import { agendaOperation } from './agenda-calendar.ts'
import { servedOperations } from './listed-operation.ts'
import { partsOf } from './parameter-parts.ts'
import type { SavedOperation, SavedOperations } from './saved-operations.ts'
import type { SelectedField } from './selection.ts'

type Json = { readonly [name: string]: unknown }

/** Describes the paths of saved operations as OpenAPI 3.1; `version` changes with the schema that they are asked of. */
export const writeOpenapi = (saved: SavedOperations, version: string): Json => {
  const served = servedOperations(saved)
  const paths = served.flatMap(one => [
    [`/operations/${one.name}.json`, { get: jsonPath(one) }],
    [`/operations/${one.name}.csv`, { get: csvPath(one) }],
  ])
  const agenda = saved.get(agendaOperation)
  return {
    openapi: '3.1.0',
    info: {
      title: 'Saved operations of the Exchange Network',
      version,
      description: 'Questions that are asked by a URL, without GraphQL. The same for people: /operations',
    },
    servers: [{ url: '/' }],
    security: [{}, { bearer: [] }],
    paths: Object.fromEntries([
      ...paths,
      ...(agenda ? [['/programs/{slug}/agenda.ics', { get: agendaPath(agenda) }]] : []),
    ]),
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'Whose rights count; without it those of everybody.' },
      },
      schemas: { 'answer.errors': errors },
      headers,
      responses,
    },
  }
}

const jsonPath = (one: SavedOperation): Json => ({
  operationId: `${one.name}.json`,
  summary: one.description,
  parameters: one.parameters.flatMap(parametersOf),
  responses: {
    200: {
      description: 'The answer.',
      headers: headersOf('exchange-withheld', 'exchange-missing', 'etag'),
      content: { 'application/json': { schema: answerOf(one.selection) } },
    },
    ...refusals,
  },
})

const csvPath = (one: SavedOperation): Json => ({
  operationId: `${one.name}.csv`,
  summary: one.description,
  parameters: [
    ...one.parameters.flatMap(parametersOf),
    ...(one.parameters.some(({ name }) => name === 'bom') ? [] : [mark]),
  ],
  responses: {
    200: {
      description: `A table with the columns ${one.rowPlan.columns.map(name => `"${name}"`).join(', ')}.`,
      headers: headersOf('exchange-withheld', 'exchange-missing', 'etag'),
      content: { 'text/csv': { schema: { type: 'string' } } },
    },
    ...refusals,
  },
})

const agendaPath = ({ description }: SavedOperation): Json => ({
  operationId: 'agenda.ics',
  summary: description,
  parameters: [{ name: 'slug', in: 'path', required: true, description: 'Slug or id.', schema: { type: 'string' } }],
  responses: {
    200: {
      description: 'A calendar of what everybody may see.',
      headers: headersOf('exchange-missing', 'etag'),
      content: { 'text/calendar': { schema: { type: 'string' } } },
    },
    ...refusals,
  },
})

const mark: Json = {
  name: 'bom',
  in: 'query',
  description: 'Whether a byte order mark comes first, by which some spreadsheets know UTF-8.',
  schema: { type: 'boolean', default: false },
}

const errors: Json = {
  type: 'array',
  items: {
    type: 'object',
    required: ['message', 'extensions'],
    properties: {
      message: { type: 'string' },
      path: { type: 'array', items: { type: ['string', 'integer'] } },
      extensions: { type: 'object', required: ['code'], properties: { code: { type: 'string' } } },
    },
  },
}

const errorsOnly = {
  'application/json': {
    schema: {
      type: 'object',
      required: ['errors'],
      properties: { errors: { $ref: '#/components/schemas/answer.errors' } },
    },
  },
}

const responses: Json = {
  unchanged: { description: 'What "if-none-match" names is still the answer.' },
  refused: {
    description: 'A parameter is wrong; the message says which and what would be right.',
    content: errorsOnly,
  },
  unauthenticated: { description: 'The token cannot be believed.', content: errorsOnly },
  unknown: { description: 'There is no such path.', content: errorsOnly },
  tooMuch: { description: 'The cost of a minute is spent; "retry-after" says when to ask again.', content: errorsOnly },
  failed: { description: 'Who should have answered failed, and nothing is there to show.', content: errorsOnly },
}

const refusals: Json = {
  304: { $ref: '#/components/responses/unchanged' },
  400: { $ref: '#/components/responses/refused' },
  401: { $ref: '#/components/responses/unauthenticated' },
  404: { $ref: '#/components/responses/unknown' },
  429: { $ref: '#/components/responses/tooMuch' },
  '5XX': { $ref: '#/components/responses/failed' },
}

const headers: Json = {
  'exchange-withheld': {
    description: 'How many values are null because you may not read them.',
    schema: { type: 'integer' },
  },
  'exchange-missing': {
    description: 'How many values are null because who should have told failed.',
    schema: { type: 'integer' },
  },
  etag: { description: 'Tag of these bytes; send it back in "if-none-match".', schema: { type: 'string' } },
}

const headersOf = (...names: readonly string[]): Json =>
  Object.fromEntries(names.map(name => [name, { $ref: `#/components/headers/${name}` }]))

const parametersOf = (parameter: SavedOperation['parameters'][number]): readonly Json[] =>
  partsOf(parameter).map(({ name, type, isRequired, meaning }) => {
    const told = { name, in: 'query', required: isRequired, ...(meaning !== '' && { description: meaning }) }
    const standard =
      parameter.name === name && parameter.defaultValue ? valueFromASTUntyped(parameter.defaultValue) : undefined
    const schema: Json = { ...inputOf(type, 0), ...(standard !== undefined && { default: standard }) }
    if (isInputObjectType(getNullableType(type))) return { ...told, content: { 'application/json': { schema } } }
    return { ...told, ...(schema.type === 'array' && { style: 'form', explode: true }), schema }
  })

const inputOf = (type: GraphQLInputType, depth: number): Json => {
  const nullable = getNullableType(type)
  if (isListType(nullable)) return { type: 'array', items: inputOf(nullable.ofType, depth) }
  if (!isInputObjectType(nullable)) return leafOf(nullable, 'string')
  // A type may hold itself.
  if (depth > 4) return { type: 'object' }
  const fields = Object.values(nullable.getFields())
  return {
    type: 'object',
    additionalProperties: false,
    required: fields.flatMap(field =>
      isNonNullType(field.type) && field.defaultValue === undefined ? [field.name] : [],
    ),
    properties: Object.fromEntries(
      fields.map(({ name, type: of, description }) => [
        name,
        { ...inputOf(of, depth + 1), ...(description && { description }) },
      ]),
    ),
  }
}

const scalars: Readonly<Record<string, Json>> = {
  Int: { type: 'integer', format: 'int32' },
  Float: { type: 'number' },
  Boolean: { type: 'boolean' },
  String: { type: 'string' },
  ID: { type: 'string' },
}

// What a scalar of the schema's own looks like is told in its description only.
const leafOf = (type: GraphQLNamedType, otherwise: string | null): Json => {
  if (isEnumType(type)) return { type: 'string', enum: type.getValues().map(({ name }) => name) }
  const own = { ...(otherwise && { type: otherwise }), ...(type.description && { description: type.description }) }
  return scalars[type.name] ?? own
}

const answerOf = (selection: readonly SelectedField[]): Json => ({
  type: 'object',
  required: ['data', 'withheld'],
  properties: {
    data: orNull(objectOf(selection)),
    withheld: { type: 'integer', minimum: 0, description: 'How many values are null because you may not read them.' },
    errors: { $ref: '#/components/schemas/answer.errors' },
  },
})

const objectOf = (fields: readonly SelectedField[]): Json => ({
  type: 'object',
  required: fields.flatMap(({ name, isConditional }) => (isConditional ? [] : [name])),
  properties: Object.fromEntries(
    fields.map(field => [
      field.name,
      { ...outputOf(field, field.type), ...(field.description && { description: field.description }) },
    ]),
  ),
})

const outputOf = (field: SelectedField, type: GraphQLOutputType): Json => {
  if (!isNonNullType(type)) return orNull(outputOfNullable(field, type))
  return outputOfNullable(field, type.ofType)
}

const outputOfNullable = (field: SelectedField, type: GraphQLOutputType): Json => {
  const nullable = getNullableType(type)
  if (isListType(nullable)) return { type: 'array', items: outputOf(field, nullable.ofType) }
  return field.fields.length > 0 ? objectOf(field.fields) : leafOf(nullable, null)
}

// A schema without a type takes null already.
const orNull = (schema: Json): Json => {
  if (schema.type === undefined) return schema
  return { ...schema, type: [schema.type, 'null'], ...(Array.isArray(schema.enum) && { enum: [...schema.enum, null] }) }
}
