import { type ExecutionResult, type GraphQLSchema, graphql } from 'graphql'
import type { Answer, Question, TestGateway } from './test-gateway.ts'

/** What two answers are compared by: the data as text, so also its key order, and the nulls that have an error. */
export type Comparable = { readonly data: string; readonly failed: readonly string[] }

/** Asks the gateway and graphql-js over one schema. */
export const askBoth = async (
  gateway: TestGateway,
  schema: GraphQLSchema,
  question: Question,
): Promise<{ ours: Comparable; expected: Comparable; answer: Answer }> => {
  const { query, variables, operationName } = question
  const [answer, oracle] = await Promise.all([
    gateway.ask(question),
    graphql({
      schema,
      source: query,
      ...(variables && { variableValues: variables }),
      ...(operationName && { operationName }),
    }),
  ])
  return { ours: comparable(answer as unknown as ExecutionResult), expected: comparable(oracle), answer }
}

const comparable = ({ data, errors = [] }: Pick<ExecutionResult, 'data' | 'errors'>): Comparable => ({
  data: JSON.stringify(data),
  failed: [...new Set(errors.map(({ path }) => nullOn(data, path ?? [])))].sort(),
})

// graphql-js may report several fields below one null; which ones depends on timing, the null does not.
/** The path of the null that an error at a path made: graphql-js moves a null up to where one may stand. */
export const nullOn = (data: unknown, path: readonly (string | number)[]): string => {
  let value = data
  for (const [depth, step] of path.entries()) {
    if (value === null || value === undefined) return path.slice(0, depth).join('.')
    value = (value as Record<string | number, unknown>)[step]
  }
  return path.join('.')
}
