import type { FieldPath, Problems, UserErrorCode } from './problems.ts'
import { protectedKindIn } from './protected-data.ts'

/** What a text may be. */
export type TextLimits = {
  /** Most characters (UTF-16 code units). */
  readonly max: number
  /** True for texts of several lines; others hold neither line breaks nor tabs. */
  readonly lines?: boolean
}

/** A text as it is stored, or what is wrong with it. The message never repeats the text. */
export type ReadText =
  | { readonly text: string }
  | { readonly problem: { readonly code: UserErrorCode; readonly message: string } }

// C0 and C1 controls; in texts of several lines all but tab, line feed and carriage return.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controls = /[\u0000-\u001f\u007f-\u009f]/
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controlsOfLines = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/
// Embeddings, overrides and isolates turn the reading order of what stands around them (Unicode TR 9).
const bidirectional = /[\u202a-\u202e\u2066-\u2069]/

/**
 * Reads a text into the form in which texts are stored: NFC, without spaces around it. Broken Unicode, control and
 * bidirectional characters, too long texts and data that the network never stores are problems.
 */
export const readText = (value: string, { max, lines = false }: TextLimits): ReadText => {
  if (!value.isWellFormed()) {
    return invalid('holds half a character (a lone surrogate). Send well-formed Unicode.')
  }
  const text = value.normalize('NFC').trim()
  if ((lines ? controlsOfLines : controls).test(text)) {
    return invalid(
      `holds a control character. Leave out everything but letters, marks and spaces${lines ? '' : '; it has one line'}.`,
    )
  }
  if (bidirectional.test(text)) {
    return invalid(
      'holds a character that turns the direction of text. Leave out the marks U+202A to U+202E and U+2066 to U+2069.',
    )
  }
  if (text.length > max) {
    return invalid(
      `has ${text.length.toLocaleString('en')} characters, but at most ${max.toLocaleString('en')} are kept.`,
    )
  }
  const kind = protectedKindIn(text)
  if (kind !== null) {
    return {
      problem: {
        code: 'PROTECTED_DATA',
        message: `The text seems to hold ${kind}, which this network never stores. Leave it out.`,
      },
    }
  }
  return { text }
}

const invalid = (what: string): ReadText => ({ problem: { code: 'INVALID', message: `The text ${what}` } })

/** Checks a text that must be there and may not be empty; null when a problem was added. */
export const checkText = (problems: Problems, field: FieldPath, value: string, limits: TextLimits): string | null => {
  const read = readText(value, limits)
  if ('problem' in read) {
    problems.add(field, read.problem.code, read.problem.message)
    return null
  }
  if (read.text !== '') return read.text
  problems.add(field, 'INVALID', 'The text is empty, but something is expected here.')
  return null
}

/**
 * Checks a text that may be left out: undefined stays undefined (not given), null and the empty text clear the field.
 */
export const checkOptionalText = <Value extends string | null | undefined>(
  problems: Problems,
  field: FieldPath,
  value: Value,
  limits: TextLimits,
): string | null | (undefined extends Value ? undefined : never) => {
  type Answer = string | null | (undefined extends Value ? undefined : never)
  if (value === undefined) return undefined as Answer
  if (value === null || value.trim() === '') return null
  return checkText(problems, field, value, limits)
}

/** Checks the texts of a list one by one; repeated ones are left out. */
export const checkTexts = (
  problems: Problems,
  field: readonly (string | number)[],
  values: readonly string[],
  limits: TextLimits,
): readonly string[] => [
  ...new Set(values.flatMap((value, index) => checkText(problems, [...field, index], value, limits) ?? [])),
]
