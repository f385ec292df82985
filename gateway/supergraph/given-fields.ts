import { argument, readFieldSet, topNames } from './field-sets.ts'
import type { SupergraphTypes } from './supergraph-types.ts'

/** A field that a subgraph gives to an interface as an `@interfaceObject`. */
export type GivenField = {
  /** The subgraphs that require something for it. */
  readonly requiring: ReadonlySet<string>
  /** Names of what they require of the object. */
  readonly required: ReadonlySet<string>
}

/** By interface and name. */
export type GivenFields = ReadonlyMap<string, ReadonlyMap<string, GivenField>>

/** Reads the fields that subgraphs give to interfaces as an `@interfaceObject`. */
export const readGivenFields = ({ definitions, interfaceObjects }: SupergraphTypes): GivenFields => {
  const given = new Map<string, Map<string, GivenField>>()
  for (const [interfaceName, graphs] of interfaceObjects) {
    const fields = new Map<string, GivenField>()
    given.set(interfaceName, fields)
    for (const field of definitions.get(interfaceName)?.fields ?? []) {
      const requiring = new Set<string>()
      const required = new Set<string>()
      const joins = (field.directives ?? []).filter(one => graphs.has(argument(one, 'graph') ?? ''))
      for (const join of joins) {
        const set = readFieldSet(argument(join, 'requires'))
        if (!set) continue
        requiring.add(argument(join, 'graph') ?? '')
        for (const name of topNames(set)) required.add(name)
      }
      if (joins.length > 0) fields.set(field.name.value, { requiring, required })
    }
  }
  return given
}
