import { describe, expect, it } from 'vitest'
import { bucketsOf, fiscalYearOf, monthOf, yearOf } from '../dates/buckets.ts'
import { printedDate, readPartialDate } from '../dates/partial-date.ts'

const spanOf = (edtf: string) => {
  const { earliest, latest, precision, days } = readPartialDate(edtf)
  return [earliest, latest, precision, days]
}
const refusal = (edtf: string): string => {
  try {
    readPartialDate(edtf)
    return 'accepted'
  } catch (error) {
    return (error as Error).message.split('. Write EDTF')[0] as string
  }
}

describe('a partial date', () => {
  it('spans what a day, a month and a year can mean', () => {
    expect(spanOf('2024-11-08')).toEqual(['2024-11-08', '2024-11-08', 'DAY', 1])
    expect(spanOf('2013-10')).toEqual(['2013-10-01', '2013-10-31', 'MONTH', null])
    expect(spanOf('2024-02')).toEqual(['2024-02-01', '2024-02-29', 'MONTH', null])
    expect(spanOf('1900-02')).toEqual(['1900-02-01', '1900-02-28', 'MONTH', null])
    expect(spanOf('2011')).toEqual(['2011-01-01', '2011-12-31', 'YEAR', null])
  })

  it('counts the days of a period with its first and last', () => {
    expect(spanOf('2015-01-09/2015-01-17')).toEqual(['2015-01-09', '2015-01-17', 'DAY', 9])
    expect(spanOf('2024-02-28/2024-03-01')).toEqual(['2024-02-28', '2024-03-01', 'DAY', 3])
  })

  it('tells how exactly both ends of a period are known', () => {
    expect(spanOf('2015-01/2015-02')).toEqual(['2015-01-01', '2015-02-28', 'MONTH', null])
    expect(spanOf('2015-01-09/2015-02')).toEqual(['2015-01-09', '2015-02-28', 'MONTH', null])
    expect(spanOf('2015-03-09/2015')).toEqual(['2015-03-09', '2015-12-31', 'YEAR', null])
  })

  it('leaves an open end of a period open', () => {
    expect(spanOf('2015-01-09/..')).toEqual(['2015-01-09', null, 'DAY', null])
    expect(spanOf('/2015')).toEqual([null, '2015-12-31', 'YEAR', null])
  })

  it('ends a set on its last day, not on its first', () => {
    expect(spanOf('[2024-11-10..2024-11-16]')).toEqual(['2024-11-10', '2024-11-16', 'DAY', null])
    expect(spanOf('[2013-10..2015-01]')).toEqual(['2013-10-01', '2015-01-31', 'MONTH', null])
    expect(spanOf('[2015, 2013-10]')).toEqual(['2013-10-01', '2015-12-31', 'YEAR', null])
    expect(spanOf('[2013..]')).toEqual(['2013-01-01', null, 'YEAR', null])
  })

  it('reads doubt without widening the span', () => {
    expect(spanOf('2024-05?')).toEqual(['2024-05-01', '2024-05-31', 'MONTH', null])
    expect(spanOf('2024?-05-~09')).toEqual(['2024-05-09', '2024-05-09', 'DAY', 1])
    expect(spanOf('2015%/2016~')).toEqual(['2015-01-01', '2016-12-31', 'YEAR', null])
  })

  it('keeps the text as it was given', () => {
    expect(readPartialDate(' 2024-05? ').edtf).toBe('2024-05?')
  })

  it('refuses what is no date, with a sentence that says why', () => {
    expect(refusal('2024-13')).toBe('"2024-13" is no date that this network reads: there is no month 13')
    expect(refusal('2023-02-29')).toBe(
      '"2023-02-29" is no date that this network reads: the calendar has no 2023-02-29',
    )
    expect(refusal('11/8/2024')).toBe('"11/8/2024" is no date that this network reads: a period has one "/"')
    expect(refusal('2015-01-17/2015-01-09')).toBe(
      '"2015-01-17/2015-01-09" is no date that this network reads: the period ends before it begins',
    )
    expect(refusal('')).toBe('"" is no date that this network reads: it is empty')
    expect(refusal('[2015..2013]')).toBe(
      '"[2015..2013]" is no date that this network reads: the range "2015..2013" runs backwards',
    )
  })

  it('refuses levels of EDTF that nothing here can answer from', () => {
    expect(refusal('2024-21')).toContain('seasons are not read')
    expect(refusal('201X')).toContain('leaves digits open')
    expect(refusal('{2013,2015}')).toContain('is a list of several dates')
    expect(refusal('2024-11-08T09:00:00Z')).toContain('has a clock time')
    expect(refusal('-0044')).toContain('is no year of four digits')
    expect(refusal('../..')).toContain('says nothing')
    expect(refusal('[..]')).toContain('is no range')
    expect(refusal('[]')).toContain('it is empty')
  })

  it('answers the contract: nothing stored is null, and a conclusion says so', () => {
    expect(printedDate(null)).toBeNull()
    expect(printedDate('2024-05', { inferred: true, label: 'In May' })).toMatchObject({
      edtf: '2024-05',
      earliest: '2024-05-01',
      latest: '2024-05-31',
      precision: 'MONTH',
      days: null,
      inferred: true,
      label: 'In May',
    })
    expect(printedDate('2011')).toMatchObject({ inferred: false, label: null })
  })
})

