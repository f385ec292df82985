import { describe, expect, it } from 'vitest'
import { checkDate, checkDateOrder } from '../writing/check-date.ts'
import { checkOptionalText, checkText, checkTexts } from '../writing/check-text.ts'
import { createProblems, type Problems } from '../writing/problems.ts'
import { protectedKindIn, protectedKindOf } from '../writing/protected-data.ts'
import { checkSlug, randomId, slugOf } from '../writing/slug.ts'

const field = ['input', 'name']
const codesOf = (problems: Problems) => problems.all.map(({ field: path, code }) => [path?.join('.'), code])

/** What a check answers, and the codes of the problems that it added. */
const checked = <Answer>(check: (problems: Problems) => Answer) => {
  const problems = createProblems()
  return { answer: check(problems), codes: codesOf(problems), messages: problems.all.map(({ message }) => message) }
}

describe('a text', () => {
  it.each([
    ['  José  ', 'José'],
    ['Jose\u0301', 'José'],
    ['مريم أحمد', 'مريم أحمد'],
    ['👩‍🏫 Ana', '👩‍🏫 Ana'],
    ["=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"],
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['N0012 Street 45', 'N0012 Street 45'],
  ])('%j is kept as %j', (given, kept) => {
    expect(checked(problems => checkText(problems, field, given, { max: 100 }))).toEqual({
      answer: kept,
      codes: [],
      messages: [],
    })
  })

  it.each([
    ['nothing', ' '],
    ['half a character', 'a\ud800'],
    ['U+0000', 'a\u0000b'],
    ['a line break in one line', 'a\nb'],
    ['a C1 control', 'a\u0085b'],
    ['a right-to-left override', 'user\u202egnp.exe'],
    ['an isolate', 'a\u2066b'],
    ['too much', 'a'.repeat(101)],
  ])('with %s is refused, and not repeated', (_, given) => {
    const { answer, codes, messages } = checked(problems => checkText(problems, field, given, { max: 100 }))

    expect([answer, codes]).toEqual([null, [['input.name', 'INVALID']]])
    expect(messages.join().length).toBeLessThan(200)
  })

  it('of several lines may have tabs and line breaks, and no other controls', () => {
    const lines = { max: 100, lines: true }

    expect(checked(problems => checkText(problems, field, 'a\tb\r\nc', lines)).answer).toBe('a\tb\r\nc')
    expect(checked(problems => checkText(problems, field, 'a\u0007', lines)).codes).toEqual([['input.name', 'INVALID']])
  })

  it('that is not given stays not given, and null and nothing clear it', () => {
    const check = (value: string | null | undefined) =>
      checked(problems => checkOptionalText(problems, field, value, { max: 9 })).answer

    expect([check(undefined), check(null), check('  '), check('a')]).toEqual([undefined, null, null, 'a'])
  })

  it('in a list is named by its place, and kept once', () => {
    const { answer, codes } = checked(problems => checkTexts(problems, field, ['a', 'b\u0000', ' a '], { max: 9 }))

    expect([answer, codes]).toEqual([['a'], [['input.name.1', 'INVALID']]])
  })
})

describe('protected data', () => {
  it.each([
    'SEVIS N0012345678',
    'N0012345678',
    'DS-2019 no. 1234567',
    'Passport no. X1234567',
    'passport: 123456789',
    'Pasaporte AB123456',
    'born 12/03/1980',
    'DOB: 1980-03-12',
    'Date of birth 12.3.1980',
    'SSN 123-45-6789',
    'Visa number 12345678',
  ])('is found in %j and not repeated', text => {
    const { codes, messages } = checked(problems => checkText(problems, field, text, { max: 100 }))

    expect(codes).toEqual([['input.name', 'PROTECTED_DATA']])
    expect(messages.join()).not.toMatch(/\d{4}/)
  })

  it.each([
    'The passport to education, 2024',
    'Born in Accra',
    'Phone (916) 228-2713',
    '19 countries in 2024',
    'Visa policies of 40 countries',
    'Room N001',
  ])('is not found in %j', text => {
    expect(protectedKindIn(text)).toBeNull()
  })

  it.each([
    'Passport Number',
    'passport_no',
    'passportNumber',
    'Reisepass-Nr.',
    'Date of Birth',
    'DOB',
    'birthDate',
    'SEVIS ID',
    'DS-2019',
    'SSN',
    'National ID',
    'Visa #',
  ])('is announced by the heading %j', heading => {
    expect(protectedKindOf(heading)).not.toBeNull()
  })

  it.each(['Name', 'Country', 'Advisor', 'Organization', 'Dobson', 'Television'])('is not announced by %j', heading => {
    expect(protectedKindOf(heading)).toBeNull()
  })
})

describe('a date', () => {
  it('is read with what follows from it, and cleared by null', () => {
    const input = { edtf: '2013-10', inferred: true, label: 'in October' }

    expect(checked(problems => checkDate(problems, ['input', 'dates'], input)).answer).toMatchObject({
      edtf: '2013-10',
      earliest: '2013-10-01',
      latest: '2013-10-31',
      inferred: true,
      label: 'in October',
    })
    expect(checked(problems => checkDate(problems, ['input', 'dates'], null)).answer).toBeNull()
    expect(checked(problems => checkDate(problems, ['input', 'dates'], undefined)).answer).toBeUndefined()
  })

  it.each(['2024-13', '2023-02-29', '11/8/2024', 'tomorrow', '2024-05/2024-01'])('%j is refused at its field', edtf => {
    expect(checked(problems => checkDate(problems, ['input', 'dates'], { edtf })).codes).toEqual([
      ['input.dates.edtf', 'INVALID'],
    ])
  })

  it('that ends before it can have begun is refused; what is not known is in order', () => {
    const day = (edtf: string) => ({ edtf, earliest: edtf, latest: edtf })
    const order = (start: ReturnType<typeof day> | null, end: ReturnType<typeof day> | null) =>
      checked(problems => checkDateOrder(problems, ['input', 'end'], start, end)).codes.length

    expect(order(day('2024-11-08'), day('2024-11-07'))).toBe(1)
    expect(order(day('2024-11-08'), day('2024-11-08'))).toBe(0)
    expect(order(null, day('2024-11-07'))).toBe(0)
    expect(order(day('2024-11-08'), null)).toBe(0)
  })
})

describe('a readable key', () => {
  it.each([
    ['Global Ties U.S.', 'global-ties-u-s'],
    ['Müller & Łódź', 'muller-lodz'],
    ['مريم', ''],
  ])('of %j is %j', (name, slug) => {
    expect(slugOf(name)).toBe(slug)
  })

  it('that somebody chose has small letters, digits and single hyphens, and a proposal otherwise', () => {
    const { answer, codes } = checked(problems => checkSlug(problems, ['input', 'slug'], 'Global Ties'))
    const problems = createProblems()
    checkSlug(problems, null, 'Global Ties')

    expect([answer, codes]).toEqual([null, [['input.slug', 'INVALID']]])
    expect(problems.all[0]?.suggestions).toEqual(['global-ties'])
    expect(checked(one => checkSlug(one, null, 'global-ties')).answer).toBe('global-ties')
  })

  it('that tells nothing is another one each time', () => {
    const ids = Array.from({ length: 1000 }, () => randomId('p'))

    expect(new Set(ids).size).toBe(1000)
    expect(ids.every(id => /^p-[a-z2-9]{11}$/.test(id))).toBe(true)
  })
})
