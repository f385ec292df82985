import {
  type GraphQLEnumType,
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql'
import { expected } from './expected-value.ts'
import { type Parameter, textOfDefault } from './parameter.ts'

/** What a URL may hold: a parameter, or one part of a parameter that is an input object, such as "filter.kinds". */
export type ParameterPart = {
  readonly name: string
  readonly type: GraphQLInputType
  /** As schemas write it, e.g. "[ProgramKind!]". */
  readonly typeName: string
  readonly isRequired: boolean
  /** Whether it may be repeated. */
  readonly isList: boolean
  /** The words that it takes; null when it takes others, too. */
  readonly words: readonly string[] | null
  readonly default: string | null
  /** What it means; empty when nobody said. */
  readonly meaning: string
  readonly expected: string
}

/** Lists what a parameter takes in a URL: itself, or each of its parts in turn when it is an input object. */
export const partsOf = (parameter: Parameter): readonly ParameterPart[] => {
  const { name, type, isRequired, defaultValue, meaning } = parameter
  const object = getNullableType(type)
  const whole = partOf(name, type, { isRequired, meaning, default: defaultValue ? textOfDefault(defaultValue) : null })
  return isInputObjectType(object) ? [whole, ...partsOfObject(name, type, 1)] : [whole]
}

// Deeper ones are asked for with JSON; types that hold themselves end here as well.
const deepestPart = 2

const partsOfObject = (place: string, type: GraphQLInputType, depth: number): readonly ParameterPart[] => {
  const object = getNullableType(type)
  if (!isInputObjectType(object) || depth > deepestPart) return []
  return Object.values(object.getFields()).flatMap(field => {
    const name = `${place}.${field.name}`
    if (isInputObjectType(getNullableType(field.type))) return partsOfObject(name, field.type, depth + 1)
    if (isInputObjectType(innermost(field.type))) return []
    const isRequired = isNonNullType(field.type) && field.defaultValue === undefined
    const given = { isRequired, meaning: field.description ?? '', default: textOf(field.defaultValue) }
    // Required only where anything of its object is given.
    return [{ ...partOf(name, field.type, given), isRequired: false }]
  })
}

const partOf = (
  name: string,
  type: GraphQLInputType,
  given: Pick<ParameterPart, 'isRequired' | 'meaning' | 'default'>,
): ParameterPart => {
  const words = wordsOf(innermost(type))
  const isList = isListType(getNullableType(type))
  return { name, type, typeName: String(type), isList, words, expected: expected(type), ...given }
}

const innermost = (type: GraphQLInputType): GraphQLInputType => {
  const nullable = getNullableType(type)
  return isListType(nullable) ? innermost(nullable.ofType) : nullable
}

const wordsOf = (type: GraphQLInputType): readonly string[] | null => {
  if (String(type) === 'Boolean') return ['true', 'false']
  return isEnumType(type) ? (type as GraphQLEnumType).getValues().map(({ name }) => name) : null
}

const textOf = (value: unknown): string | null => {
  if (value === undefined || value === null) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}
