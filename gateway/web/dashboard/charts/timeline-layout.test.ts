import { describe, expect, it } from 'vitest'
import { certaintyOf, layoutTimeline } from './timeline-layout.ts'
import type { KnownTime, TimelineProgram } from './timeline-programs.ts'

const program = (slug: string, time: Partial<KnownTime> | null, title = slug): TimelineProgram => ({
  slug,
  title,
  kind: 'VISIT',
  status: 'HELD',
  time: time && { earliest: '2024-11-08', latest: '2024-11-08', precision: 'DAY', isPeriod: false, ...time },
  when: '',
  href: '',
})

const year = (of: number): Partial<KnownTime> => ({ earliest: `${of}-01-01`, latest: `${of}-12-31`, precision: 'YEAR' })

describe('how a date is drawn', () => {
  const time = program('one', {}).time!

  it('is a point only where the day is known', () => {
    expect(certaintyOf(time)).toBe('day')
    expect(certaintyOf({ ...time, earliest: '2024-05-01', latest: '2024-05-31', precision: 'MONTH' })).toBe('month')
  })

  it('is hatched where it is some time within a year or a longer span', () => {
    expect(certaintyOf({ ...time, earliest: '2011-01-01', latest: '2011-12-31', precision: 'YEAR' })).toBe('within')
    expect(certaintyOf({ ...time, earliest: '2013-10-01', latest: '2015-01-31', precision: 'MONTH' })).toBe('within')
    expect(certaintyOf({ ...time, earliest: '2024-11-10', latest: '2024-11-16' })).toBe('within')
  })

  it('is a plain bar where it lasted from the first day to the last', () => {
    expect(certaintyOf({ ...time, earliest: '2015-01-09', latest: '2015-01-17', isPeriod: true })).toBe('period')
  })
})

describe('programs over time', () => {
  it('covers the whole year where only the year is known', () => {
    const { marks, ticks } = layoutTimeline([program('first', year(2004)), program('last', year(2024))], 1000)

    const atStart = ticks.find(({ label }) => label === '2004')?.x

    expect(marks[0]?.from).toBeCloseTo(atStart ?? 0)
    expect((marks[0]?.to ?? 0) - (marks[0]?.from ?? 0)).toBeCloseTo((1000 - 36) / 21, 0)
  })

  it('leaves undated programs out of the years', () => {
    const { marks } = layoutTimeline([program('dated', {}), program('undated', null)], 600)

    expect(marks.map(mark => mark.program.slug)).toEqual(['dated'])
  })

  it('gives programs of the same time lanes of their own', () => {
    const { marks } = layoutTimeline([program('one', year(2024)), program('two', year(2024))], 600)

    expect(new Set(marks.map(({ y }) => y)).size).toBe(2)
  })

  it('keeps every title within the frame, cut where there is no room for all of it', () => {
    const long = 'Human rights advocates from Belarus at the SCOE Reentry Program'

    const { marks } = layoutTimeline([program('first', year(2004), long), program('last', year(2024), long)], 358)

    expect(marks.map(({ label }) => [label?.anchor, label?.text])).toEqual([
      ['start', 'Human rights advocates…'],
      ['end', 'Human rights advocates…'],
    ])
  })

  it('cuts a title to the wider side where neither has room for all of it', () => {
    const { marks } = layoutTimeline(
      [
        program('2004', year(2004)),
        program(
          'middle',
          {
            earliest: '2014-01-09',
            latest: '2014-01-17',
            isPeriod: true,
          },
          'International Delegation',
        ),
        program('2024', year(2024)),
      ],
      300,
    )

    expect(marks[1]?.label).toMatchObject({ text: 'International…', anchor: 'start' })
  })

  it('puts the title inside a bar that is as long as the axis', () => {
    const { marks } = layoutTimeline([program('only', year(2007), 'Delegation to Scandinavia')], 640)

    expect(marks[0]?.label).toMatchObject({ text: 'Delegation to Scandinavia', anchor: 'start' })
    expect(marks[0]?.label?.x).toBeGreaterThan(320)
  })

  it('shows few years on a narrow axis and quarters within one year', () => {
    const labelsOf = (programs: readonly TimelineProgram[]) =>
      layoutTimeline(programs, 358).ticks.map(({ label }) => label)

    expect(labelsOf([program('first', year(2004)), program('last', year(2024))])).toEqual([
      '2005',
      '2010',
      '2015',
      '2020',
      '2025',
    ])
    expect(labelsOf([program('only', year(2024))])).toEqual(['2024', 'Apr', 'Jul', 'Oct'])
  })

  it('stacks two hundred programs no higher than a panel, none over another', () => {
    const many = Array.from({ length: 200 }, (_, at) => {
      const day = `${2005 + (at % 20)}-${String(1 + ((at * 7) % 12)).padStart(2, '0')}-15`
      return program(`program-${at}`, { earliest: day, latest: day })
    })

    const { marks, height } = layoutTimeline(many, 640)

    const overlaps = marks.flatMap(one =>
      marks.filter(other => other !== one && other.y === one.y && Math.abs(other.from - one.from) < 18),
    )
    expect(overlaps).toEqual([])
    expect(height).toBeLessThan(420)
  })
})
