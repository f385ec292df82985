import type { GraphQLFormattedError } from 'graphql'
import { anonymous } from './access/viewer.ts'
import type { AnswerSaved } from './answer-saved.ts'
import { fromByteText } from './byte-text.ts'
import { type ErrorCode, isErrorCode, statusWithoutData } from './errors.ts'
import type { Generations } from './generations.ts'
import { agendaOperation, type ProgramAgenda, writeAgenda } from './operations/agenda-calendar.ts'
import { nextCursor, pageParameter } from './operations/next-page.ts'
import { countNulledCells, type NulledCells } from './operations/nulled-cells.ts'
import { readParameters } from './operations/read-parameters.ts'
import { readSearch, type Search, writeSearch } from './operations/read-search.ts'
import type { SavedOperation } from './operations/saved-operations.ts'
import { writeCsv } from './operations/write-csv.ts'
import type { RequestContext } from './request-context.ts'

/** A request for a saved operation by its URL. */
export type UrlRequest = {
  readonly name: string
  readonly format: 'json' | 'csv'
  /** The URL's query, with or without "?". */
  readonly search: string
}

/** An answer as a file, or the errors that say why there is none. */
export type UrlAnswer = {
  readonly status: number
  readonly text: string
  readonly file:
    | (NulledCells & {
        readonly name: string
        /** The URL's query of the next page; null when there is none. */
        readonly next: string | null
      })
    | null
}

/** Ways to saved operations for those who ask without GraphQL. */
export type AnswerByUrl = {
  /** Answers with JSON or a table. */
  readonly answerByUrl: (request: UrlRequest, context: RequestContext) => Promise<UrlAnswer>
  /** Answers with the calendar of a program, by its id or slug: the same to everybody, whoever asks. */
  readonly answerAgenda: (program: string, context: RequestContext) => Promise<UrlAnswer>
}

/** Creates the ways by URL; limits, rights and errors are those of every operation. */
export const createAnswerByUrl = (options: {
  generations: Generations
  answerSaved: AnswerSaved
  /** Finds what may be in no request. */
  findInputFault: (body: unknown) => { readonly code: ErrorCode; readonly message: string } | null
}): AnswerByUrl => {
  const { generations, answerSaved, findInputFault } = options

  const ask = async (saved: SavedOperation, variables: Variables, context: RequestContext): Promise<Asked> => {
    const fault = findInputFault({ variables })
    if (fault) return refused(fault.code, [fault.message])
    const { text, status } = await answerSaved({ documentId: saved.name, variables }, context)
    const { data, errors = [] } = JSON.parse(fromByteText(text)) as Parsed
    const told = errors.map(withoutPlaceInText)
    const found = data === undefined ? status : statusOf(data, errors)
    return found >= 400 ? { status: found, text: lineOf({ errors: told }), file: null } : { data, errors: told }
  }

  return {
    answerByUrl: async ({ name, format, search }, context) => {
      const saved = generations.current.saved.get(name)
      // A hash is a name only in the body of a request.
      if (saved?.name !== name) return refused('NOT_FOUND', [noSuch(name)])
      if (saved.operation.operation !== 'query') return refused('METHOD_NOT_ALLOWED', [notRead(name)])
      const read = readUrl(saved, format, search)
      if (read.mistakes) return refused('BAD_USER_INPUT', read.mistakes)
      const asked = await ask(saved, read.variables, context)
      if ('file' in asked) return asked
      const { data, errors } = asked
      const counts = countNulledCells(data, errors)
      const text =
        format === 'csv'
          ? writeCsv(saved.rowPlan, data, read.withMark)
          : lineOf({ data, withheld: counts.withheld, ...(errors.length > 0 && { errors }) })
      const cursor = saved.page && nextCursor(data, saved.page)
      const next = cursor === null ? null : writeSearch(new Map(read.search).set(pageParameter, [cursor]))
      return { status: 200, text, file: { ...counts, next, name: fileName(`${name}.${format}`) } }
    },

    answerAgenda: async (id, context) => {
      const saved = generations.current.saved.get(agendaOperation)
      if (!saved) return refused('NOT_FOUND', [noAgendas])
      const asked = await ask(saved, { id }, { ...context, viewer: anonymous })
      if ('file' in asked) return asked
      const { program } = asked.data as { readonly program: ProgramAgenda | null }
      if (!program) return refused('NOT_FOUND', [noProgram])
      const text = writeAgenda(program)
      if (text === null) return refused('NOT_FOUND', [noDay])
      const counts = countNulledCells(asked.data, asked.errors)
      return { status: 200, text, file: { ...counts, next: null, name: fileName(`${program.slug}-agenda.ics`) } }
    },
  }
}

