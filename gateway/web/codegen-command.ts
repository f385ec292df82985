// Writes the types of the saved operations' variables and answers, so that a page that asks what is not there does not compile.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { codegen } from '@graphql-codegen/core'
import * as operations from '@graphql-codegen/typescript-operations'
import { type DocumentNode, Kind, parse } from 'graphql'

const usage = `Writes gateway/web/dashboard/generated/operations.ts from schema/operations and schema/api.graphql.

  npm run codegen            write it
  npm run check:codegen      change nothing; exit 1 when it is stale`

const schemaFolder = new URL('../../schema/', import.meta.url)
const folder = new URL('operations/', schemaFolder)
const file = new URL('dashboard/generated/operations.ts', import.meta.url)

type Saved = { readonly name: string; readonly document: DocumentNode }

const readSaved = (): readonly Saved[] =>
  readdirSync(folder)
    .filter(name => name.endsWith('.graphql'))
    .sort()
    .map(name => ({
      name: basename(name, '.graphql'),
      document: parse(readFileSync(new URL(name, folder), 'utf8')),
    }))

const typesOf = (saved: readonly Saved[]): Promise<string> =>
  codegen({
    filename: file.pathname,
    schema: parse(readFileSync(new URL('api.graphql', schemaFolder), 'utf8')),
    documents: saved.map(({ name, document }) => ({ location: name, document })),
    plugins: [{ operations: {} }],
    pluginMap: { operations },
    // Fragments have the same name in several files: each is written out where it is used.
    skipDocumentsValidation: true,
    config: {
      immutableTypes: true,
      enumType: 'string-literal',
      useTypeImports: true,
      skipTypename: true,
      defaultScalarType: 'string',
      disableDescriptions: true,
      inlineFragmentTypes: 'inline',
      scalars: { ID: 'string' },
    },
  })

/** The map from the name of a saved operation to its variables and its answer. */
const mapOf = (saved: readonly Saved[]): string => {
  const entries = saved.map(({ name, document }) => {
    const [operation] = document.definitions.filter(one => one.kind === Kind.OPERATION_DEFINITION)
    const type = `${operation?.name?.value}Query`
    return `  readonly '${name}': { readonly variables: ${type}Variables; readonly data: ${type} }`
  })
  return `/** Every saved operation by its name. */\nexport type Operations = {\n${entries.join('\n')}\n}\n`
}

const run = async (): Promise<number> => {
  const { values } = parseArgs({
    options: { check: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  })
  if (values.help) {
    console.log(usage)
    return 0
  }
  const saved = readSaved()
  const text = `// Written by "npm run codegen"; do not edit.\n${await typesOf(saved)}\n${mapOf(saved)}`
  if (!values.check) {
    writeFileSync(file, text)
    return 0
  }
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return 0
  console.error('The types of the saved operations are stale. Run "npm run codegen" and commit what it writes.')
  return 1
}

process.exitCode = await run()
