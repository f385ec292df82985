import type { TestSubgraph } from '@exchange-network/kit/testing/test-subgraph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people, startWorld } from './world.ts'

let world: TestSubgraph

beforeAll(async () => {
  world = await startWorld()
})

afterAll(() => world[Symbol.asyncDispose]())

const visit = 'education-in-the-digital-age-ii'

// subject, path, value, normalized, basis, planned, source, locator, quote
const claims = [
  [
    'education-in-the-digital-age-ii',
    'title',
    'Education in the Digital Age II',
    'Education in the Digital Age II',
    'STATED',
    true,
    'scoe-press-release-2024-11-06',
    'paragraph 1',
    'The visit, titled “Education in the Digital Age II,”',
  ],
  [
    'education-in-the-digital-age-ii',
    'dates',
    'Friday, November 8, 2024',
    '2024-11-08',
    'STATED',
    true,
    'scoe-press-release-2024-11-06',
    'paragraph 1',
    'on Friday, November 8, 2024',
  ],
  [
    'education-in-the-digital-age-ii',
    'dates',
    'November 8',
    '2024-11-08',
    'STATED',
    false,
    'scoe-news-story',
    'paragraph 1',
    'Discussions at the November 8 presentation',
  ],
  [
    'education-in-the-digital-age-ii',
    'status',
    'will host',
    'ANNOUNCED',
    'STATED',
    true,
    'scoe-press-release-2024-11-06',
    'paragraph 1',
    'will host education leaders',
  ],
  [
    'education-in-the-digital-age-ii',
    'status',
    'met last week',
    'HELD',
    'STATED',
    false,
    'scoe-news-story',
    'paragraph 1',
    'a delegation of visitors from 22 countries met last week',
  ],
  [
    'education-in-the-digital-age-ii',
    'series',
    'International Visitor Leadership Program (IVLP)',
    'ivlp',
    'STATED',
    true,
    'scoe-press-release-2024-11-06',
    'paragraph 1',
    'as part of the U.S. Department of State’s International Visitor Leadership Program (IVLP)',
  ],
  [
    'education-in-the-digital-age-ii',
    'series',
    'International Visitor Leadership Program (IVLP)',
    'ivlp',
    'STATED',
    false,
    'scoe-news-story',
    'paragraph 6',
    'The visit was part of the International Visitor Leadership Program (IVLP)',
  ],
  [
    'education-in-the-digital-age-ii',
    'places',
    'Sacramento',
    'USSAC',
    'STATED',
    true,
    'scoe-press-release-2024-11-06',
    'dateline; paragraph 3',
    'Sacramento, CA',
  ],
  [
    'education-in-the-digital-age-ii',
    'roles.HOST',
    'Sacramento County Office of Education (SCOE)',
    'scoe',
    'STATED',
    true,
    'scoe-press-release-2024-11-06',
    'paragraph 1',
    'The Sacramento County Office of Education (SCOE) will host',
  ],
  [
    'education-in-the-digital-age-ii',
    'roles.HOST',
    'SCOE',
    'scoe',
    'INFERRED',
    false,
    'scoe-news-story',
    'paragraphs 1 and 2',
    'visits this year by those wanting to learn about successful Sacramento County Office of Education (SCOE) programs',
  ],
  [
    'education-in-the-digital-age-ii',
    'roles.FACILITATOR',
    'SCOE’s College and Career Readiness department',
    'scoe-college-and-career-readiness',
    'STATED',
    false,
    'scoe-news-story',
    'paragraph 2',
    'Facilitated by SCOE’s College and Career Readiness department',
  ],
  [
    'education-in-the-digital-age-ii',
    'roles.LOCAL_COORDINATOR',
    'Global Ties Sacramento',
    'global-ties-sacramento',
    'STATED',
    true,
    'scoe-press-release-2024-11-06',
    'paragraph 1',
    'is coordinated by Global Ties Sacramento',
  ],
  [
    'education-in-the-digital-age-ii',
    'roles.LOCAL_COORDINATOR',
    'the Sacramento office of Global Ties U.S.',
    null,
    'STATED',
    false,
    'scoe-news-story',
    'paragraph 6',
    'Friday’s visit was coordinated by the Sacramento office of Global Ties U.S.',
  ],
  [
    'education-in-the-digital-age-ii',
    'roles.PARTNER',
    'the Meridian International Center',
    'meridian-international-center',
    'STATED',
    true,
    'scoe-press-release-2024-11-06',
    'paragraph 1',
    'in partnership with the Meridian International Center',
  ],
  [
    'education-in-the-digital-age-ii',
    'roles.NETWORK',
    'Global Ties U.S.',
    'global-ties-us',
    'INFERRED',
    false,
    'scoe-news-story',
    'paragraph 6',
    'the Sacramento office of Global Ties U.S.',
  ],
  [
    'education-in-the-digital-age-ii',
    'roles.SPONSOR',
    'U.S. Department of State',
    'us-department-of-state',
    'STATED',
    true,
    'scoe-press-release-2024-11-06',
    'paragraph 1',
    'the U.S. Department of State’s International Visitor Leadership Program',
  ],
  [
    'education-in-the-digital-age-ii',
    'roles.SPONSOR',
    'U.S. Department of State',
    'us-department-of-state',
    'STATED',
    false,
    'scoe-news-story',
    'paragraph 6',
    'the U.S. Department of State’s flagship professional exchange program',
  ],
  [
    'education-in-the-digital-age-ii',
    'roles.ADMINISTRATOR',
    'Bureau of Educational and Cultural Affairs',
    'bureau-of-educational-and-cultural-affairs',
    'INFERRED',
    true,
    'scoe-press-release-2024-11-06',
    'About the IVLP',
    'The IVLP is administered by the Bureau of Educational and Cultural Affairs',
  ],
  [
    'education-in-the-digital-age-ii',
    'countryTally.announced',
    '19 countries',
    '19',
    'STATED',
    true,
    'scoe-press-release-2024-11-06',
    'paragraph 1',
    'education leaders from 19 countries',
  ],
  [
    'education-in-the-digital-age-ii',
    'countryTally.reported',
    '22 countries',
    '22',
    'STATED',
    false,
    'scoe-news-story',
    'paragraph 1',
    'visitors from 22 countries',
  ],
  [
    'education-in-the-digital-age-ii',
    'countryTally.listed',
    '22 entries',
    '22',
    'COMPUTED',
    false,
    'scoe-news-story',
    'paragraph 4',
    'Grenada, Botswana, Brazil, Burma, Burma, Croatia, ...',
  ],
  [
    'education-in-the-digital-age-ii',
    'countryTally.distinct',
    '21 different entries',
    '21',
    'COMPUTED',
    false,
    'scoe-news-story',
    'paragraph 4',
    'Grenada, Botswana, Brazil, Burma, Burma, Croatia, ...',
  ],
  [
    'education-in-the-digital-age-ii',
    'countryTally.adopted',
    '19 countries',
    '19',
    'STATED',
    true,
    'scoe-press-release-2024-11-06',
    'paragraph 1',
    'education leaders from 19 countries',
  ],
  [
    'education-in-the-digital-age-ii',
    'countryTally.adopted',
    '22 countries',
    '22',
    'STATED',
    false,
    'scoe-news-story',
    'paragraph 1',
    'visitors from 22 countries',
  ],
  [
    'education-in-the-digital-age-ii',
    'countryTally.adopted',
    '21 different entries',
    '21',
    'COMPUTED',
    false,
    'scoe-news-story',
    'paragraph 4',
    'Grenada, Botswana, Brazil, Burma, Burma, Croatia, ...',
  ],
  [
    'education-in-the-digital-age-ii',
    'agenda.presentationTitle',
    'Reimagining Computing Education in Sacramento County and Across California',
    null,
    'STATED',
    true,
    'scoe-press-release-2024-11-06',
    'b1',
    'Led by Jared Amalong, SCOE Director of Computer Science and Digital Learning',
  ],
  [
    'education-in-the-digital-age-ii',
    'topics',
    'digital learning in rural schools',
    'digital-learning-in-rural-schools',
    'STATED',
    true,
    'scoe-press-release-2024-11-06',
    'paragraph 2',
    'SCOE’s efforts to support digital learning in rural schools',
  ],
  [
    'education-in-the-digital-age-ii',
    'topics',
    'digital learning in rural schools',
    'digital-learning-in-rural-schools',
    'STATED',
    false,
    'scoe-news-story',
    'paragraph 1',
    'Efforts to support digital learning in rural schools were also discussed',
  ],
  [
    'education-in-the-digital-age-ii',
    'topics',
    'private or philanthropic organizations',
    'private-and-philanthropic-partnerships',
    'STATED',
    true,
    'scoe-press-release-2024-11-06',
    'paragraph 2',
    'partnerships between SCOE, educational institutions, and private or philanthropic organizations',
  ],
  [
    'education-in-the-digital-age-ii',
    'topics',
    'private businesses and philanthropic organizations',
    'private-and-philanthropic-partnerships',
    'STATED',
    false,
    'scoe-news-story',
    'paragraph 3',
    'successful partnerships with private businesses and philanthropic organizations',
  ],
  [
    'education-in-the-digital-age-ii',
    'initiatives',
    'CS4NorCal Research Project',
    'small-school-districts-association',
    'STATED',
    false,
    'scoe-news-story',
    'paragraph 2',
    'the Small School Districts’ Association CS4NorCal Research Project',
  ],
  [
    'education-in-the-digital-age-ii',
    'initiatives',
    'Educator Workforce Investment Grant for Computer Science',
    'california-department-of-education',
    'STATED',
    false,
    'scoe-news-story',
    'paragraph 2',
    'the California Department of Education Educator Workforce Investment Grant for Computer Science',
  ],
  [
    'scoe-belarus-visit-2024',
    'dates',
    'In May',
    '2024-05',
    'INFERRED',
    false,
    'scoe-news-story',
    'paragraph 7',
    'In May, SCOE’s Reentry Program hosted a group of human rights advocates from Belarus for a program tour',
  ],
  [
    'scoe-belarus-visit-2024',
    'status',
    'hosted',
    'HELD',
    'STATED',
    false,
    'scoe-news-story',
    'paragraph 7',
    'In May, SCOE’s Reentry Program hosted a group of human rights advocates from Belarus for a program tour',
  ],
  [
    'scoe-belarus-visit-2024',
    'roles.HOST',
    'SCOE’s Reentry Program',
    'scoe-reentry-program',
    'STATED',
    false,
    'scoe-news-story',
    'paragraph 7',
    'In May, SCOE’s Reentry Program hosted a group of human rights advocates from Belarus for a program tour',
  ],
  [
    'scoe-belarus-visit-2024',
    'representations',
    'Belarus',
    'BY',
    'STATED',
    false,
    'scoe-news-story',
    'paragraph 7',
    'In May, SCOE’s Reentry Program hosted a group of human rights advocates from Belarus for a program tour',
  ],
  [
    'scoe-belarus-visit-2024',
    'places',
    'Sacramento',
    'USSAC',
    'INFERRED',
    false,
    'scoe-news-story',
    'paragraph 7',
    null,
  ],
  [
    'scoe-philippines-visit-2024',
    'dates',
    'In July',
    '2024-07',
    'INFERRED',
    false,
    'scoe-news-story',
    'paragraph 7',
    'In July, the program also hosted a group from the Philippines',
  ],
  [
    'scoe-philippines-visit-2024',
    'status',
    'hosted',
    'HELD',
    'STATED',
    false,
    'scoe-news-story',
    'paragraph 7',
    'In July, the program also hosted a group from the Philippines',
  ],
  [
    'scoe-philippines-visit-2024',
    'roles.HOST',
    'SCOE’s Reentry Program',
    'scoe-reentry-program',
    'STATED',
    false,
    'scoe-news-story',
    'paragraph 7',
    'In July, the program also hosted a group from the Philippines',
  ],
  [
    'scoe-philippines-visit-2024',
    'representations',
    'the Philippines',
    'PH',
    'STATED',
    false,
    'scoe-news-story',
    'paragraph 7',
    'In July, the program also hosted a group from the Philippines',
  ],
  [
    'scoe-philippines-visit-2024',
    'places',
    'Sacramento',
    'USSAC',
    'INFERRED',
    false,
    'scoe-news-story',
    'paragraph 7',
    null,
  ],
  [
    'cosn-singapore-2015',
    'dates',
    'January 9-17, 2015',
    '2015-01-09/2015-01-17',
    'STATED',
    true,
    'cosn-global-leadership-page',
    'International Delegations',
    'CoSN is leading an International Delegation to Singapore from January 9-17, 2015',
  ],
  [
    'cosn-singapore-2015',
    'status',
    'is leading',
    'ANNOUNCED',
    'STATED',
    true,
    'cosn-global-leadership-page',
    'International Delegations',
    'CoSN is leading an International Delegation to Singapore from January 9-17, 2015',
  ],
  [
    'cosn-singapore-2015',
    'places',
    'Singapore',
    'SG',
    'STATED',
    true,
    'cosn-global-leadership-page',
    'International Delegations',
    'CoSN is leading an International Delegation to Singapore from January 9-17, 2015',
  ],
  [
    'cosn-singapore-2015',
    'roles.ORGANIZER',
    'CoSN',
    'cosn',
    'STATED',
    true,
    'cosn-global-leadership-page',
    'International Delegations',
    'CoSN is leading an International Delegation to Singapore from January 9-17, 2015',
  ],
  [
    'cosn-portugal-2013',
    'dates',
    'October 2013',
    '2013-10',
    'STATED',
    false,
    'cosn-global-leadership-page',
    'Past Delegations, paragraph 1',
    'In October 2013, CoSN led a delegation to Portugal',
  ],
  [
    'cosn-portugal-2013',
    'status',
    'led',
    'HELD',
    'STATED',
    false,
    'cosn-global-leadership-page',
    'Past Delegations, paragraph 1',
    'In October 2013, CoSN led a delegation to Portugal',
  ],
  [
    'cosn-portugal-2013',
    'places',
    'Portugal',
    'PT',
    'STATED',
    false,
    'cosn-global-leadership-page',
    'Past Delegations, paragraph 1',
    'In October 2013, CoSN led a delegation to Portugal',
  ],
  [
    'cosn-portugal-2013',
    'roles.ORGANIZER',
    'CoSN',
    'cosn',
    'STATED',
    false,
    'cosn-global-leadership-page',
    'Past Delegations, paragraph 1',
    'In October 2013, CoSN led a delegation to Portugal',
  ],
  [
    'cosn-south-america',
    'places',
    'South America (Argentina & Uruguay)',
    'AR, UY',
    'STATED',
    false,
    'cosn-global-leadership-page',
    'Past Delegations, last paragraph',
    'Past trips have taken us to ...',
  ],
  [
    'cosn-south-america',
    'status',
    'Past trips',
    'HELD',
    'STATED',
    false,
    'cosn-global-leadership-page',
    'Past Delegations, last paragraph',
    'Past trips have taken us to ...',
  ],
  [
    'cosn-south-america',
    'roles.ORGANIZER',
    'us',
    'cosn',
    'STATED',
    false,
    'cosn-global-leadership-page',
    'Past Delegations, last paragraph',
    'Past trips have taken us to ...',
  ],
  [
    'cosn-london-paris-2011',
    'places',
    'London',
    'GBLON',
    'STATED',
    false,
    'cosn-global-leadership-page',
    'Past Delegations, last paragraph',
    'Past trips have taken us to ...',
  ],
  [
    'cosn-london-paris-2011',
    'places',
    'Paris',
    'FRPAR',
    'STATED',
    false,
    'cosn-global-leadership-page',
    'Past Delegations, last paragraph',
    'Past trips have taken us to ...',
  ],
  [
    'cosn-london-paris-2011',
    'dates',
    '2011',
    '2011',
    'STATED',
    false,
    'cosn-global-leadership-page',
    'Past Delegations, last paragraph',
    '(2011)',
  ],
  [
    'cosn-london-paris-2011',
    'status',
    'Past trips',
    'HELD',
    'STATED',
    false,
    'cosn-global-leadership-page',
    'Past Delegations, last paragraph',
    'Past trips have taken us to ...',
  ],
  [
    'cosn-london-paris-2011',
    'roles.ORGANIZER',
    'us',
    'cosn',
    'STATED',
    false,
    'cosn-global-leadership-page',
    'Past Delegations, last paragraph',
    'Past trips have taken us to ...',
  ],
  [
    'cosn-scotland-netherlands-2009',
    'places',
    'Scotland',
    'GB-SCT',
    'STATED',
    false,
    'cosn-global-leadership-page',
    'Past Delegations, last paragraph',
    'Past trips have taken us to ...',
  ],
  [
    'cosn-scotland-netherlands-2009',
    'places',
    'the Netherlands',
    'NL',
    'STATED',
    false,
    'cosn-global-leadership-page',
    'Past Delegations, last paragraph',
    'Past trips have taken us to ...',
  ],
  [
    'cosn-scotland-netherlands-2009',
    'dates',
    '2009',
    '2009',
    'STATED',
    false,
    'cosn-global-leadership-page',
    'Past Delegations, last paragraph',
    '(2009)',
  ],
  [
    'cosn-scotland-netherlands-2009',
    'status',
    'Past trips',
    'HELD',
    'STATED',
    false,
    'cosn-global-leadership-page',
    'Past Delegations, last paragraph',
    'Past trips have taken us to ...',
  ],
  [
    'cosn-scotland-netherlands-2009',
    'roles.ORGANIZER',
    'us',
    'cosn',
    'STATED',
    false,
    'cosn-global-leadership-page',
    'Past Delegations, last paragraph',
    'Past trips have taken us to ...',
  ],
  [
    'cosn-scandinavia-2007',
    'places',
    'Scandinavia',
    'x-scandinavia',
    'STATED',
    false,
    'cosn-global-leadership-page',
    'Past Delegations, last paragraph',
    'Past trips have taken us to ...',
  ],
  [
    'cosn-scandinavia-2007',
    'dates',
    '2007',
    '2007',
    'STATED',
    false,
    'cosn-global-leadership-page',
    'Past Delegations, last paragraph',
    '(2007)',
  ],
  [
    'cosn-scandinavia-2007',
    'status',
    'Past trips',
    'HELD',
    'STATED',
    false,
    'cosn-global-leadership-page',
    'Past Delegations, last paragraph',
    'Past trips have taken us to ...',
  ],
  [
    'cosn-scandinavia-2007',
    'roles.ORGANIZER',
    'us',
    'cosn',
    'STATED',
    false,
    'cosn-global-leadership-page',
    'Past Delegations, last paragraph',
    'Past trips have taken us to ...',
  ],
  [
    'cosn-australia-2004',
    'places',
    'Australia',
    'AU',
    'STATED',
    false,
    'cosn-global-leadership-page',
    'Past Delegations, last paragraph',
    'Past trips have taken us to ...',
  ],
  [
    'cosn-australia-2004',
    'dates',
    '2004',
    '2004',
    'STATED',
    false,
    'cosn-global-leadership-page',
    'Past Delegations, last paragraph',
    '(2004)',
  ],
  [
    'cosn-australia-2004',
    'status',
    'Past trips',
    'HELD',
    'STATED',
    false,
    'cosn-global-leadership-page',
    'Past Delegations, last paragraph',
    'Past trips have taken us to ...',
  ],
  [
    'cosn-australia-2004',
    'roles.ORGANIZER',
    'us',
    'cosn',
    'STATED',
    false,
    'cosn-global-leadership-page',
    'Past Delegations, last paragraph',
    'Past trips have taken us to ...',
  ],
  [
    'cosn-portugal-2013',
    'outputs',
    'Reinventing Learning in Portugal: An Ecosystem Approach',
    null,
    'STATED',
    false,
    'cosn-global-leadership-page',
    'Past Delegations, paragraph 1',
    'The official report, Reinventing Learning in Portugal: An Ecosystem Approach',
  ],
  [
    'cosn-south-america',
    'outputs',
    'Opening Doors With ICT: Abriendo Puertas Con ICT',
    null,
    'STATED',
    false,
    'cosn-global-leadership-page',
    'Past Delegations, last paragraph',
    'Download the report - Opening Doors With ICT: Abriendo Puertas Con ICT',
  ],
  [
    'cosn-unesco-symposium-connected-learning',
    'title',
    'Connected Learning: Implications for Schooling from Informal Learning',
    null,
    'STATED',
    false,
    'cosn-global-leadership-page',
    'Annual International Symposium',
    'This year\'s CoSN/UNESCO International Symposium, "Connected Learning: Implications for Schooling from Informal Learning,"',
  ],
  [
    'cosn-unesco-symposium-connected-learning',
    'roles.ORGANIZER',
    'CoSN',
    'cosn',
    'STATED',
    false,
    'cosn-global-leadership-page',
    'Annual International Symposium',
    'This year\'s CoSN/UNESCO International Symposium, "Connected Learning: Implications for Schooling from Informal Learning,"',
  ],
  [
    'cosn-unesco-symposium-connected-learning',
    'roles.CO_ORGANIZER',
    'UNESCO',
    'unesco',
    'STATED',
    false,
    'cosn-global-leadership-page',
    'Annual International Symposium',
    'This year\'s CoSN/UNESCO International Symposium, "Connected Learning: Implications for Schooling from Informal Learning,"',
  ],
  [
    'cosn-unesco-symposium-connected-learning',
    'status',
    'explored',
    'HELD',
    'STATED',
    false,
    'cosn-global-leadership-page',
    'Annual International Symposium',
    'This year\'s CoSN/UNESCO International Symposium, "Connected Learning: Implications for Schooling from Informal Learning,"',
  ],
  [
    'cosn-unesco-symposium-connected-learning',
    'partOf',
    'our Annual Conference',
    'cosn-annual-conference',
    'STATED',
    false,
    'cosn-global-leadership-page',
    'Annual International Symposium',
    'during the International Symposium at our Annual Conference',
  ],
  [
    'iste-philadelphia-roundtable',
    'roles.HOST',
    'Visual Sound',
    'visual-sound',
    'STATED',
    false,
    'eschool-news-article',
    'paragraph 2',
    'a roundtable event hosted by Visual Sound',
  ],
  [
    'iste-philadelphia-roundtable',
    'roles.PARTICIPANT',
    'the School District of Philadelphia',
    'school-district-of-philadelphia',
    'STATED',
    false,
    'eschool-news-article',
    'paragraph 2',
    'representatives from three districts',
  ],
  [
    'iste-philadelphia-roundtable',
    'roles.PARTICIPANT',
    'Prince George’s County Public Schools',
    'prince-georges-county-public-schools',
    'STATED',
    false,
    'eschool-news-article',
    'paragraph 2',
    'representatives from three districts',
  ],
  [
    'iste-philadelphia-roundtable',
    'roles.PARTICIPANT',
    'the District of Columbia Public Schools',
    'district-of-columbia-public-schools',
    'STATED',
    false,
    'eschool-news-article',
    'paragraph 2',
    'representatives from three districts',
  ],
  [
    'iste-philadelphia-roundtable',
    'studentsRepresented',
    'more than 300,000 students',
    '300000',
    'STATED',
    false,
    'eschool-news-article',
    'paragraph 2',
    'Together, these districts represent more than 300,000 students',
  ],
  [
    'iste-philadelphia-roundtable',
    'partOf',
    'ISTE in Philadelphia',
    'iste-philadelphia',
    'STATED',
    false,
    'eschool-news-article',
    'paragraph 2',
    'This year, as part of ISTE in Philadelphia',
  ],
  [
    'iste-philadelphia-roundtable',
    'places',
    'Philadelphia',
    'USPHL',
    'STATED',
    false,
    'eschool-news-article',
    'paragraph 2',
    'as part of ISTE in Philadelphia',
  ],
  [
    'iste-philadelphia-roundtable',
    'status',
    'brought together',
    'HELD',
    'STATED',
    false,
    'eschool-news-article',
    'paragraph 2',
    'brought together representatives',
  ],
  [
    'iste-philadelphia-roundtable',
    'venue',
    'the School District of Philadelphia’s Education Center',
    null,
    'STATED',
    false,
    'eschool-news-article',
    'paragraph 3',
    'hosted at the School District of Philadelphia’s Education Center',
  ],
  [
    'iste-philadelphia-roundtable',
    'roles.VENUE_PROVIDER',
    'the School District of Philadelphia’s Education Center',
    'school-district-of-philadelphia',
    'STATED',
    false,
    'eschool-news-article',
    'paragraph 3',
    'hosted at the School District of Philadelphia’s Education Center',
  ],
  [
    'iste-philadelphia-roundtable',
    'breakouts',
    'coaches, technicians, and administrators',
    '3',
    'STATED',
    false,
    'eschool-news-article',
    'paragraph 3',
    'split into three groups based on their role and main area of focus',
  ],
  [
    'iste-philadelphia',
    'places',
    'Philadelphia',
    'USPHL',
    'STATED',
    false,
    'eschool-news-article',
    'paragraph 2',
    'as part of ISTE in Philadelphia',
  ],
] as const

