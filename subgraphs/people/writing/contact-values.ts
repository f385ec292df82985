import { findPhoneNumbersInText, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js'
import type { ContactKind } from '../entities/vocabulary.ts'

/** A contact value as printed, and in the form by which two are the same: E.164, or the address in small letters. */
export type ContactValue = { readonly value: string; readonly normalized: string }

/** Reads a telephone number or e-mail address; null where it is none. */
export const readContactValue = (kind: ContactKind, text: string): ContactValue | null => {
  const value = text.trim()
  if (kind === 'EMAIL') return isAddress(value) ? { value, normalized: value.toLowerCase() } : null
  const number = value.length > longestNumber ? undefined : parsePhoneNumberFromString(value, 'US')
  return number?.isValid() ? { value, normalized: inE164(number) } : null
}

/** Says how a contact value is written; completes "The value ...". Never repeats the value. */
export const contactProblem = (kind: ContactKind): string =>
  kind === 'EMAIL'
    ? 'is no e-mail address. Write one address, e.g. "first.last@example.org".'
    : 'is no telephone number. Write it with its country code, e.g. "+44 20 7946 0958"; without one it is taken for one of the United States, e.g. "(916) 555-0123".'

/**
 * Tells whether an open text seems to hold an e-mail address or a telephone number: those stand in contact points, where
 * contact:read guards them, and nowhere else.
 */
export const tellsContact = (text: string): boolean =>
  /[^\s@<>()]@[^\s@<>()]+\.\p{L}{2,}/u.test(text) ||
  (hasDigitsOfNumber(text) && findPhoneNumbersInText(text, 'US').length > 0)

const longestNumber = 60

const inE164 = (number: PhoneNumber): string => (number.ext ? `${number.number};ext=${number.ext}` : number.number)

// Lengths of RFC 5321, 4.5.3.1; the pattern of the HTML standard for <input type=email>, and a dot in the domain.
const isAddress = (text: string): boolean =>
  text.length <= 254 && text.indexOf('@') <= 64 && address.test(text) && text.lastIndexOf('.') > text.indexOf('@')

const address =
  /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/

// Looking for numbers is slow, and most texts have none.
const hasDigitsOfNumber = (text: string): boolean => (text.match(/\p{Nd}/gu)?.length ?? 0) >= 7
