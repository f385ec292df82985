import type { Problem } from '../ask.ts'

/** Says how many values are withheld and which scopes open them; null when none is. */
export const withheldSentence = (problems: readonly Problem[]): string | null => {
  const withheld = problems.filter(({ kind }) => kind === 'withheld')
  if (withheld.length === 0) return null
  const scopes = new Set(withheld.flatMap(({ message }) => message.match(/\b[a-z]+:[a-z]+\b/g) ?? []))
  const needs = scopes.size === 0 ? '' : ` They need the scope ${[...scopes].sort().join(' and ')}.`
  return `${withheld.length === 1 ? 'One value is' : `${withheld.length} values are`} withheld.${needs}`
}

/** Says what could not be reached; null when the answer is whole. */
export const missingSentence = (problems: readonly Problem[]): string | null => {
  const missing = problems.filter(({ kind }) => kind === 'missing')
  if (missing.length === 0) return null
  // What the question itself got wrong is said by the gateway in a sentence; what is away, it says of each field.
  const mistake = missing.find(({ code }) => code === 'BAD_USER_INPUT')
  if (mistake) return mistake.message
  const fields = new Set(missing.map(({ path }) => wordOf(path)))
  return `Not reachable at the moment: ${[...fields].join(', ')}. The rest is complete.`
}

// A record that is away is missed by its slug; the reader misses the record.
const namesOfRecords = new Set(['slug', 'name', 'code', 'title', 'label'])

/** The last name in a path, in words: "localCoordinators" is "local coordinators". */
const wordOf = (path: Problem['path']): string => {
  const names = path.filter(part => typeof part === 'string')
  const name = names.findLast(part => !namesOfRecords.has(part)) ?? names.at(-1) ?? 'a part of the answer'
  return String(name)
    .replaceAll(/([A-Z])/g, ' $1')
    .toLowerCase()
}
