import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type DocumentNode, type GraphQLSchema, Kind, type OperationDefinitionNode, parse, validate } from 'graphql'

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

const prepare = (text: string, schema: GraphQLSchema): Pick<SavedOperation, 'document' | 'operation'> | string => {
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
  return operation && operations.length === 1 ? { document, operation } : 'the file holds not exactly one operation.'
}
