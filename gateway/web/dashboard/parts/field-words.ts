/**
 * Says the path of a field in the words of a reader: "roles.LOCAL_COORDINATOR" is "Local coordinator". A path that is not
 * listed is read as it stands, so a new one shows at once, only less well put.
 */
export const fieldWords = (path: string): string => known[path] ?? sentence(path.split('.').at(-1) ?? path)

const known: Readonly<Record<string, string>> = {
  'countryTally.adopted': 'How many countries',
  'countryTally.announced': 'Countries announced',
  'countryTally.reported': 'Countries reported',
  'countryTally.listed': 'Entries in the printed list',
  'countryTally.distinct': 'Different countries in the list',
  'affiliations.title': 'Job title',
  'agenda.presentationTitle': 'Title of the talk',
  affiliations: 'Position',
  contactPoints: 'Contact',
  dates: 'Date',
  memberCount: 'Number of members',
  partOf: 'Part of',
  places: 'Place',
  quote: 'Said',
  representations: 'Countries of the visitors',
  studentsRepresented: 'Students represented',
  organization: 'Spoke for',
  role: 'What the person did',
  attendance: 'Whether the person was there',
}

/** Says the name of an enum value in words: "LOCAL_COORDINATOR" is "Local coordinator". */
export const sentence = (name: string): string => {
  const words = plain(name)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The same within a sentence: "local coordinator". */
export const plain = (name: string): string =>
  special[name] ??
  name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()

const special: Readonly<Record<string, string>> = {
  COMMUNITY_BASED_MEMBER: 'community-based member',
  COUNTRY_OR_AREA: 'country or area',
  CO_ORGANIZER: 'co-organizer',
  M49_REGION: 'region (UN M49)',
  ISO_3166: 'ISO 3166',
  UN_M49: 'United Nations (M49)',
  US_STATE_DEPARTMENT: 'U.S. Department of State',
  AS_PRINTED: 'as printed in one source',
  COMMON: 'common English name',
  MEDIA: 'news medium',
  UNIT: 'unit of another organization',
  PHONE_OFFICE: 'office telephone',
  PHONE_MOBILE: 'mobile telephone',
  EMAIL: 'e-mail',
  CONTACT: 'contact',
  QUOTED: 'quoted',
  WEB_PAGE: 'web page',
}

const bureaus: Readonly<Record<string, string>> = {
  AF: 'Bureau of African Affairs',
  EAP: 'Bureau of East Asian and Pacific Affairs',
  EUR: 'Bureau of European and Eurasian Affairs',
  NEA: 'Bureau of Near Eastern Affairs',
  SCA: 'Bureau of South and Central Asian Affairs',
  WHA: 'Bureau of Western Hemisphere Affairs',
}

/** The full name of a bureau of the Department of State, e.g. of "EUR". */
export const bureauWords = (code: string): string => bureaus[code] ?? code
