import { Kind } from 'graphql'
import { describe, expect, it } from 'vitest'
import { scalarResolvers } from '../serve/scalars.ts'

const { Date: day, DateTime: instant, URL: url } = scalarResolvers

describe('scalar Date', () => {
  it('passes days that exist, in both directions', () => {
    expect(day.serialize('2024-02-29')).toBe('2024-02-29')
    expect(day.parseValue('0001-01-01')).toBe('0001-01-01')
    expect(day.parseLiteral({ kind: Kind.STRING, value: '2024-11-08' })).toBe('2024-11-08')
  })

  it.each([
    '2023-02-29',
    '2024-13-01',
    '2024-00-10',
    '2024-1-1',
    '2024-11',
    '',
    '2024-11-08T00:00:00Z',
    '20241108',
    ' 2024-11-08',
  ])('refuses %j as BAD_USER_INPUT', text => {
    const read = () => day.parseValue(text)

    expect(read).toThrow(`${JSON.stringify(text)} is no Date; expected a day that exists, as YYYY-MM-DD.`)
    expect(read).toThrow(expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT' } }))
  })

  it('refuses values that are no text', () => {
    expect(() => day.parseValue(20241108)).toThrow('20241108 is no Date')
    expect(() => day.parseLiteral({ kind: Kind.INT, value: '2024' })).toThrow('"2024" is no Date')
    expect(() => day.parseLiteral({ kind: Kind.LIST, values: [] })).toThrow('The value is no Date')
  })

  it('calls it our fault when a row holds none, and answers no JavaScript Date: which day that is depends on where', () => {
    expect(() => day.serialize('2024-02-30')).toThrow('A resolver answered "2024-02-30" for a Date')
    expect(() => day.serialize(new Date(0))).toThrow('A resolver answered')
  })
})

describe('scalar DateTime', () => {
  it('answers RFC 3339 for a Date and keeps the offset of a text', () => {
    expect(instant.serialize(new Date('2024-11-08T17:00:00Z'))).toBe('2024-11-08T17:00:00.000Z')
    expect(instant.serialize('2024-11-08T09:00:00-08:00')).toBe('2024-11-08T09:00:00-08:00')
    expect(instant.parseValue('2024-11-08T09:00:00.5+05:30')).toBe('2024-11-08T09:00:00.5+05:30')
  })

  it.each([
    '2024-11-08T09:00:00',
    '2024-11-08',
    '2024-02-30T09:00:00Z',
    '2024-11-08T24:00:00Z',
    '2024-11-08T09:60:00Z',
    '1731085200',
  ])('refuses %j, which is no instant', text => {
    expect(() => instant.parseValue(text)).toThrow('expected an instant with offset (RFC 3339)')
  })

  it('calls an invalid Date our fault', () => {
    expect(() => instant.serialize(new Date('never'))).toThrow('A resolver answered null for a DateTime')
  })
})

describe('scalar URL', () => {
  it('passes absolute addresses', () => {
    expect(url.parseValue('https://www.scoe.net/news?id=1')).toBe('https://www.scoe.net/news?id=1')
    expect(url.serialize(new URL('https://www.scoe.net'))).toBe('https://www.scoe.net/')
    expect(url.parseValue('mailto:office@scoe.net')).toBe('mailto:office@scoe.net')
  })

  it.each(['/news', 'www.scoe.net', '', '//scoe.net/x', 'https://'])('refuses %j', text => {
    expect(() => url.parseValue(text)).toThrow(`${JSON.stringify(text)} is no URL; expected an absolute URL`)
  })
})
