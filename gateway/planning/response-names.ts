import type { FieldNode } from 'graphql'

/** Gives the name under which a client's field stands in the answers of subgraphs. */
export type ResponseName = (field: FieldNode) => string

/**
 * Creates the rule that keeps a client's aliases apart from the fields that the planner adds on its own (keys,
 * requirements, `__typename`): an alias like `{ person { id: name } }` would otherwise be read as the key "id" and
 * fetch another person's data. Names that nobody adds stay as the client wrote them, so plans remain readable.
 * The rule needs only the field itself, so equal operations get equal names, however they were parsed.
 */
export const createResponseNames = (requiredFields: ReadonlySet<string>): ResponseName => {
  const reserved = new Set([...requiredFields, '__typename', ...Object.getOwnPropertyNames(Object.prototype)])
  const isTaken = (name: string): boolean => reserved.has(name) || renamed.test(name) || addedByPlanner.test(name)
  return field => {
    const name = field.name.value
    // The type's name is written by the answer itself, so one plain copy of it serves all aliases.
    if (name === '__typename') return name
    const asked = field.alias?.value ?? name
    const isPlain = asked === name && !field.arguments?.length
    return isPlain || !isTaken(asked) ? asked : `${asked}${suffix}`
  }
}

const suffix = '__client'
const renamed = /__client$/
const addedByPlanner = /__(alias|within)_[0-9]+$/
