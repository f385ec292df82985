import { describe, expect, it } from 'vitest'
import { linkFragment, readFragment } from './link.ts'

describe('a link to the playground', () => {
  it('brings back operation, variables and the name of the operation, whatever letters are in them', () => {
    const shared = {
      query: '# Łódź 東京 "quotes" & <b>\nquery A { viewer { subject } }',
      variables: '{"id":"é"}',
      operationName: 'A',
    }

    expect(readFragment(linkFragment(shared))).toEqual(shared)
  })

  it('is a fragment of letters that no program cuts or escapes', () => {
    const fragment = linkFragment({ query: '{ a } ???>>>~~~' })

    expect(fragment).toMatch(/^#open=[A-Za-z0-9_-]+$/)
  })

  it('can name a saved operation', () => {
    const shared = { saved: 'program-list', variables: '{"first":20}' }

    expect(readFragment(linkFragment(shared))).toEqual(shared)
  })

  it('asks for nothing when the address has no fragment, or another one', () => {
    expect(readFragment('')).toBeNull()
    expect(readFragment('#somewhere')).toBeNull()
  })

  it.each([
    ['cut', linkFragment({ query: '{ viewer { subject } }' }).slice(0, -5)],
    ['no base64', '#open=%%%'],
    ['no object', `#open=${btoa('"text"')}`],
    ['without an operation', `#open=${btoa('{"variables":"{}"}')}`],
    ['of another type', `#open=${btoa('{"query":{"toString":1}}')}`],
    ['too long', linkFragment({ query: 'a'.repeat(60_001) })],
  ])('is unreadable when it is %s', (_, fragment) => {
    expect(readFragment(fragment)).toBe('unreadable')
  })

  it('takes over nothing that it does not know, such as headers', () => {
    const fragment = `#open=${btoa(JSON.stringify({ query: '{ a }', headers: '{"authorization":"x"}', __proto__: { b: 1 } }))}`

    expect(readFragment(fragment)).toEqual({ query: '{ a }' })
  })
})
