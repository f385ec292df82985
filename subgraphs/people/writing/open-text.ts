import { checkOptionalText, checkText, type TextLimits } from '@exchange-network/kit/writing/check-text'
import type { FieldPath, Problems } from '@exchange-network/kit/writing/problems'
import { tellsContact } from './contact-values.ts'

/** Checks a text that must be there and that everybody may read who may see the person; null when a problem was added. */
export const checkOpenText = (
  problems: Problems,
  field: FieldPath,
  text: string,
  limits: TextLimits,
): string | null => {
  const checked = checkText(problems, field, text, limits)
  checkNoContact(problems, field, checked)
  return checked
}

/** The same for a text that may be left out: undefined stays undefined (not given), null and the empty text clear the field. */
export const checkOptionalOpenText = <Text extends string | null | undefined>(
  problems: Problems,
  field: FieldPath,
  text: Text,
  limits: TextLimits,
): string | null | (undefined extends Text ? undefined : never) => {
  const checked = checkOptionalText(problems, field, text, limits)
  checkNoContact(problems, field, checked)
  return checked
}

/** Most characters that any of these texts may have. */
const longestText = 10_000

/** Refuses a contact value in a text that is not guarded as contact values are. */
export const checkNoContact = (problems: Problems, field: FieldPath, text: string | null | undefined): void => {
  // What is longer is refused as too long, and to look through it takes long.
  if (text == null || text.length > longestText || !tellsContact(text)) return
  problems.add(field, 'INVALID', repeatsContact)
}

/** Why such a text is refused. Never repeats the value. */
export const repeatsContact =
  'The text holds an e-mail address or a telephone number, which only contact points and claims on "contactPoints" keep. Leave it out here.'
