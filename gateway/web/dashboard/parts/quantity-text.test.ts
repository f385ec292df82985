import { expect, it } from 'vitest'
import { quantityText } from './quantity-text.ts'

it('never says a bound as if it were the number', () => {
  expect(quantityText({ value: 80, bound: 'MORE_THAN', label: 'more than 80' })).toBe('more than 80')
  expect(quantityText({ value: 300_000, bound: 'AT_LEAST', label: null })).toBe('at least 300,000')
  expect(quantityText({ value: 12, bound: 'EXACT', label: null })).toBe('12')
})
