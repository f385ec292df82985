/** What stands between the cells of a file. */
export type Delimiter = ',' | ';' | '\t'

const delimiters: readonly Delimiter[] = [',', ';', '\t']

/** How much of a file decides. */
export const sampleCharacters = 65_536

/** What the beginning of a file says about its form. */
export type FileForm = {
  readonly delimiter: Delimiter
  /** Characters of a first line "sep=;", which spreadsheets write and do not show; 0 without one. */
  readonly skip: number
}

/** Finds the delimiter: the one that parts the first lines into the most known headings, else into the most cells. */
export const readForm = (sample: string, isHeading: (cell: string) => boolean): FileForm => {
  const said = /^sep=([,;\t])(?:\r\n|\n|\r)/.exec(sample)
  if (said !== null) return { delimiter: said[1] as Delimiter, skip: said[0].length }
  const lines = firstLines(sample)
  const scored = delimiters.map(delimiter => {
    const rows = lines.map(line => splitLine(line, delimiter))
    const known = Math.max(...rows.map(row => row.filter(isHeading).length), 0)
    return { delimiter, known, cells: rows[0]?.length ?? 0 }
  })
  const [best] = scored.sort((one, other) => other.known - one.known || other.cells - one.cells)
  return { delimiter: best?.delimiter ?? ',', skip: 0 }
}

// Some files have a title above their headings.
const mostLines = 5

const firstLines = (sample: string): readonly string[] => {
  const lines: string[] = []
  let line = ''
  let quoted = false
  for (const letter of sample) {
    if (letter === '"') quoted = !quoted
    if (!quoted && (letter === '\n' || letter === '\r')) {
      if (line.trim() !== '') lines.push(line)
      line = ''
      if (lines.length === mostLines) return lines
    } else line += letter
  }
  return line.trim() === '' ? lines : [...lines, line]
}

const splitLine = (line: string, delimiter: Delimiter): readonly string[] => {
  const cells = ['']
  let quoted = false
  for (const letter of line) {
    if (letter === '"') quoted = !quoted
    else if (letter === delimiter && !quoted) cells.push('')
    else cells[cells.length - 1] += letter
  }
  return cells.map(cell => cell.trim())
}
