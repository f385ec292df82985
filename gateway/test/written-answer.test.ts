import { describe, expect, it } from 'vitest'
import { stringifyAnswer, WrittenData } from '../execution/written-answer.ts'

describe('an answer that is written already', () => {
  const data = new WrittenData('{"name":"Zo\u00c3\u00ab"}')

  it('is sent as it is, in the form in which Apollo Server hands over an answer without errors', () => {
    expect(stringifyAnswer({ errors: undefined, data, extensions: undefined })).toBe(data.answer)
  })

  it('is read and written again when a plugin has added to it', () => {
    expect(stringifyAnswer({ errors: undefined, data, extensions: { cost: 1 } })).toBe(
      '{"data":{"name":"Zoë"},"extensions":{"cost":1}}\n',
    )
  })
})
