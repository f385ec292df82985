import { readFileSync } from 'node:fs'
import { catalogue as ofGateway } from '@exchange-network/gateway/errors'
import { catalogue as ofSubgraphs } from '@exchange-network/kit/errors/catalogue'
import { userErrorCodes } from '@exchange-network/kit/writing/problems'
import { buildSchema, type GraphQLEnumType } from 'graphql'
import { describe, expect, it } from 'vitest'

const page = readFileSync(new URL('../../schema/errors.md', import.meta.url), 'utf8')
const rows = [...page.matchAll(/^\| `([A-Z_]+)` \| (\d{3}) \| (gateway|subgraphs|both) \| (.+) \|$/gm)].map(
  ([, code = '', status, from, meaning]) => ({ code, status: Number(status), from, meaning }),
)

const said = (catalogue: Readonly<Record<string, { status: number; meaning: string }>>) =>
  Object.entries(catalogue).map(([code, { status, meaning }]) => ({ code, status, meaning }))

const documented = (by: 'gateway' | 'subgraphs') =>
  rows.flatMap(({ from, ...row }) => (from === by || from === 'both' ? [row] : []))

describe('the catalogue of error codes', () => {
  it('holds what the gateway sends, in its order', () => {
    expect(documented('gateway')).toEqual(said(ofGateway))
  })

  it('holds what subgraphs send', () => {
    const byCode = (one: { code: string }, other: { code: string }) => one.code.localeCompare(other.code)

    expect(documented('subgraphs').sort(byCode)).toEqual(said(ofSubgraphs).sort(byCode))
  })

  it('names each code once', () => {
    expect(new Set(rows.map(({ code }) => code)).size).toBe(rows.length)
  })
})

describe('the catalogue of user errors', () => {
  const documentedCodes = [...page.matchAll(/^\| `([A-Z_]+)` \| ([^|0-9][^|]+) \|$/gm)].map(([, code, meaning]) => ({
    code,
    meaning,
  }))

  it('holds what the schema says of the enum ErrorCode, in its order', () => {
    const api = readFileSync(new URL('../../schema/api.graphql', import.meta.url), 'utf8')
    const codes = buildSchema(api).getType('ErrorCode') as GraphQLEnumType

    expect(documentedCodes).toEqual(
      codes.getValues().map(({ name, description }) => ({ code: name, meaning: description })),
    )
  })

  it('holds what subgraphs may say', () => {
    expect(documentedCodes.map(({ code }) => code)).toEqual([...userErrorCodes])
  })
})
