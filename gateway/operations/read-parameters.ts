import {
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isSpecifiedScalarType,
} from 'graphql'
import { expected, quoted } from './expected-value.ts'
import type { Parameter } from './parameter.ts'
import type { Search } from './read-search.ts'

/** The variables that a URL's query stands for, or what is wrong with it: sentences that never repeat a value. */
export type ReadParameters =
  | { readonly variables: Readonly<Record<string, unknown>>; readonly mistakes?: never }
  | { readonly variables?: never; readonly mistakes: readonly string[] }

type Note = (mistake: string) => undefined

// Whoever has more begins with these.
const mostMistakes = 10

/**
 * Reads a URL's query as the variables of an operation: each parameter's text as its type says, a list by repeating it,
 * an input object as JSON or one of its fields by "filter.kinds". Tells all that is wrong at once.
 */
export const readParameters = (search: Search, parameters: readonly Parameter[], operation: string): ReadParameters => {
  const mistakes: string[] = []
  const note: Note = mistake => void (mistakes.length < mostMistakes && mistakes.push(mistake))
  const known = new Map(parameters.map(parameter => [parameter.name, parameter]))
  const unknown = [...search.keys()].filter(name => !known.has(name.split('.', 1)[0]!))
  for (const name of unknown) note(`There is no parameter "${name.slice(0, 40)}". ${taken(parameters, operation)}`)

  const variables: [string, unknown][] = []
  for (const { name, type, isRequired } of parameters) {
    const given = [...search].filter(
      ([key, values]) => values.length > 0 && (key === name || key.startsWith(`${name}.`)),
    )
    if (given.length > 0) {
      const value = assemble(name, type, new Map(given), note)
      if (value !== undefined) variables.push([name, check(type, value, name, note)])
    } else if (isRequired) note(`The parameter "${name}" is missing, expected ${expected(type)}. Send "${name}=...".`)
  }
  return mistakes.length > 0 ? { mistakes } : { variables: Object.fromEntries(variables) }
}

const taken = (parameters: readonly Parameter[], operation: string): string =>
  parameters.length === 0
    ? `The operation "${operation}" takes none.`
    : `The operation "${operation}" takes ${quoted(parameters.map(({ name }) => name))}.`

/** Brings together what is given of one value, in the shape that JSON would have; undefined where that is not possible. */
const assemble = (place: string, type: GraphQLInputType, given: Search, note: Note): unknown => {
  const whole = given.get(place)
  if (given.size === 1 && whole) return readTexts(place, type, whole, note)
  if (whole) return note(`The parameter "${place}" is given as a whole and in parts. Send one of the two.`)
  const object = getNullableType(type)
  if (!isInputObjectType(object)) {
    const part = [...given.keys()][0]!
    return note(
      `The parameter "${part.slice(0, 80)}" is not taken: "${place}" has no parts, expected ${expected(type)}.`,
    )
  }
  const fields = object.getFields()
  const parts = Map.groupBy(given, ([key]) => key.slice(place.length + 1).split('.', 1)[0]!)
  return Object.fromEntries(
    [...parts].flatMap(([name, part]) => {
      const field = fields[name]
      if (field) return [[name, assemble(`${place}.${name}`, field.type, new Map(part), note)]]
      note(`The parameter "${place}" has no part "${name.slice(0, 40)}", but ${quoted(Object.keys(fields))}.`)
      return []
    }),
  )
}

const readTexts = (place: string, type: GraphQLInputType, texts: readonly string[], note: Note): unknown => {
  const nullable = getNullableType(type)
  if (isListType(nullable)) {
    const [only] = texts
    // A list may also come as JSON, which is how one of lists or objects comes.
    if (texts.length === 1 && only?.startsWith('[')) return readText(place, type, only, note)
    return texts.map((text, index) => readText(`${place}[${index}]`, nullable.ofType, text, note))
  }
  if (texts.length > 1) {
    return note(`The parameter "${place}" is given ${texts.length} times, but it takes one value: ${expected(type)}.`)
  }
  return readText(place, type, texts[0]!, note)
}

const readText = (place: string, type: GraphQLInputType, text: string, note: Note): unknown => {
  const nullable = getNullableType(type)
  if (isInputObjectType(nullable) || isListType(nullable)) {
    try {
      return JSON.parse(text)
    } catch {
      return note(`The parameter "${place}" is no JSON. Send ${expected(type)}.`)
    }
  }
  if (nullable.name === 'Boolean') return text === 'true' || (text === 'false' ? false : text)
  const isNumber = (nullable.name === 'Int' || nullable.name === 'Float') && isSpecifiedScalarType(nullable)
  return isNumber && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) ? Number(text) : text
}

/** Checks a value against its type, part by part, and gives it back. */
const check = (type: GraphQLInputType, value: unknown, place: string, note: Note): unknown => {
  const wrong = (): undefined => note(`The parameter "${place}" is not what is expected: ${expected(type)}.`)
  // Noted where it was read.
  if (value === undefined) return undefined
  if (value === null) return isNonNullType(type) ? wrong() : null
  const nullable = getNullableType(type)
  if (isListType(nullable)) {
    const items = Array.isArray(value) ? value : [value]
    return items.map((item, index) => check(nullable.ofType, item, `${place}[${index}]`, note))
  }
  if (isInputObjectType(nullable)) {
    if (typeof value !== 'object' || Array.isArray(value)) return wrong()
    const fields = nullable.getFields()
    for (const name of Object.keys(value)) {
      if (!fields[name]) {
        note(`The parameter "${place}" has no part "${name.slice(0, 40)}", but ${quoted(Object.keys(fields))}.`)
      }
    }
    for (const { name, type: of, defaultValue } of Object.values(fields)) {
      if (Object.hasOwn(value, name)) check(of, (value as Record<string, unknown>)[name], `${place}.${name}`, note)
      else if (isNonNullType(of) && defaultValue === undefined) {
        note(`The parameter "${place}" lacks its part "${name}". Send it: ${expected(of)}.`)
      }
    }
    return value
  }
  if (isEnumType(nullable)) return typeof value === 'string' && nullable.getValue(value) ? value : wrong()
  const fits = isSpecifiedScalarType(nullable) ? specified[nullable.name] : undefined
  return fits === undefined || fits(value) ? value : wrong()
}

const specified: Readonly<Record<string, (value: unknown) => boolean>> = {
  Int: value => Number.isInteger(value) && Math.abs(value as number) < 2 ** 31,
  Float: value => typeof value === 'number' && Number.isFinite(value),
  Boolean: value => typeof value === 'boolean',
  String: value => typeof value === 'string',
  ID: value => typeof value === 'string' || Number.isInteger(value),
}
