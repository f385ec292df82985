import { CellProblem, type Column } from '@exchange-network/kit/seed/columns'

const rfc3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/

/** Reads an instant with the offset of its place, e.g. "2024-11-08T09:00:00-08:00". */
export const instant = (): Column<string> => ({
  read(cell) {
    if (rfc3339.test(cell) && !Number.isNaN(Date.parse(cell))) return cell
    throw new CellProblem('is no instant. Write it with its offset, e.g. "2024-11-08T09:00:00-08:00".')
  },
})

/** Reads an absolute address of the web. */
export const webAddress = (): Column<string> => ({
  read(cell) {
    if (/^https?:\/\//.test(cell) && URL.canParse(cell)) return cell
    throw new CellProblem('is no address. Write it whole, e.g. "https://example.org/report".')
  },
})

/** Reads the tag of a language (BCP 47), e.g. "en" or "pt-BR". */
export const language = (): Column<string> => ({
  read(cell) {
    try {
      const [tag] = Intl.getCanonicalLocales(cell)
      if (tag === cell) return cell
    } catch {
      // What is no tag at all is told the same as one in another spelling.
    }
    throw new CellProblem('is no BCP 47 tag. Write e.g. "en" or "pt-BR".')
  },
})
