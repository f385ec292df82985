import { defineEntity, p } from '@mikro-orm/core'

/** States of a conflict; the words of the contract. */
export const conflictStatuses = ['OPEN', 'RESOLVED', 'UNRESOLVABLE'] as const

/** One of the states of a conflict. */
export type ConflictStatus = (typeof conflictStatuses)[number]

/** Describes the table of conflicts. */
export const ConflictSchema = defineEntity({
  name: 'Conflict',
  tableName: 'conflict',
  properties: {
    id: p.string().length(64).primary(),
    subjectType: p.string().length(64),
    subjectId: p.string().length(64),
    path: p.string().length(200),
    status: p.enum(conflictStatuses),
    /** The claim that the record follows; null while nothing is adopted. */
    adoptedClaimId: p.string().length(64).nullable(),
    rationale: p.text().nullable(),
  },
  indexes: [{ properties: ['subjectType', 'subjectId', 'path'] }, { properties: ['status'] }],
})

/** A disagreement of sources on one field of one record, opened by somebody: never computed from claims. */
export class Conflict extends ConflictSchema.class {}

ConflictSchema.setClass(Conflict)

/** Describes which claims compete in a conflict. */
export const ConflictClaimSchema = defineEntity({
  name: 'ConflictClaim',
  tableName: 'conflict_claim',
  properties: {
    conflictId: p.string().length(64).primary(),
    claimId: p.string().length(64).primary(),
    /** Order in which the conflict lists its claims, from 1. */
    position: p.integer(),
  },
  indexes: [{ properties: ['claimId'] }],
})

/** One of the competing claims of a conflict. */
export class ConflictClaim extends ConflictClaimSchema.class {}

ConflictClaimSchema.setClass(ConflictClaim)