type Claim = {
  subjectId: string
  path: string
  value: string
  normalized: string | null
  basis: string
  planned: boolean
  source: { slug: string }
  locator: string | null
  quote: string | null
}

const claimFields = 'subjectId path value normalized basis planned source { slug } locator quote note'

const everyClaim = async (): Promise<Claim[]> => {
  const { data } = await world.query(`{ programs(first: 100) { edges { node {
    claims { ${claimFields} }
    participations { edges { node { claims { ${claimFields} } } } }
  } } } }`)
  type Claims = { claims: Claim[] }
  return data.programs.edges.flatMap(
    ({ node }: { node: Claims & { participations: { edges: { node: Claims }[] } } }) => [
      ...node.claims,
      ...node.participations.edges.flatMap(edge => edge.node.claims),
    ],
  )
}

describe('The claims on programs', () => {
  it('are those of the documents, word for word', async () => {
    const found = await everyClaim()

    const rows = found.map(({ subjectId, path, value, normalized, basis, planned, source, locator, quote }) => [
      subjectId,
      path,
      value,
      normalized,
      basis,
      planned,
      source.slug,
      locator,
      quote,
    ])
    expect(rows).toEqual(expect.arrayContaining(claims.map(claim => [...claim])))
  })

  it('hold the printed list of countries with its repetition, and the codes without', async () => {
    const { data } = await world.query(
      `{ program(id: "${visit}") { claims(path: "representations") { value normalized } } }`,
    )

    expect(data.program.claims).toEqual([
      {
        value:
          'Grenada, Botswana, Brazil, Burma, Burma, Croatia, Denmark, Egypt, Eritrea, Israel, Jordan, Lithuania, Nigeria, ' +
          'Palestinian Territories, Philippines, Solomon Islands, Spain, Sri Lanka, Tajikistan, Uganda, Ukraine, and Vietnam',
        normalized: 'GD;BW;BR;MM;HR;DK;EG;ER;IL;JO;LT;NG;PS;PH;SB;ES;LK;TJ;UG;UA;VN',
      },
    ])
  })

  it('are planned exactly where a document speaks of what is to come', async () => {
    const found = await everyClaim()

    const release = found.filter(claim => claim.source.slug === 'scoe-press-release-2024-11-06')
    const { data } = await world.query('{ program(id: "cosn-singapore-2015") { claims { planned } } }')
    const story = found.filter(claim => ['scoe-news-story', 'eschool-news-article'].includes(claim.source.slug))
    const page = found.filter(claim => claim.source.slug === 'cosn-global-leadership-page' && claim.planned)
    expect(new Set(release.map(claim => claim.planned))).toEqual(new Set([true]))
    expect(data.program.claims).toEqual([{ planned: true }, { planned: true }, { planned: true }, { planned: true }])
    expect(new Set(story.map(claim => claim.planned))).toEqual(new Set([false]))
    expect(page).toHaveLength(5)
  })

  it('say that a year was inferred', async () => {
    const { data } = await world.query(
      '{ program(id: "scoe-belarus-visit-2024") { claims(path: "dates") { value normalized basis note } } }',
    )

    expect(data.program.claims).toEqual([
      {
        value: 'In May',
        normalized: '2024-05',
        basis: 'INFERRED',
        note: 'The month is stated; the year is inferred from “this year”.',
      },
    ])
  })

  it('keep an announcement and a report side by side: that is no conflict', async () => {
    const { data } = await world.query(
      `{ program(id: "${visit}") { status claims(path: "status") { normalized planned } conflicts { path } } }`,
    )

    expect(data.program).toEqual({
      status: 'HELD',
      claims: [
        { normalized: 'ANNOUNCED', planned: true },
        { normalized: 'HELD', planned: false },
      ],
      conflicts: [{ path: 'countryTally.adopted' }, { path: 'roles.LOCAL_COORDINATOR' }],
    })
  })

  it('keep the words of Gordon and Amalong on the participations in which they are quoted', async () => {
    const { data } =
      await world.query(`{ program(id: "${visit}") { participations(filter: { roles: [QUOTED] }) { edges { node {
      person { id } claims(path: "quote") { value locator source { slug } }
    } } } } }`)

    expect(data.program.participations.edges.map((edge: { node: object }) => edge.node)).toEqual([
      {
        person: { id: people.jaredAmalong },
        claims: [
          {
            value:
              '“I’m grateful for the opportunity to exchange insights with our international guests and learn about the ' +
              'advancements and challenges in their countries related to computer science and educational technology.” ' +
              '“It was an honor to highlight SCOE’s initiatives to enhance digital learning and empower students in Sacramento County.”',
            locator: 'paragraph 5',
            source: { slug: 'scoe-news-story' },
          },
        ],
      },
      {
        person: { id: people.davidGordon },
        claims: [
          {
            value:
              '“It is a privilege to welcome international leaders to Sacramento and to share how we are leveraging ' +
              'technology to improve learning outcomes. This program underscores the value of global collaboration in ' +
              'addressing educational challenges and developing innovative solutions.”',
            locator: 'paragraph 3',
            source: { slug: 'scoe-press-release-2024-11-06' },
          },
        ],
      },
    ])
  })

  it('never repeat an address or a number at which somebody is reached', async () => {
    const found = await everyClaim()

    expect(found.filter(claim => /@|\(916\)/.test(`${claim.value} ${claim.quote}`))).toEqual([])
  })
})

