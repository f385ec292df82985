import { defineEntity, p } from '@mikro-orm/core'
import { idColumn, reference } from './columns.ts'

/** Describes the table of agenda item rows. */
export const AgendaItemSchema = defineEntity({
  name: 'AgendaItem',
  tableName: 'agenda_item',
  properties: {
    id: idColumn(),
    programId: reference(),
    position: p.integer(),
    title: p.string().length(300),
    description: p.text().nullable(),
    presentationTitle: p.string().length(300).nullable(),
    // RFC 3339 with the offset of the place, kept as written; null when no source gives a time.
    startsAt: p.string().length(40).nullable(),
    endsAt: p.string().length(40).nullable(),
    venue: p.string().length(300).nullable(),
    version: p.integer().version(),
    // Also moves where only the speakers changed, so that the version counts up. Null: as it was loaded at first.
    updatedAt: p
      .datetime()
      .nullable()
      .onUpdate(() => new Date()),
  },
  indexes: [{ properties: ['programId', 'position'] }],
})

/** One item of the agenda of a program. */
export class AgendaItem extends AgendaItemSchema.class {}
AgendaItemSchema.setClass(AgendaItem)

/** Describes the table of agenda speaker rows. */
export const AgendaSpeakerSchema = defineEntity({
  name: 'AgendaSpeaker',
  tableName: 'agenda_speaker',
  properties: {
    id: idColumn(),
    agendaItemId: reference(),
    position: p.integer(),
    participationId: reference(),
  },
  indexes: [{ properties: ['agendaItemId', 'position'] }, { properties: ['participationId'] }],
})

/** Who leads or speaks in an agenda item, by participation. */
export class AgendaSpeaker extends AgendaSpeakerSchema.class {}
AgendaSpeakerSchema.setClass(AgendaSpeaker)
