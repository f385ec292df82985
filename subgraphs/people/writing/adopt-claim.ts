import type { Claim } from '@exchange-network/kit/provenance/claim'
import { readText } from '@exchange-network/kit/writing/check-text'
import type { Writing } from '@exchange-network/kit/writing/writing'
import { Affiliation } from '../entities/affiliation.ts'
import type { Person } from '../entities/person.ts'
import { folded } from '../store/folded.ts'
import { sortNameOf } from '../store/record-person.ts'
import { longestBiography, longestName } from './person-texts.ts'
import { longestLabel } from './positions.ts'

const textColumns = {
  name: longestName,
  givenName: longestName,
  familyName: longestName,
  nativeName: longestName,
  biography: longestBiography,
} as const

/**
 * Lets the column of a path follow the claim that was adopted, in its normal form. Another name joins the list of other
 * names. A job title goes to the person's position where there is only one: claims do not say which one they mean.
 * Contact points and everything else keep their columns.
 */
export const adoptClaim = async (writing: Writing, person: Person, claim: Claim): Promise<void> => {
  const { path } = claim
  if (path in textColumns) {
    const column = path as keyof typeof textColumns
    const text = fitting(writing, claim, textColumns[column])
    if (text === null || isWithheld(writing, person, column)) return
    person[column] = text
    person.sortName = sortNameOf(person)
  } else if (path === 'otherNames') {
    const name = fitting(writing, claim, longestName)
    if (name === null || isWithheld(writing, person, path) || person.otherNames.includes(name)) return
    person.otherNames = [...person.otherNames, name]
  } else if (path === 'affiliations.title') {
    const title = fitting(writing, claim, longestLabel)
    const [position, ...others] = await writing.em.find(Affiliation, { personId: person.id })
    if (title === null || position === undefined || others.length > 0) return
    Object.assign(position, { title, foldedTitle: folded(title) })
  }
}

const adopted = ['input', 'adoptClaimId']

const fitting = ({ problems }: Writing, { path, value, normalized }: Claim, max: number): string | null => {
  const read = readText(normalized ?? value, { max, lines: path === 'biography' })
  if ('text' in read && read.text !== '') return read.text
  const why = 'problem' in read ? read.problem.message : 'The text is empty.'
  problems.add(adopted, 'INVALID', `The claim does not fit the field "${path}". ${why}`)
  return null
}

const isWithheld = ({ problems }: Writing, { nameWithheld }: Person, path: string): boolean => {
  if (!nameWithheld || path === 'biography') return false
  problems.add(adopted, 'INVALID', `The name of this person is withheld, so "${path}" follows no claim.`)
  return true
}
