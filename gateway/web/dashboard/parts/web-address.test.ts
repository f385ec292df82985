import { expect, it } from 'vitest'
import { webAddress } from './web-address.ts'

it('lets addresses of the web through', () => {
  expect(webAddress('https://example.org/report.pdf')).toBe('https://example.org/report.pdf')
  expect(webAddress('http://example.org')).toBe('http://example.org/')
})

it('makes no link of what would run as a script or is no address', () => {
  expect(webAddress('javascript:alert(1)')).toBeNull()
  expect(webAddress(' JaVaScRiPt:alert(1)')).toBeNull()
  expect(webAddress('data:text/html,<script>alert(1)</script>')).toBeNull()
  expect(webAddress('/programs')).toBeNull()
  expect(webAddress(null)).toBeNull()
})
