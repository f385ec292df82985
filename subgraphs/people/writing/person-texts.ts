import { checkTexts } from '@exchange-network/kit/writing/check-text'
import type { Problems } from '@exchange-network/kit/writing/problems'
import { checkNoContact, checkOpenText, checkOptionalOpenText } from './open-text.ts'

/** The texts of a person; undefined: not given, null: cleared. */
export type PersonTexts = {
  readonly name?: string
  readonly givenName?: string | null
  readonly familyName?: string | null
  readonly nativeName?: string | null
  readonly otherNames?: readonly string[]
  readonly biography?: string | null
}

/** The same as they come in. */
export type GivenTexts = { readonly [Field in keyof PersonTexts]?: PersonTexts[Field] | null }

/** Most characters of a name; the columns are as long. */
export const longestName = 500

/** Most characters of a biography. */
export const longestBiography = 10_000

const mostNames = 200

/** Checks the texts that are given, each under its own field of the input. */
export const checkPersonTexts = (problems: Problems, given: GivenTexts): PersonTexts => {
  const name = checkName(problems, given.name)
  const texts: Record<string, string | null> = {}
  for (const field of ['givenName', 'familyName', 'nativeName'] as const) {
    const text = checkOptionalOpenText(problems, ['input', field], given[field], { max: longestName })
    if (text !== undefined) texts[field] = text
  }
  const otherNames = checkOtherNames(problems, given.otherNames)
  const biography = checkOptionalOpenText(problems, ['input', 'biography'], given.biography, {
    max: longestBiography,
    lines: true,
  })
  return {
    ...(name !== undefined && { name }),
    ...texts,
    ...(otherNames !== undefined && { otherNames }),
    ...(biography !== undefined && { biography }),
  }
}

const checkName = (problems: Problems, name: string | null | undefined): string | undefined => {
  const field = ['input', 'name']
  if (name === undefined) return undefined
  if (name !== null) return checkOpenText(problems, field, name, { max: longestName }) ?? undefined
  problems.add(field, 'INVALID', 'Every person has a name to print. Give another one; only erasePerson takes it away.')
  return undefined
}

const checkOtherNames = (
  problems: Problems,
  names: readonly string[] | null | undefined,
): readonly string[] | undefined => {
  const field = ['input', 'otherNames']
  if (names === undefined) return undefined
  if (names === null) return []
  if (names.length > mostNames) {
    problems.add(field, 'INVALID', `There are ${names.length} names, but at most ${mostNames} are kept.`)
    return undefined
  }
  for (const [index, name] of names.entries()) checkNoContact(problems, [...field, index], name)
  return checkTexts(problems, field, names, { max: longestName })
}
