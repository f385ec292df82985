import { describe, expect, it } from 'vitest'
import { readContactValue, tellsContact } from '../writing/contact-values.ts'

describe('A contact value', () => {
  it.each([
    ['EMAIL', 'First.Last+news@Example.org', 'first.last+news@example.org'],
    ['EMAIL', " o'neil@mail.example.co.uk ", "o'neil@mail.example.co.uk"],
    ['EMAIL', `${'a'.repeat(64)}@example.org`, `${'a'.repeat(64)}@example.org`],
    ['PHONE_OFFICE', '(916) 555-0123', '+19165550123'],
    ['PHONE_OFFICE', '916.555.0123 ext. 45', '+19165550123;ext=45'],
    ['PHONE_MOBILE', '+44 20 7946 0958', '+442079460958'],
    ['PHONE_MOBILE', '+90 (532) 123 45 67', '+905321234567'],
  ] as const)('of kind %s is kept as printed and compared in its normal form: %s', (kind, text, normalized) => {
    expect(readContactValue(kind, text)).toEqual({ value: text.trim(), normalized })
  })

  it.each([
    ['EMAIL', 'nobody'],
    ['EMAIL', 'a@localhost'],
    ['EMAIL', 'a b@example.org'],
    ['EMAIL', 'a@example..org'],
    ['EMAIL', 'a@-example.org'],
    ['EMAIL', 'Ana <ana@example.org>'],
    ['EMAIL', `${'a'.repeat(65)}@example.org`],
    ['EMAIL', `a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(60)}.org`],
    ['PHONE_OFFICE', '12345'],
    ['PHONE_OFFICE', 'call my office'],
    ['PHONE_OFFICE', '+1 916 228 2000 916 228 2000'],
    ['PHONE_MOBILE', 'someone@example.org'],
  ] as const)('of kind %s is refused: %s', (kind, text) => {
    expect(readContactValue(kind, text)).toBeNull()
  })

  it.each([
    ['Call (916) 555-0123 now', true],
    ['Write to ana@example.org.', true],
    ['a line\nand +44 20 7946 0958', true],
    ['In office 2015-2017 and since 2024-11-08', false],
    ['more than 300,000 students in 1,200 schools', false],
    ['@handle on a network, 50 @ 20 each', false],
  ])('is seen in an open text: %s', (text, expected) => {
    expect(tellsContact(text)).toBe(expected)
  })
})