type Variables = Readonly<Record<string, unknown>>
type Parsed = { readonly data?: unknown; readonly errors?: readonly GraphQLFormattedError[] }
type Asked = UrlAnswer | { readonly data: unknown; readonly errors: readonly GraphQLFormattedError[] }

const lineOf = (answer: object): string => `${JSON.stringify(answer)}\n`

const refused = (code: ErrorCode, messages: readonly string[]): UrlAnswer => ({
  status: statusWithoutData(code),
  text: lineOf({ errors: messages.map(message => ({ message, extensions: { code } })) }),
  file: null,
})

const noSuch = (name: string): string =>
  `There is no saved operation "${name.slice(0, 100)}". The page /operations lists those that there are.`
const notRead = (name: string): string =>
  `The saved operation "${name}" changes something, and a URL only reads. Send {"documentId": "${name}"} to POST /graphql.`
// The same for one that is hidden: nobody learns that it is there.
const noProgram = 'There is no such program for everybody to see. A calendar shows nobody more.'
const noAgendas = `There are no calendars here: the saved operation "${agendaOperation}" is missing.`
const noDay = 'No source gives a day of this program, so it has no calendar yet. Ask again when there is one.'

// Which line of the operation it was is nothing to who only knows its name.
const withoutPlaceInText = ({ locations: _, ...error }: GraphQLFormattedError): GraphQLFormattedError => error

const fileName = (name: string): string => name.replace(/[^\w.-]/g, '_')

type Read =
  | { readonly variables: Variables; readonly withMark: boolean; readonly search: Search; readonly mistakes?: never }
  | { readonly mistakes: readonly string[] }

const readUrl = ({ name, parameters }: SavedOperation, format: UrlRequest['format'], text: string): Read => {
  const search = readSearch(text)
  if (!search) return { mistakes: ['The query of the URL is not percent-encoded UTF-8. Encode each value.'] }
  // A variable of that name would be the variable.
  const isMarkTold = format === 'csv' && parameters.every(parameter => parameter.name !== 'bom')
  const mark = (isMarkTold && search.get('bom')?.join()) || 'false'
  const given = isMarkTold ? new Map([...search].filter(([key]) => key !== 'bom')) : search
  const read = readParameters(given, parameters, name)
  const isMarkRight = mark === 'true' || mark === 'false'
  const mistakes = [
    ...(isMarkRight ? [] : ['The parameter "bom" is not what is expected: true or false.']),
    ...(read.mistakes ?? []),
  ]
  return mistakes.length > 0 ? { mistakes } : { variables: read.variables ?? {}, withMark: mark === 'true', search }
}

/**
 * Data without anything in it is no answer: the status says why. What a subgraph finds wrong with a value was in the
 * URL. What access took is told by a number, and is no failure.
 */
const statusOf = (data: unknown, errors: readonly GraphQLFormattedError[]): number => {
  const codes = errors.flatMap(({ extensions }) => (isErrorCode(extensions?.code) ? [extensions.code] : []))
  if (codes.includes('BAD_USER_INPUT')) return 400
  const failure = codes.find(code => code !== 'UNAUTHORIZED_FIELD_OR_TYPE')
  const isEmpty = Object.values(data ?? {}).every(value => value === null)
  if (!isEmpty || failure === undefined) return 200
  return Math.max(statusWithoutData(failure), 400)
}
