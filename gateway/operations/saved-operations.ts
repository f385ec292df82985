import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type DocumentNode, type GraphQLSchema, Kind, type OperationDefinitionNode, parse, validate } from 'graphql'
import { findPage, type PagePlace, pageParameter } from './next-page.ts'
import { readOperationComments } from './operation-comments.ts'
import { type Parameter, readParameterList } from './parameter.ts'
import { planRows, type RowPlan } from './row-plan.ts'
import { readSelection, type SelectedField } from './selection.ts'

/** The text of a file that holds one operation. */
export type SavedText = {
  /** The file's name without its ending, e.g. "program-list". */
  readonly name: string
  readonly text: string
}

/** A saved operation that fits a schema. */
export type SavedOperation = {
  readonly name: string
  /** SHA-256 of the text in hex, as the log's `operationHash`. */
  readonly hash: string
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  /** What it answers, in the words of its file; empty when nobody said. */
  readonly description: string
  readonly parameters: readonly Parameter[]
  readonly selection: readonly SelectedField[]
  /** How its answers become a table. */
  readonly rowPlan: RowPlan
  /** Where its answers tell whether the rows go on; null where they do not, or where nobody can ask for more. */
  readonly page: PagePlace | null
}

/**
 * Saved operations by what a request may call them in `documentId`: their name, or "sha256:" and the hash of their text
 * (GraphQL over HTTP, appendix on persisted documents).
 */
export type SavedOperations = ReadonlyMap<string, SavedOperation>

/** Reads the `.graphql` files of a folder, by name; none where there is no such folder. */
export const readSavedTexts = (folder: string): readonly SavedText[] => {
  if (!existsSync(folder)) return []
  const files = readdirSync(folder).filter(file => file.endsWith('.graphql'))
  return files
    .sort()
    .map(file => ({ name: basename(file, '.graphql'), text: readFileSync(join(folder, file), 'utf8') }))
}

/**
 * Prepares saved operations for a schema. One that does not fit is left out, with a sentence for the log: a supergraph
 * must not fail to be served for it.
 */
export const prepareSavedOperations = (
  texts: readonly SavedText[],
  schema: GraphQLSchema,
  warn: (sentence: string) => void,
): SavedOperations => {
  const saved = new Map<string, SavedOperation>()
  for (const { name, text } of texts) {
    const prepared = prepare(text, schema)
    if (typeof prepared === 'string') {
      warn(`The saved operation "${name}" is not served: ${prepared}`)
      continue
    }
    const hash = createHash('sha256').update(text).digest('hex')
    const operation: SavedOperation = { name, hash, ...prepared }
    saved.set(name, operation)
    saved.set(`sha256:${hash}`, operation)
  }
  return saved
}

const prepare = (text: string, schema: GraphQLSchema): Omit<SavedOperation, 'name' | 'hash'> | string => {
  let document: DocumentNode
  try {
    document = parse(text)
  } catch (cause) {
    return (cause as Error).message
  }
  const [mistake] = validate(schema, document)
  if (mistake) return mistake.message
  const operations = document.definitions.filter(definition => definition.kind === Kind.OPERATION_DEFINITION)
  const [operation] = operations
  if (!operation || operations.length > 1) return 'the file holds not exactly one operation.'
  const { description, rows, meanings } = readOperationComments(text)
  const selection = readSelection(schema, document, operation)
  const rowPlan = planRows(selection, rows)
  if (typeof rowPlan === 'string') return rowPlan
  const parameters = readParameterList(schema, document, operation, meanings)
  const isPaged = rowPlan.lists.length === 1 && parameters.some(({ name }) => name === pageParameter)
  const page = isPaged ? findPage(selection, rowPlan.lists[0]!.path) : null
  return { document, operation, description, parameters, selection, rowPlan, page }
}
