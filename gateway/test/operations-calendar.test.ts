import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { type ProgramAgenda, writeAgenda } from '../operations/agenda-calendar.ts'

const visit: ProgramAgenda = {
  id: 'p1',
  slug: 'visit',
  title: 'Education, Digital; II',
  summary: null,
  status: 'HELD',
  venue: null,
  version: 3,
  updatedAt: '2026-11-20T08:00:00.000Z',
  dates: { earliest: '2024-11-08', latest: '2024-11-08', days: 1, inferred: false, label: null },
  places: [{ label: 'Sacramento' }],
  agenda: [],
}
const lunch = {
  id: 'a1',
  position: 1,
  title: 'Lunch',
  description: null,
  presentationTitle: null,
  startsAt: null,
  endsAt: null,
  venue: null,
  speakers: [],
}

/** The entries as another program reads them. */
const read = (program: Partial<ProgramAgenda>) => {
  const text = writeAgenda({ ...visit, ...program })!
  const calendar = new ICAL.Component(ICAL.parse(text))
  const events = calendar.getAllSubcomponents('vevent').map(one => new ICAL.Event(one))
  return { text, events }
}

describe('the calendar of a program', () => {
  it('has an entry for the program on its days, which keeps nobody busy', () => {
    const { events, text } = read({
      dates: { earliest: '2015-01-09', latest: '2015-01-17', days: 9, inferred: false, label: 'January 9-17, 2015' },
    })

    expect(events).toHaveLength(1)
    expect(text).toContain('X-WR-CALNAME:Education\\, Digital\\; II\r\n')
    expect(events[0]).toMatchObject({
      uid: 'program-p1@exchange-network',
      summary: 'Education, Digital; II',
      location: 'Sacramento',
    })
    expect([events[0]?.startDate.toString(), events[0]?.endDate.toString()]).toEqual(['2015-01-09', '2015-01-18'])
    expect(events[0]?.startDate.isDate).toBe(true)
    expect(events[0]?.component.getFirstPropertyValue('transp')).toBe('TRANSPARENT')
  })

  it('has an item with an hour at its instant, and one without on the one day there is', () => {
    const speech = {
      ...lunch,
      id: 'a2',
      position: 2,
      title: 'Speech',
      startsAt: '2024-11-08T09:00:00-08:00',
      endsAt: '2024-11-08T18:00:00Z',
    }

    const { events } = read({ agenda: [lunch, speech] })

    expect(events.map(({ summary, startDate }) => [summary, startDate.toString()])).toEqual([
      ['Education, Digital; II', '2024-11-08'],
      ['1. Lunch', '2024-11-08'],
      ['Speech', '2024-11-08T17:00:00Z'],
    ])
    expect(events[2]?.endDate.toString()).toBe('2024-11-08T18:00:00Z')
  })

  it('tells an item without an hour in the text of a program of several days', () => {
    const dates = { earliest: '2024-11-08', latest: '2024-11-09', days: 2, inferred: true, label: null }

    const { events } = read({ agenda: [lunch], dates })

    expect(events.map(({ description }) => description)).toEqual([
      '1. Lunch\n\nA part of the date is a conclusion and not in the source.',
    ])
  })

  it('tells what is presented, what happens and who leads', () => {
    const item = {
      ...lunch,
      presentationTitle: 'Reimagining',
      description: 'A talk',
      speakers: [{ label: 'Delegate 3' }, null],
    }

    const { events } = read({ agenda: [item] })

    expect(events[1]?.description).toBe(
      'Presentation: Reimagining\n\nA talk\n\nWith Delegate 3\n\nNo source gives an hour; the number is the place in the agenda.',
    )
  })

  it.each([
    ['no date', null],
    ['only a month', { earliest: '2024-07-01', latest: '2024-07-31', days: null, inferred: false, label: 'In July' }],
  ])('is none with %s and no hour, because a calendar may not be empty', (_, dates) => {
    expect(writeAgenda({ ...visit, dates, agenda: [lunch] })).toBeNull()
  })

  it.each([
    ['ANNOUNCED', 'TENTATIVE'],
    ['HELD', 'CONFIRMED'],
    ['CANCELLED', 'CANCELLED'],
  ])('calls what is %s %s', (status, called) => {
    expect(read({ status }).events[0]?.component.getFirstPropertyValue('status')).toBe(called)
  })

  it('is the same whenever it is asked for, and counts up with the program', () => {
    const { text, events } = read({})

    expect(read({}).text).toBe(text)
    expect(events[0]?.component.getFirstPropertyValue('dtstamp')?.toString()).toBe('2026-11-20T08:00:00Z')
    expect(events[0]?.component.getFirstPropertyValue('sequence')).toBe(3)
  })

  it('has lines of at most 75 bytes that end with CR and LF, whatever stands in them', () => {
    const long = 'Žluťoučký kůň 🐎 '.repeat(40).trim()

    const { text, events } = read({ summary: long })

    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(Math.max(...text.split('\r\n').map(line => Buffer.byteLength(line)))).toBeLessThanOrEqual(75)
    expect(events[0]?.description).toBe(long)
  })

  it('lets no text begin a line of its own', () => {
    const hostile = 'x\r\nATTACH:http://evil.example\u2028\u0007\nEND:VEVENT'
    const item = { ...lunch, id: 'a\r\nX:1', title: hostile, venue: hostile, presentationTitle: hostile }

    const { text, events } = read({
      title: hostile,
      id: 'p\nX:1',
      summary: hostile,
      agenda: [item],
      places: [{ label: hostile }],
    })

    expect(events).toHaveLength(2)
    expect(text).not.toMatch(/^(ATTACH|X:1)/m)
    expect(text).not.toContain('\u0007')
    expect(events[0]?.summary).toBe('x ATTACH:http://evil.example   END:VEVENT')
  })
})
