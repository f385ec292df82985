import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { composedFiles } from '@exchange-network/schema/compose'
import { buildSchema, parse, validate } from 'graphql'
import { describe, expect, it } from 'vitest'

const folder = new URL('../../schema/operations/', import.meta.url)
const schema = buildSchema(readFileSync(composedFiles.api, 'utf8'))
const operations = readdirSync(folder).map(file => ({ file, text: readFileSync(new URL(file, folder), 'utf8') }))

describe('a registered operation', () => {
  it('is one of at least twelve', () => {
    expect(operations.length).toBeGreaterThanOrEqual(12)
  })

  it.each(operations)('$file fits the schema', ({ text }) => {
    expect(validate(schema, parse(text)).map(error => error.message)).toEqual([])
  })

  it.each(operations)('$file says what it answers and is named like its file', ({ file, text }) => {
    const name = basename(file, '.graphql').replace(/(^|-)(\w)/g, (_all, _dash, letter: string) => letter.toUpperCase())

    expect(text).toMatch(/^# \S.{20,}\.\n/)
    expect(text).toContain(`query ${name}`)
  })
})
