import { distance } from 'fastest-levenshtein'

const mostSuggestions = 3

/** Finds the names that were probably meant, the nearest first; none where nothing is near. Both sides are folded. */
export const nearest = (given: string, known: Iterable<string>): readonly string[] => {
  // A third of the letters may be wrong; a name that contains the other is near whatever their lengths.
  const limit = Math.max(1, Math.floor(given.length / 3))
  const found: { name: string; edits: number }[] = []
  for (const name of known) {
    const edits = distance(given, name)
    const isPart = given.length >= 4 && name.length >= 4 && (given.includes(name) || name.includes(given))
    if (edits <= limit || isPart) found.push({ name, edits })
  }
  return found
    .sort((one, other) => one.edits - other.edits || (one.name < other.name ? -1 : 1))
    .slice(0, mostSuggestions)
    .map(({ name }) => name)
}
