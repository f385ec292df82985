import { resolvePlaceName } from '@exchange-network/gazetteer/resolve-place-name'
import { type CellReader, column } from '@exchange-network/kit/importing/column'
import { place } from '@exchange-network/kit/importing/place-cells'
import { reference, text } from '@exchange-network/kit/importing/text-cells'
import { oneOf } from '@exchange-network/kit/importing/word-cells'
import { participationTexts } from '../writing/participation-input.ts'

const name = text({ max: 200 })

/** Reads nothing: tells only that there is something. */
const something: CellReader<true> = { read: () => true }

/** The columns of a roster. What belongs to people is known, so that it can be said, and left out. */
export const participantColumns = {
  id: column(reference(), { aliases: ['Participation', 'Participation id'] }),
  sourceRowId: column(text({ max: 200 }), {
    aliases: ['Row', 'Row id', 'Row number', 'No', 'Nr', 'Line', 'Roster number'],
  }),
  person: column(reference(), { aliases: ['Person id', 'Participant id', 'Visitor id'] }),
  familyName: column(name, {
    aliases: ['Surname', 'Last name', 'Apellido', 'Apellidos', 'Nom de famille'],
    guarded: true,
  }),
  givenName: column(name, {
    aliases: ['First name', 'Forename', 'Given names', 'Prénom', 'Nombre', 'Nombres'],
    guarded: true,
  }),
  name: column(name, {
    aliases: ['Full name', 'Participant', 'Participant name', 'Delegate', 'Visitor', 'Visitor name'],
    guarded: true,
  }),
  country: column(place(resolvePlaceName), {
    aliases: [
      'Country or area',
      'Representing',
      'Country of origin',
      'Home country',
      'Sending country',
      'Nation',
      'País',
      'Pays',
    ],
  }),
  organization: column(text({ max: 200 }, { wraps: true }), {
    aliases: ['Organisation', 'Organization name', 'Institution', 'Employer', 'Company', 'Affiliation'],
  }),
  title: column(text(participationTexts.title, { wraps: true }), {
    aliases: ['Job title', 'Position', 'Position title', 'Occupation'],
  }),
  role: column(
    oneOf({
      DELEGATE: [
        'visitor',
        'participant',
        'member',
        'member of the delegation',
        'international visitor',
        'exchange visitor',
        'guest',
      ],
      DELEGATION_LEADER: ['leader', 'head of delegation', 'delegation head', 'group leader', 'team leader'],
      SPEAKER: ['presenter', 'lecturer', 'panelist', 'panellist', 'keynote speaker'],
      MODERATOR: ['chair', 'discussion leader'],
      HOST_OFFICIAL: ['host', 'resource', 'resource person'],
      ORGANIZER: ['organiser', 'coordinator', 'program officer', 'programme officer'],
      INTERPRETER: ['translator', 'interpreting'],
      LIAISON: ['escort', 'escort officer', 'international visitor liaison', 'IVL', 'English language officer', 'ELO'],
      PRESS_CONTACT: ['media contact'],
      CONTACT: ['contact person'],
      QUOTED: ['person quoted'],
      OBSERVER: ['observing'],
      VOLUNTEER: ['home host'],
    }),
    { aliases: ['Function', 'Participant type', 'Participant role', 'Type'], required: true },
  ),
  attendance: column(
    oneOf({
      PLANNED: ['invited', 'registered', 'expected', 'confirmed'],
      ATTENDED: ['yes', 'present', 'came', 'x'],
      UNKNOWN: ['?', 'not known'],
      WITHDRAWN: ['withdrew', 'cancelled', 'canceled'],
      NO_SHOW: ['no', 'absent', 'did not come', 'did not attend'],
    }),
    { aliases: ['Status', 'Attended', 'Attendance status', 'Participation status'] },
  ),
  visibility: column(
    oneOf({ PUBLIC: ['public'], NETWORK: ['members'], PARTNER: ['partners'], RESTRICTED: ['confidential'] }),
    {
      aliases: ['Who may see it', 'Visible to'],
    },
  ),
  notes: column(text(participationTexts.notes), { aliases: ['Note', 'Remarks', 'Comments', 'Comment'], guarded: true }),
  honorific: column(something, { aliases: ['Salutation', 'Prefix', 'Mr/Ms', 'Form of address'], guarded: true }),
  nativeName: column(something, { aliases: ['Name in native script', 'Original name'], guarded: true }),
  language: column(something, { aliases: ['Languages', 'Interpretation language', 'Native language'], guarded: true }),
  email: column(something, { aliases: ['E-mail', 'E-mail address', 'Mail'], guarded: true }),
  phone: column(something, {
    aliases: ['Phone number', 'Telephone', 'Mobile', 'Mobile phone', 'Cell', 'Cell phone'],
    guarded: true,
  }),
}

type Cell<C> = C extends { readonly empty?: infer T } ? Exclude<T, undefined> : never

/** One row of a roster, read. */
export type ParticipantCells = { readonly [C in keyof typeof participantColumns]: Cell<(typeof participantColumns)[C]> }
