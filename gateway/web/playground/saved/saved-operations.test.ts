import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findSaved, savedOperation, savedOperations } from './saved-operations.ts'

const folder = new URL('../../../../schema/operations/', import.meta.url)

describe('the collection of saved operations', () => {
  it('holds each file of schema/operations, with a description', () => {
    const files = readdirSync(folder).filter(name => name.endsWith('.graphql'))

    expect(savedOperations().map(({ name }) => `${name}.graphql`)).toEqual(files.sort())
    expect(savedOperations().filter(({ description }) => description.length < 20)).toEqual([])
  })

  it('gives a value to every variable without which an operation does not run', () => {
    const lacking = savedOperations().flatMap(({ name, variables, required }) => {
      const given = variables === '' ? {} : JSON.parse(variables)
      return required.filter(variable => given[variable] === undefined).map(variable => `${name}: ${variable}`)
    })

    expect(lacking).toEqual([])
  })

  it('opens with the defaults of the operation', () => {
    expect(JSON.parse(savedOperation('program-list')?.variables ?? '')).toEqual({
      orderBy: { field: 'DATE', direction: 'DESC' },
      first: 20,
    })
  })

  it('finds those that have every word, also by a field', () => {
    const found = findSaved(savedOperations(), 'COORDINATOR map').map(({ name }) => name)

    expect(found).toContain('visitor-origins')
    expect(found).not.toContain('topic-list')
    expect(savedOperation('no-such')).toBeNull()
  })
})