describe('The conflicts', () => {
  const listed = `totalCount edges { node {
    subjectId subjectLabel path status rationale claims { value normalized basis source { slug } } adopted { normalized basis }
  } }`

  it('are two', async () => {
    const { data } = await world.query(`{ programConflicts { ${listed} } }`)

    expect(data.programConflicts.totalCount).toBe(2)
    expect(data.programConflicts.edges.map((edge: { node: object }) => edge.node)).toEqual([
      {
        subjectId: visit,
        subjectLabel: 'Education in the Digital Age II',
        path: 'countryTally.adopted',
        status: 'RESOLVED',
        rationale: 'The printed list has 22 entries, one country twice; the announcement is older than the visit.',
        claims: [
          {
            value: '19 countries',
            normalized: '19',
            basis: 'STATED',
            source: { slug: 'scoe-press-release-2024-11-06' },
          },
          { value: '22 countries', normalized: '22', basis: 'STATED', source: { slug: 'scoe-news-story' } },
          { value: '21 different entries', normalized: '21', basis: 'COMPUTED', source: { slug: 'scoe-news-story' } },
        ],
        adopted: { normalized: '21', basis: 'COMPUTED' },
      },
      {
        subjectId: visit,
        subjectLabel: 'Education in the Digital Age II',
        path: 'roles.LOCAL_COORDINATOR',
        status: 'OPEN',
        rationale: null,
        claims: [
          {
            value: 'Global Ties Sacramento',
            normalized: 'global-ties-sacramento',
            basis: 'STATED',
            source: { slug: 'scoe-press-release-2024-11-06' },
          },
          {
            value: 'the Sacramento office of Global Ties U.S.',
            normalized: null,
            basis: 'STATED',
            source: { slug: 'scoe-news-story' },
          },
        ],
        adopted: null,
      },
    ])
  })

  it('can be asked for by record, path and state', async () => {
    const { data } = await world.query(`{
      open: programConflicts(status: OPEN) { edges { node { path } } }
      tally: programConflicts(path: "countryTally.adopted") { totalCount }
      visit: programConflicts(subjectId: "${visit}") { totalCount }
      other: programConflicts(subjectId: "cosn-singapore-2015") { totalCount }
    }`)

    expect(data).toEqual({
      open: { edges: [{ node: { path: 'roles.LOCAL_COORDINATOR' } }] },
      tally: { totalCount: 1 },
      visit: { totalCount: 2 },
      other: { totalCount: 0 },
    })
  })

  it('leave the working value on the record while one is open', async () => {
    const { data } = await world.query(`{ program(id: "${visit}") { localCoordinators { id } } }`)

    expect(data.program.localCoordinators).toEqual([{ id: 'global-ties-sacramento' }])
  })
})

