import { expect, it } from 'vitest'
import { nameOf, placeById } from '../places.ts'

// Every row of the table of places in the canonical fixture.
const countries = [
  ['GD', 'Grenada', '019', 'WHA'],
  ['BW', 'Botswana', '002', 'AF'],
  ['BR', 'Brazil', '019', 'WHA'],
  ['MM', 'Burma', '142', 'EAP'],
  ['HR', 'Croatia', '150', 'EUR'],
  ['DK', 'Denmark', '150', 'EUR'],
  ['EG', 'Egypt', '002', 'NEA'],
  ['ER', 'Eritrea', '002', 'AF'],
  ['IL', 'Israel', '142', 'NEA'],
  ['JO', 'Jordan', '142', 'NEA'],
  ['LT', 'Lithuania', '150', 'EUR'],
  ['NG', 'Nigeria', '002', 'AF'],
  ['PS', 'Palestinian Territories', '142', 'NEA'],
  ['PH', 'Philippines', '142', 'EAP'],
  ['SB', 'Solomon Islands', '009', 'EAP'],
  ['ES', 'Spain', '150', 'EUR'],
  ['LK', 'Sri Lanka', '142', 'SCA'],
  ['TJ', 'Tajikistan', '142', 'SCA'],
  ['UG', 'Uganda', '002', 'AF'],
  ['UA', 'Ukraine', '150', 'EUR'],
  ['VN', 'Vietnam', '142', 'EAP'],
  ['BY', 'Belarus', '150', 'EUR'],
  ['SG', 'Singapore', '142', 'EAP'],
  ['PT', 'Portugal', '150', 'EUR'],
  ['AR', 'Argentina', '019', 'WHA'],
  ['UY', 'Uruguay', '019', 'WHA'],
  ['GB', 'United Kingdom', '150', 'EUR'],
  ['FR', 'France', '150', 'EUR'],
  ['NL', 'Netherlands', '150', 'EUR'],
  ['AU', 'Australia', '009', 'EAP'],
  ['US', 'United States', '019', null],
] as const

it.each(countries)('knows %s as the country or area %s on continent %s, bureau %s', (code, name, continent, bureau) => {
  const place = placeById(code)

  expect(place).toMatchObject({ code, kind: 'COUNTRY_OR_AREA', alpha2: code, country: code, continent, bureau })
  expect([nameOf(code), nameOf(code, 'COMMON')]).toEqual([name, name])
})

it.each([
  ['GB-SCT', 'SUBDIVISION', 'Scotland', 'GB', 'GB'],
  ['US-CA', 'SUBDIVISION', 'California', 'US', 'US'],
  ['US-PA', 'SUBDIVISION', 'Pennsylvania', 'US', 'US'],
  ['US-MD', 'SUBDIVISION', 'Maryland', 'US', 'US'],
  ['US-DC', 'SUBDIVISION', 'District of Columbia', 'US', 'US'],
  ['GBLON', 'CITY', 'London', 'GB', 'GB'],
  ['FRPAR', 'CITY', 'Paris', 'FR', 'FR'],
  ['USSAC', 'CITY', 'Sacramento', 'US-CA', 'US'],
  ['USPHL', 'CITY', 'Philadelphia', 'US-PA', 'US'],
  ['005', 'M49_REGION', 'South America', '019', null],
  ['002', 'M49_REGION', 'Africa', null, null],
  ['019', 'M49_REGION', 'Americas', null, null],
  ['142', 'M49_REGION', 'Asia', null, null],
  ['150', 'M49_REGION', 'Europe', null, null],
  ['009', 'M49_REGION', 'Oceania', null, null],
  ['x-scandinavia', 'INFORMAL_REGION', 'Scandinavia', '150', null],
] as const)('knows %s as the %s %s, parent %s, country %s, without a bureau', (code, kind, name, parent, country) => {
  const place = placeById(code)

  expect(place).toMatchObject({ code, kind, parent, country, bureau: null })
  expect([nameOf(code), nameOf(code, 'COMMON')]).toEqual([name, name])
})

it.each([
  ['MM', 'Myanmar', 'Myanmar'],
  ['PS', 'State of Palestine', 'Palestine, State of'],
  ['VN', 'Viet Nam', 'Viet Nam'],
])('keeps the wording of the UN and of ISO for %s: "%s", "%s"', (code, un, iso) => {
  expect(nameOf(code, 'UN_M49')).toBe(un)
  expect(nameOf(code, 'ISO_3166')).toBe(iso)
})

it('knows the other codes of Burma', () => {
  expect(placeById('MM')).toMatchObject({ alpha2: 'MM', alpha3: 'MMR', m49: '104' })
})

it('holds Denmark, Finland, Norway and Sweden for possible members of Scandinavia', () => {
  expect(placeById('x-scandinavia')?.members).toEqual([
    { code: 'DK', certainty: 'POSSIBLE' },
    { code: 'FI', certainty: 'POSSIBLE' },
    { code: 'NO', certainty: 'POSSIBLE' },
    { code: 'SE', certainty: 'POSSIBLE' },
  ])
})

it('puts the continent of Scandinavia at Europe', () => {
  expect(placeById('x-scandinavia')?.continent).toBe('150')
})
