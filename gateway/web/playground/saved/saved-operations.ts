import { type DocumentNode, Kind, type OperationDefinitionNode, parse, valueFromASTUntyped } from 'graphql'
import { sampleVariables } from './sample-variables.ts'

const texts = import.meta.glob<string>('../../../../schema/operations/*.graphql', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** An operation that somebody wrote, read and saved for all. */
export type SavedOperation = {
  name: string
  description: string
  text: string
  /** JSON text: defaults of the operation, and a sample for what it requires. */
  variables: string
  /** Variables that it does not run without. */
  required: readonly string[]
}

/**
 * The operations of schema/operations, by name. Their texts are part of the build: they can be read, comments included,
 * where a gateway serves no REST, tells no schema and is asked by nobody.
 */
export const savedOperations = (): readonly SavedOperation[] =>
  Object.entries(texts).map(([file, text]) => readSaved(file.replace(/^.*\/(.*)\.graphql$/, '$1'), text))

/** One of them; null for a name that is none. */
export const savedOperation = (name: string): SavedOperation | null =>
  savedOperations().find(operation => operation.name === name) ?? null

/** Those in which each word is found, in the name, description or text. */
export const findSaved = (operations: readonly SavedOperation[], words: string): readonly SavedOperation[] => {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  return operations.filter(({ name, description, text }) => {
    const found = `${name} ${description} ${text}`.toLowerCase()
    return wanted.every(word => found.includes(word))
  })
}

const readSaved = (name: string, text: string): SavedOperation => {
  const operation = operationOf(parse(text))
  const definitions = operation?.variableDefinitions ?? []
  const required = definitions.filter(({ type, defaultValue }) => type.kind === Kind.NON_NULL_TYPE && !defaultValue)
  const defaults = definitions.flatMap(({ variable, defaultValue }) =>
    defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const] : [],
  )
  const variables = { ...sampleVariables[name], ...Object.fromEntries(defaults) }
  return {
    name,
    description: descriptionOf(text),
    text,
    variables: Object.keys(variables).length > 0 ? JSON.stringify(variables, null, 2) : '',
    required: required.map(({ variable }) => variable.name.value),
  }
}

const operationOf = (document: DocumentNode): OperationDefinitionNode | undefined =>
  document.definitions.find(definition => definition.kind === Kind.OPERATION_DEFINITION)

/** The comment at the head of the file, without its line for machines. */
const descriptionOf = (text: string): string => {
  const lines = text.split('\n')
  const end = lines.findIndex(line => !line.startsWith('#'))
  return lines
    .slice(0, end)
    .map(line => line.replace(/^#\s?/, ''))
    .filter(line => !line.startsWith('Rows:'))
    .join(' ')
    .trim()
}