describe('The sources', () => {
  it('are four, latest first and undated last', async () => {
    const { data } = await world.query(`{ sources { totalCount edges { node {
      slug kind title titleIsOfficial subtitle publisher { id } publisherInferred authors { id }
      published { edtf earliest latest precision inferred label } url identifier syndicatedFrom { id } visibility
    } } } }`)

    const shared = { url: null, visibility: 'PUBLIC' }
    expect(data.sources.totalCount).toBe(4)
    expect(data.sources.edges.map((edge: { node: object }) => edge.node)).toEqual([
      {
        ...shared,
        slug: 'scoe-news-story',
        kind: 'NEWS_STORY',
        title: 'International visitors at SCOE, November 8',
        titleIsOfficial: false,
        subtitle: null,
        publisher: { id: 'scoe' },
        publisherInferred: true,
        authors: [],
        published: {
          edtf: '[2024-11-10..2024-11-16]',
          earliest: '2024-11-10',
          latest: '2024-11-16',
          precision: 'DAY',
          inferred: true,
          label: null,
        },
        identifier: null,
        syndicatedFrom: null,
      },
      {
        ...shared,
        slug: 'scoe-press-release-2024-11-06',
        kind: 'PRESS_RELEASE',
        title: 'Release: SCOE to Host International Education Delegates',
        titleIsOfficial: true,
        subtitle: 'Department of State Showcasing Technology Integration in Local Schools',
        publisher: { id: 'scoe' },
        publisherInferred: false,
        authors: [],
        published: {
          edtf: '2024-11-06',
          earliest: '2024-11-06',
          latest: '2024-11-06',
          precision: 'DAY',
          inferred: false,
          label: 'Wednesday, November 6, 2024',
        },
        identifier: null,
        syndicatedFrom: null,
      },
      {
        ...shared,
        slug: 'cosn-global-leadership-page',
        kind: 'WEB_PAGE',
        title: 'Global Leadership',
        titleIsOfficial: true,
        subtitle: null,
        publisher: { id: 'cosn' },
        publisherInferred: false,
        authors: [],
        published: {
          edtf: '[2013-10..2015-01]',
          earliest: '2013-10-01',
          latest: '2015-01-31',
          precision: 'MONTH',
          inferred: true,
          label: null,
        },
        identifier: null,
        syndicatedFrom: null,
      },
      {
        ...shared,
        slug: 'eschool-news-article',
        kind: 'OPINION_ARTICLE',
        title: 'Fostering connections and edtech strategies between education leaders',
        titleIsOfficial: true,
        subtitle: null,
        publisher: null,
        publisherInferred: false,
        authors: [{ id: people.jeffLowe }],
        published: null,
        identifier: 'Source Node: 2860580',
        syndicatedFrom: { id: 'eschool-news' },
      },
    ])
  })

  it('keep what the article says of no program', async () => {
    const { data } = await world.query('{ source(id: "eschool-news-article") { summary } }')

    expect(data.source.summary).toBe(
      'Education leaders face uncharted challenges ensuring that teachers who stay feel supported and connected. ' +
        'Leaders are consistently ensuring that policies, technology, and teaching practices prioritize equity and ' +
        'cultural responsiveness.',
    )
  })

  it('can be asked for by kind and publisher', async () => {
    const { data } = await world.query(`{
      stories: sources(kinds: [NEWS_STORY]) { edges { node { slug } } }
      ofCosn: sources(publisherId: "cosn") { edges { node { slug } } }
      one: source(id: "scoe-news-story") { slug }
      none: source(id: "no-such-source") { slug }
    }`)

    expect(data).toEqual({
      stories: { edges: [{ node: { slug: 'scoe-news-story' } }] },
      ofCosn: { edges: [{ node: { slug: 'cosn-global-leadership-page' } }] },
      one: { slug: 'scoe-news-story' },
      none: null,
    })
  })

  it('are named by every program', async () => {
    const { data } = await world.query('{ programs(first: 100) { edges { node { slug sources { slug } } } } }')

    type Edge = { node: { slug: string; sources: { slug: string }[] } }
    const bySource = Map.groupBy(data.programs.edges as Edge[], edge =>
      edge.node.sources.map(source => source.slug).join('; '),
    )
    expect([...bySource].map(([sources, edges]) => [sources, edges.length])).toEqual([
      ['scoe-press-release-2024-11-06; scoe-news-story', 1],
      ['scoe-news-story', 2],
      ['cosn-global-leadership-page', 9],
      ['eschool-news-article', 2],
    ])
  })
})
