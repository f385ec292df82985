import type { ExecutionResult } from 'graphql'
import { type ByteText, fromByteText } from '../byte-text.ts'

/**
 * The data of an answer that is written already. Apollo Server and its plugins meet it as `data`; whoever wants to look
 * inside reads `toJSON()`.
 */
export class WrittenData {
  /** The whole answer, where it is nothing but this data: a line of JSON in byte text. */
  readonly answer: ByteText

  constructor(data: ByteText) {
    this.answer = `{"data":${data}}\n`
  }

  toJSON(): unknown {
    return JSON.parse(fromByteText(this.answer)).data
  }
}

/**
 * Writes an answer as a line of JSON. One that is nothing but written data is that data's own `answer`, byte text, which
 * the HTTP route knows again; whatever a plugin has added or changed makes it plain text.
 */
export const stringifyAnswer = (answer: object): string => {
  // Apollo Server hands over all three parts; those that are not there are undefined.
  const { data, errors, extensions } = answer as Partial<Record<'data' | 'errors' | 'extensions', unknown>>
  const isWritten = data instanceof WrittenData && errors === undefined && extensions === undefined
  return isWritten ? data.answer : `${JSON.stringify(answer)}\n`
}

/** An answer without errors, already written. */
export const writtenAnswer = (data: WrittenData): ExecutionResult => ({
  data: data as unknown as Record<string, unknown>,
})
