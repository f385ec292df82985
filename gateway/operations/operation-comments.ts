/** What the comments at the head of a saved operation's file say. */
export type OperationComments = {
  /** What the operation answers; empty when nobody said. */
  readonly description: string
  /** Paths of the lists whose items are the rows of the CSV file; null when the operation itself decides. */
  readonly rows: readonly string[] | null
  /** By variable, without "$": what it means, where that of the argument is not enough. */
  readonly meanings: ReadonlyMap<string, string>
}

/**
 * Reads the comments that stand before anything else: "# Rows: a.b, c" names the rows, "# $first: ..." says what a
 * variable means, all other lines are the description.
 */
export const readOperationComments = (text: string): OperationComments => {
  const description: string[] = []
  const meanings = new Map<string, string>()
  let rows: readonly string[] | null = null
  for (const line of headOf(text)) {
    const [, key, value = ''] = /^(Rows|\$\w+): *(.*)$/.exec(line) ?? []
    if (key === undefined) description.push(line)
    else if (key === 'Rows') rows = value.split(',').map(path => path.trim())
    else meanings.set(key.slice(1), value)
  }
  return { description: description.join(' ').trim(), rows, meanings }
}

const headOf = (text: string): readonly string[] => {
  const head: string[] = []
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)) {
    if (!line.startsWith('#')) break
    head.push(line.replace(/^#+ ?/, '').trimEnd())
  }
  return head
}
