import { p } from '@mikro-orm/core'
import { datePrecisions, visibilities } from './vocabulary.ts'

/** Primary key: permanent and global, at most 64 characters. */
export const idColumn = () => p.string().length(64).primary()

/** Reference to a record by id. Records of other teams have no row here, so there is no foreign key. */
export const reference = () => p.string().length(64)

/**
 * A partly known date, as read from its EDTF text. All of it is null when no source says a date.
 * `dateOrder` and `dateSort` are never null and sort by the first possible day: order 0 for known days and 1 for unknown
 * ones (so that these come last in both directions), `dateSort` is YYYY-MM-DD or the empty text.
 */
export const dateColumns = () => ({
  edtf: p.string().length(120).nullable(),
  dateEarliest: p.string().length(10).nullable(),
  dateLatest: p.string().length(10).nullable(),
  datePrecision: p.enum(datePrecisions).nullable(),
  dateDays: p.integer().nullable(),
  dateInferred: p.boolean().default(false),
  dateLabel: p.string().length(200).nullable(),
  dateOrder: p.integer().default(1),
  dateSort: p.string().length(10).default(''),
})

/** What every record carries: who sees it, who may edit it (null: only the network's administrators), how often it changed. */
export const recordColumns = () => ({
  visibility: p.enum(visibilities).default('PUBLIC'),
  stewardId: reference().nullable(),
  version: p.integer().version(),
  createdAt: p.datetime().onCreate(() => new Date()),
  updatedAt: p
    .datetime()
    .onCreate(() => new Date())
    .onUpdate(() => new Date()),
})
