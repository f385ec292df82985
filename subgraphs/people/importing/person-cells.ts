import { type CellReader, column, UnreadableCell } from '@exchange-network/kit/importing/column'
import type { ColumnsOf } from '@exchange-network/kit/importing/import-definition'
import { list, reference, text } from '@exchange-network/kit/importing/text-cells'
import { oneOf } from '@exchange-network/kit/importing/word-cells'
import type { TextLimits } from '@exchange-network/kit/writing/check-text'
import type { ContactKind, Visibility } from '../entities/vocabulary.ts'
import { type ContactValue, contactProblem, readContactValue, tellsContact } from '../writing/contact-values.ts'
import { longestBiography, longestName } from '../writing/person-texts.ts'
import { longestLabel } from '../writing/positions.ts'

/** The cells of one row; null where there is none. The names are the headings of exports. */
export type PersonCells = {
  readonly id: string | null
  readonly source_row_id: string | null
  readonly name: string | null
  readonly given_name: string | null
  readonly family_name: string | null
  readonly native_name: string | null
  readonly other_names: readonly string[] | null
  readonly organization: string | null
  readonly title: string | null
  readonly email: ContactValue | null
  readonly phone: ContactValue | null
  readonly mobile: ContactValue | null
  readonly visibility: Visibility | null
  readonly biography: string | null
}

/** Columns that hold contact values, and the kind of each. */
export const contactColumns = {
  email: 'EMAIL',
  phone: 'PHONE_OFFICE',
  mobile: 'PHONE_MOBILE',
} as const satisfies Partial<Record<keyof PersonCells, ContactKind>>

const openText = (limits: TextLimits, layout: { readonly wraps?: boolean } = {}): CellReader<string> => {
  const reader = text(limits, layout)
  return {
    read(cell, view) {
      const read = reader.read(cell, view)
      if (!tellsContact(read)) return read
      throw new UnreadableCell(
        'holds an e-mail address or a telephone number. Give it a column of its own: email, phone or mobile.',
        { unquoted: true },
      )
    },
  }
}

const contact = (kind: ContactKind): CellReader<ContactValue> => ({
  read(cell, view) {
    const value = readContactValue(kind, text({ max: 320 }).read(cell, view))
    if (value !== null) return value
    throw new UnreadableCell(contactProblem(kind), { unquoted: true })
  },
})

const name = () => openText({ max: longestName })

/** How the columns of a file of people are read, and what partners call them. */
export const personColumns: ColumnsOf<PersonCells> = {
  id: column(reference(), { aliases: ['Person id', 'Record id', 'Network id'] }),
  source_row_id: column(reference(), {
    aliases: ['Row id', 'Row number', 'No.', 'Nr.', '#', 'Reference', 'Source id'],
  }),
  name: column(name(), {
    aliases: ['Full name', 'Name of person', 'Person', 'Participant', 'Nom complet', 'Nombre completo'],
  }),
  given_name: column(name(), { aliases: ['First name', 'Given names', 'Forename', 'First', 'Prénom', 'Vorname'] }),
  family_name: column(name(), {
    aliases: ['Last name', 'Surname', 'Family', 'Last', 'Nom de famille', 'Apellidos', 'Nachname'],
  }),
  native_name: column(name(), {
    aliases: ['Name in own script', 'Local name', 'Original name', 'Name in native script'],
  }),
  other_names: column(list(name()), {
    aliases: ['Other spellings', 'Former names', 'Also known as', 'Aliases', 'AKA'],
  }),
  organization: column(openText({ max: longestLabel }, { wraps: true }), {
    aliases: ['Organisation', 'Institution', 'Employer', 'Company', 'Affiliation', 'Agency', 'Office'],
  }),
  title: column(openText({ max: longestLabel }, { wraps: true }), { aliases: ['Job title', 'Position', 'Function'] }),
  email: column(contact('EMAIL'), {
    aliases: ['E-mail', 'E-mail address', 'Mail', 'Courriel', 'Correo'],
    guarded: true,
  }),
  phone: column(contact('PHONE_OFFICE'), {
    aliases: ['Telephone', 'Office phone', 'Phone number', 'Tel', 'Work phone'],
    guarded: true,
  }),
  mobile: column(contact('PHONE_MOBILE'), {
    aliases: ['Mobile phone', 'Cell', 'Cell phone', 'Cellular', 'Handy', 'Mobile number'],
    guarded: true,
  }),
  visibility: column(
    oneOf<Visibility>({ PUBLIC: ['open'], NETWORK: ['members'], PARTNER: ['partners'], RESTRICTED: ['protected'] }),
    { aliases: ['Who may see', 'Visible to'] },
  ),
  biography: column(openText({ max: longestBiography, lines: true }), { aliases: ['Bio', 'Short biography', 'CV'] }),
}
