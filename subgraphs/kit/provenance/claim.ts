import { defineEntity, p } from '@mikro-orm/core'

/** How a claim came about; the words of the contract. */
export const claimBases = ['STATED', 'COMPUTED', 'INFERRED'] as const

/** One of the ways in which a claim came about. */
export type ClaimBasis = (typeof claimBases)[number]

/** Describes the table of claims. */
export const ClaimSchema = defineEntity({
  name: 'Claim',
  tableName: 'claim',
  properties: {
    id: p.string().length(64).primary(),
    /** Type of the record in the contract, e.g. "Participation". */
    subjectType: p.string().length(64),
    subjectId: p.string().length(64),
    /** Field of the record, e.g. "dates" or "roles.HOST". */
    path: p.string().length(200),
    /** As printed in the source. */
    value: p.text(),
    normalized: p.text().nullable(),
    basis: p.enum(claimBases),
    planned: p.boolean(),
    sourceId: p.string().length(64).nullable(),
    locator: p.text().nullable(),
    quote: p.text().nullable(),
    note: p.text().nullable(),
    /** Order in which the claims were recorded, from 1; shared by all claims of the subgraph. */
    position: p.integer(),
    /** When its source said something else in its place; null while it stands. */
    supersededAt: p.datetime().nullable(),
  },
  indexes: [
    { properties: ['subjectType', 'subjectId', 'position'] },
    { properties: ['sourceId'] },
    { properties: ['position'] },
  ],
})

/** A statement of one source about one field of one record. */
export class Claim extends ClaimSchema.class {}

ClaimSchema.setClass(Claim)
