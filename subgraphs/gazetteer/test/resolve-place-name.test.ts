import { describe, expect, it } from 'vitest'
import { allPlaces } from '../places.ts'
import { resolvePlaceName } from '../resolve-place-name.ts'

const codeOf = (text: string): string | null => {
  const resolved = resolvePlaceName(text)
  return 'code' in resolved ? resolved.code : null
}

describe('resolvePlaceName', () => {
  it.each([
    ['Burma', 'MM'],
    ['myanmar', 'MM'],
    ['VIET NAM', 'VN'],
    ['Palestinian Territories', 'PS'],
    ['Palestine', 'PS'],
    ['West Bank and Gaza', 'PS'],
    ['Ivory Coast', 'CI'],
    ["Cote d'Ivoire", 'CI'],
    ['Czech Republic', 'CZ'],
    ['Czech Rep.', 'CZ'],
    ['Swaziland', 'SZ'],
    ['Cape Verde', 'CV'],
    ['East Timor', 'TL'],
    ['Timor Leste', 'TL'],
    ['UK', 'GB'],
    ['U.K.', 'GB'],
    ['Great Britain', 'GB'],
    ['USA', 'US'],
    ['U.S.A.', 'US'],
    ['the United States', 'US'],
    ['UAE', 'AE'],
    ['South Korea', 'KR'],
    ['Korea, South', 'KR'],
    ['Korea (South)', 'KR'],
    ['Republic of Korea', 'KR'],
    ['S. Korea', 'KR'],
    ['DPRK', 'KP'],
    ['DRC', 'CD'],
    ['DR Congo', 'CD'],
    ['Congo, Democratic Republic of the', 'CD'],
    ['Congo (Kinshasa)', 'CD'],
    ['Congo-Brazzaville', 'CG'],
    ['Republic of Congo', 'CG'],
    ['Republic of China', 'TW'],
    ["People's Republic of China", 'CN'],
    ['Macedonia', 'MK'],
    ['Holland', 'NL'],
    ['The Netherlands', 'NL'],
    ['Bosnia & Herzegovina', 'BA'],
    ['St. Lucia', 'LC'],
    ['St. Kitts & Nevis', 'KN'],
    ['Gambia, The', 'GM'],
    ['Lao PDR', 'LA'],
    ['Russian Federation', 'RU'],
    ['Turkiye', 'TR'],
    ['Vatican', 'VA'],
    ['Iran, Islamic Republic of', 'IR'],
    ['Islamic Republic of Pakistan', 'PK'],
    ['Republic of Kenya', 'KE'],
    ['Burma (Myanmar)', 'MM'],
  ])('knows "%s" as %s, as partners write it', (text, code) => {
    expect(codeOf(text)).toBe(code)
  })

  it.each([
    ['Niger', 'NE'],
    ['Nigeria', 'NG'],
    ['Mexico', 'MX'],
    ['Luxembourg', 'LU'],
    ['Micronesia', 'FM'],
    ['Paris', 'FRPAR'],
    ['London', 'GBLON'],
  ])('takes "%s" for %s, not for a part of a country of the same name', (text, code) => {
    expect(codeOf(text)).toBe(code)
  })

  it.each([
    ['Georgia, USA', 'US-GA'],
    ['Georgia (US-GA)', 'US-GA'],
    ['Georgia (GE)', 'GE'],
    ['Paris, France', 'FRPAR'],
    ['Sacramento, CA', 'USSAC'],
    ['Washington, DC', 'USWAS'],
  ])('takes "%s" for %s, by what stands behind the name', (text, code) => {
    expect(codeOf(text)).toBe(code)
  })

  it.each([
    ['MM', 'MM'],
    ['mmr', 'MM'],
    ['104', 'MM'],
    ['GB-SCT', 'GB-SCT'],
    ['GB LON', 'GBLON'],
  ])('takes the code "%s"', (text, code) => {
    expect(codeOf(text)).toBe(code)
  })

  it.each([
    ['Georgia', ['Georgia (GE)', 'Georgia (US-GA)']],
    ['Congo', ['Democratic Republic of the Congo (CD)', 'Republic of the Congo (CG)']],
    ['Korea', ['North Korea (KP)', 'South Korea (KR)']],
    ['guinea', ['Guinea (GN)', 'Equatorial Guinea (GQ)', 'Guinea-Bissau (GW)', 'Papua New Guinea (PG)']],
    ['Virgin Islands', ['British Virgin Islands (VG)', 'U.S. Virgin Islands (VI)']],
    ['Florida', ['Florida (US-FL)', 'Florida (UY-FD)']],
  ])('does not guess what "%s" means', (text, suggestions) => {
    expect(resolvePlaceName(text)).toEqual({ isAmbiguous: true, suggestions })
    expect(suggestions.map(codeOf)).not.toContain(null)
  })

  it.each([
    ['Columbia', ['Colombia']],
    ['Mynamar', ['Myanmar']],
    ['Phillipines', ['Philippines']],
    ['Georgia (country)', ['Georgia (GE)', 'Georgia (US-GA)']],
    ['Qwxyz', []],
    ['', []],
    ['(', []],
  ])('knows no "%s", and suggests what is near: %j', (text, suggestions) => {
    expect(resolvePlaceName(text)).toEqual({ isAmbiguous: false, suggestions })
  })

  it('finds every country and area by each of its names, but those that several have', () => {
    const lost = allPlaces
      .filter(({ kind }) => kind === 'COUNTRY_OR_AREA')
      .flatMap(({ code, names }) => names.map(({ value }) => ({ code, value, found: codeOf(value) })))
      .filter(({ code, found }) => found !== code)

    expect([...new Set(lost.map(({ value }) => value))].toSorted()).toEqual([
      'Congo',
      'Georgia',
      'Guinea',
      'Korea',
      'Saint Martin',
    ])
  })
})
