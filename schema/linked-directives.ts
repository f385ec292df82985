import { type ConstDirectiveNode, type ConstValueNode, type DocumentNode, Kind } from 'graphql'

/**
 * Gives the name that a directive of a linked specification has in a supergraph; null where the specification is not
 * linked. `@link(url: ".../cost/v0.1", as: "price", import: [{ name: "@listSize", as: "@length" }])`: what is imported
 * has the name that it is imported by, anything else stands behind the name of its specification.
 */
export const linkedDirective = (supergraph: DocumentNode, specification: string, directive: string): string | null => {
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) continue
    for (const link of definition.directives ?? []) {
      const url = textOf(link, 'url') ?? ''
      if (link.name.value !== 'link' || !url.startsWith(`https://specs.apollo.dev/${specification}/v`)) continue
      const imports = link.arguments?.find(({ name }) => name.value === 'import')?.value
      const imported = new Map(imports?.kind === Kind.LIST ? imports.values.flatMap(importedName) : [])
      const prefix = textOf(link, 'as') ?? specification
      const plain = directive === specification ? prefix : `${prefix}__${directive}`
      return imported.get(`@${directive}`) ?? plain
    }
  }
  return null
}

const textOf = (directive: ConstDirectiveNode, argument: string): string | undefined => {
  const value = directive.arguments?.find(({ name }) => name.value === argument)?.value
  return value?.kind === Kind.STRING ? value.value : undefined
}

const importedName = (value: ConstValueNode): [string, string][] => {
  if (value.kind === Kind.STRING) return [[value.value, value.value.slice(1)]]
  if (value.kind !== Kind.OBJECT) return []
  const text = (wanted: string): string | undefined => {
    const field = value.fields.find(({ name }) => name.value === wanted)?.value
    return field?.kind === Kind.STRING ? field.value : undefined
  }
  const name = text('name')
  return name === undefined ? [] : [[name, (text('as') ?? name).slice(1)]]
}
