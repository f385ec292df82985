import { describe, expect, it } from 'vitest'
import { withOwnOperationName } from './own-operation-name.ts'

const nameSent = (query: string, operationName?: string) => withOwnOperationName({ query, operationName }).operationName

describe('the name of the operation that is sent', () => {
  it('is that of the only operation of the text, whatever the tab before was called', () => {
    expect(nameSent('query Hosts { a } fragment F on A { b }', 'Visits')).toBe('Hosts')
  })

  it('is none where the only operation has none', () => {
    expect(nameSent('{ a }', 'Visits')).toBeNull()
  })

  it('is the one that the reader chose among several', () => {
    expect(nameSent('query A { a } query B { b }', 'B')).toBe('B')
  })

  it('stays where the text is no GraphQL', () => {
    expect(nameSent('query {', 'Visits')).toBe('Visits')
  })
})