describe('a bucket of time', () => {
  it('names the fiscal year after the year in which it ends', () => {
    expect(fiscalYearOf(readPartialDate('2024-09-30'))).toBe(2024)
    expect(fiscalYearOf(readPartialDate('2024-10-01'))).toBe(2025)
    expect(fiscalYearOf(readPartialDate('2013-10'))).toBe(2014)
    expect(fiscalYearOf(readPartialDate('2024-05'))).toBe(2024)
    expect(fiscalYearOf(readPartialDate('2015-01-09/2015-01-17'))).toBe(2015)
    expect(fiscalYearOf(readPartialDate('2024-09-28/2024-10-05'))).toBe(2024)
  })

  it('has no fiscal year that the date does not decide', () => {
    expect(fiscalYearOf(readPartialDate('2011'))).toBeNull()
    expect(fiscalYearOf(readPartialDate('[2013-10..2015-01]'))).toBeNull()
    expect(fiscalYearOf(readPartialDate('[2013-10..2014-09]'))).toBe(2014)
    expect(fiscalYearOf(readPartialDate('2013/2014'))).toBeNull()
    expect(fiscalYearOf(readPartialDate('/2014-05-01'))).toBeNull()
    expect(fiscalYearOf(null)).toBeNull()
  })

  it('takes the year of a period from its first day', () => {
    expect(yearOf(readPartialDate('2014-12-28/2015-01-03'))).toBe('2014')
    expect(yearOf(readPartialDate('2011'))).toBe('2011')
    expect(yearOf(readPartialDate('[2013-10..2015-01]'))).toBeNull()
    expect(yearOf(readPartialDate('[2024-11-10..2024-11-16]'))).toBe('2024')
  })

  it('has no month when only the year is known', () => {
    expect(monthOf(readPartialDate('2024-11-08'))).toBe('2024-11')
    expect(monthOf(readPartialDate('2011'))).toBeNull()
    expect(monthOf(readPartialDate('2015/2015-01'))).toBe('2015-01')
    expect(bucketsOf(readPartialDate('2013-10'))).toEqual({ year: '2013', month: '2013-10', fiscalYear: 2014 })
  })
})

describe('the own parser', () => {
  // Where the usual package is right it must say the same. It is wrong on sets and on days that do not exist.
  it.each([
    '2024-11-08',
    '2013-10',
    '2011',
    '2015-01-09/2015-01-17',
    '2024-05?',
    '2000-02',
    '1900-02',
    '2013-10/2015-01',
    '0099-12',
  ])('agrees with the package "edtf" on %s', async text => {
    // @ts-expect-error The package has no types.
    const { default: edtf } = await import('edtf')

    const { min, max } = edtf(text)

    const day = (ms: number) => new Date(ms).toISOString().slice(0, 10)
    expect(spanOf(text).slice(0, 2)).toEqual([day(min), day(max)])
  })
})
