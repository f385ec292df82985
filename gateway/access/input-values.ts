/** Why the values of a request are not taken. */
export type InputFault = { readonly code: 'BAD_REQUEST' | 'BAD_USER_INPUT'; readonly message: string }

/** Lists and objects inside each other in the JSON of a request; what our operations take is 4 deep. */
export const maxInputDepth = 32

/** Items of one list. A page holds at most 200 rows, so no honest list of ids is longer; more is work for a later request. */
export const maxListItems = 1000

/**
 * Finds what may be in no request: keys that are names of JavaScript's own machinery, text that is no Unicode or holds
 * control characters, lists and nesting without end. Looked for here, once and for all fields: a database that refuses
 * NUL would answer with a fault of its own, and a repaired surrogate can make two names one. The text of the operation
 * is left to the parser, and what a field takes to the field.
 */
export const findInputFault = (body: unknown): InputFault | null => {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return null
  for (const [key, value] of Object.entries(body)) {
    const found = key === 'query' ? null : faultOf(value, 1)
    if (found) return { code: found.code, message: `The request's "${key}${found.at}" ${found.is}` }
  }
  return null
}

/** Tells what is wrong with a text, as the end of a sentence; null when nothing is. */
export const textFault = (text: string): string | null => {
  if (!text.isWellFormed()) return 'holds half of a surrogate pair, which is no character. Send well-formed Unicode.'
  return controlCharacter.test(text)
    ? 'holds a control character, but only tab, line feed and carriage return are allowed. Leave it out.'
    : null
}

// Tab, line feed and carriage return are part of notes and of CSV.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controlCharacter = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

const machinery: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

type Found = { readonly code: InputFault['code']; readonly at: string; readonly is: string }

const found = (code: Found['code'], is: string): Found => ({ code, at: '', is })

// Recurses no deeper than the limit that it checks.
const faultOf = (value: unknown, depth: number): Found | null => {
  if (typeof value === 'string') {
    const is = textFault(value)
    return is === null ? null : found('BAD_USER_INPUT', is)
  }
  if (typeof value !== 'object' || value === null) return null
  if (depth > maxInputDepth) {
    const is = `has more than ${maxInputDepth} lists and objects inside each other. Send flatter values.`
    return { ...found('BAD_USER_INPUT', is), at: '...' }
  }
  if (Array.isArray(value)) return faultOfList(value, depth)
  for (const [key, part] of Object.entries(value)) {
    if (machinery.has(key)) return found('BAD_REQUEST', `has a key "${key}", which is not taken. Use another name.`)
    const below = faultOf(part, depth + 1)
    if (below) return { ...below, at: `.${key.slice(0, longestKey)}${below.at}` }
  }
  return null
}

const faultOfList = (list: readonly unknown[], depth: number): Found | null => {
  if (list.length > maxListItems) {
    const is = `is a list of ${list.length.toLocaleString('en')}, but ${maxListItems.toLocaleString('en')} are allowed. Ask several times with parts of it.`
    return found('BAD_USER_INPUT', is)
  }
  for (const [index, item] of list.entries()) {
    const below = faultOf(item, depth + 1)
    if (below) return { ...below, at: `[${index}]${below.at}` }
  }
  return null
}

const longestKey = 40
