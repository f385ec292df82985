import { fold } from '../search/fold.ts'
import { protectedKindOf } from '../writing/protected-data.ts'
import { foldHeading } from './fold-heading.ts'

type Vocabulary = Readonly<Record<string, string>>

/** Words of partners' languages, written without spaces: any heading that has one in it is refused. */
const anywhere: Vocabulary = {
  'a SEVIS number': 'sevis ds2019 ds7002 iap66',
  'a passport number': `passport passeport pasaporte passaporte passaporto reisepass passnummer passnr passnumber paspoort
    pasaport paszport paspor hộchiếu паспорт traveldocument 护照 護照 旅券 パスポート 여권 جواز گذرنامه דרכון`,
  'a date of birth': `birthdate birthday dateofbirth dateborn bornon yearofbirth birthyear naissance nacimiento nascimento
    nascita geburtsdatum geburtstag geboren geboortedatum doğum urodzenia рождения народження ngàysinh tanggallahir
    tarikhlahir 出生 生年月日 生日 생년월일 الميلاد تاریختولد תאריךלידה`,
  'a social security or national identity number': `socialsecurity sécuritésociale seguridadsocial sozialversicherung
    nationalid nationalidentity identitycard idcard idnumber identitynumber citizenid personalausweis ausweisnummer
    cartedidentité documentodeidentidad cédula codicefiscale alienregistration taxid driverslicense drivinglicence
    身份证 身份證 주민등록`,
  'a visa number': 'visanumber visano visanr numérodevisa númerodevisa visumnummer visafoil i94',
}

/** Words that are refused only where they stand alone, since other words have them in them. */
const alone: Vocabulary = {
  'a passport number': 'ppt',
  'a date of birth': 'dob bday born birth fdn ddn',
  'a social security or national identity number':
    'ssn tin itin nin dni cpf curp pesel nik cnic aadhaar cccd cmnd nric',
}

const read = (vocabulary: Vocabulary): readonly { readonly kind: string; readonly words: readonly string[] }[] =>
  Object.entries(vocabulary).map(([kind, words]) => ({ kind, words: words.split(/\s+/).map(foldHeading) }))

const fragments = read(anywhere)
const wholeWords = read(alone)

/** Names the kind of data that a heading announces and that is never stored, in the languages of partners; null for other headings. */
export const protectedHeading = (heading: string): string | null => {
  const known = protectedKindOf(heading)
  if (known !== null) return known
  const squeezed = foldHeading(heading)
  const inside = fragments.find(({ words }) => words.some(word => squeezed.includes(word)))
  if (inside !== undefined) return inside.kind
  const own = wordsOf(heading)
  return wholeWords.find(({ words }) => words.some(word => own.includes(word)))?.kind ?? null
}

/** "familyName" and "D.O.B." as one reads them: "family", "name" and "dob". */
const wordsOf = (heading: string): readonly string[] => {
  const parted = heading
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(?<!\p{L})(\p{L})\.(?=\p{L}(?!\p{L})|\s|$)/gu, '$1')
  return fold(parted).match(/[\p{L}\p{N}]+/gu) ?? []
}
