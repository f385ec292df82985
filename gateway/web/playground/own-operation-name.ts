import { Kind, parse } from 'graphql'

/** What is sent to be answered. */
export type Request = { readonly query?: string | undefined; readonly operationName?: string | null | undefined }

/**
 * Names the operation of the text itself where the text holds just one. GraphiQL reads names a moment after the reader has
 * typed or changed tabs, so a quick Ctrl+Enter would send one tab's text with the name of another.
 */
export const withOwnOperationName = <Asked extends Request>(request: Asked): Asked => {
  const names = operationNames(request.query ?? '')
  return names?.length === 1 ? { ...request, operationName: names[0] } : request
}

/** Names in order, null for an operation without one; null for what is no GraphQL, which the gateway explains better. */
const operationNames = (text: string): readonly (string | null)[] | null => {
  try {
    return parse(text, { noLocation: true }).definitions.flatMap(definition =>
      definition.kind === Kind.OPERATION_DEFINITION ? [definition.name?.value ?? null] : [],
    )
  } catch {
    return null
  }
}
