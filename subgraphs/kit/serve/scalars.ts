import { Kind, type ValueNode } from 'graphql'
import { problem } from '../errors/problem.ts'

/** Reads a text into the value that resolvers get; null when the text is none of this scalar. */
type ReadText = (text: string) => string | null

const day = /^(\d{4})-(\d{2})-(\d{2})$/
const instant = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/

const readDay: ReadText = text => {
  const [, year, month, date] = day.exec(text) ?? []
  if (year === undefined) return null
  // Date.UTC moves 31 February to March: a day that comes back unchanged exists.
  const time = new Date(0)
  time.setUTCFullYear(Number(year), Number(month) - 1, Number(date))
  return time.toISOString().startsWith(`${text}T`) ? text : null
}

const readInstant: ReadText = text => {
  const [, date] = instant.exec(text) ?? []
  return date !== undefined && readDay(date) !== null ? text : null
}

const readUrl: ReadText = text => (/^[a-z][a-z0-9+.-]*:/i.test(text) && URL.canParse(text) ? text : null)

const scalar = (name: string, expected: string, readText: ReadText, textOf: (value: unknown) => unknown) => {
  const readInput = (value: unknown, quoted: string): string => {
    const read = typeof value === 'string' ? readText(value) : null
    if (read !== null) return read
    throw problem('BAD_USER_INPUT', `${quoted} is no ${name}; expected ${expected}.`)
  }
  return {
    serialize: (value: unknown) => {
      const text = textOf(value)
      if (typeof text === 'string' && readText(text) !== null) return text
      // Ours, not the caller's: a row holds what its column should never have taken.
      throw new Error(`A resolver answered ${JSON.stringify(value)} for a ${name}; expected ${expected}.`)
    },
    parseValue: (value: unknown) => readInput(value, JSON.stringify(value)),
    parseLiteral: (node: ValueNode) =>
      readInput(node.kind === Kind.STRING ? node.value : null, 'value' in node ? `"${node.value}"` : 'The value'),
  }
}

const same = (value: unknown): unknown => value

/**
 * Resolvers of the contract's scalars, merged into every subgraph's map. Rows may hold a Date or RFC 3339 text for a
 * DateTime, and YYYY-MM-DD text for a Date (a JavaScript Date is an instant, and which day that is depends on where).
 * Input arrives in resolvers as the text that was sent; bad input is BAD_USER_INPUT.
 */
export const scalarResolvers = {
  Date: scalar('Date', 'a day that exists, as YYYY-MM-DD', readDay, same),
  DateTime: scalar(
    'DateTime',
    'an instant with offset (RFC 3339), e.g. 2024-11-08T09:00:00-08:00',
    readInstant,
    value => (value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : value),
  ),
  URL: scalar('URL', 'an absolute URL, e.g. https://example.org/page', readUrl, value =>
    value instanceof URL ? value.href : value,
  ),
}
