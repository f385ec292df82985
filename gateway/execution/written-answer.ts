import type { ExecutionResult } from 'graphql'

/**
 * The data of an answer as JSON text that is ready to be sent. Apollo Server and its plugins see it as `data`; whoever
 * wants to look inside reads `JSON.parse(data.text)`.
 */
export class WrittenData {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }

  toJSON(): unknown {
    return JSON.parse(this.text)
  }
}

/** Writes an answer as a line of JSON; data that is text already is not parsed for it. */
export const stringifyAnswer = (answer: object): string => {
  if (!('data' in answer) || !(answer.data instanceof WrittenData)) return `${JSON.stringify(answer)}\n`
  const { data, ...rest } = answer
  const others = JSON.stringify(rest)
  return others === '{}' ? `{"data":${data.text}}\n` : `${others.slice(0, -1)},"data":${data.text}}\n`
}

/** An answer without errors, already written. */
export const writtenAnswer = (text: string): ExecutionResult => ({
  data: new WrittenData(text) as unknown as Record<string, unknown>,
})
