import { readFileSync } from 'node:fs'
import { catalogue as ofGateway } from '@exchange-network/gateway/errors'
import { catalogue as ofSubgraphs } from '@exchange-network/kit/errors/catalogue'
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
