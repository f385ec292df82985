import { defineEntity, p } from '@mikro-orm/core'
import { affiliationKinds } from './vocabulary.ts'

/** A date as it was recorded: EDTF text, whether a part of it is our conclusion, and the printed words. */
export type RecordedDate = { readonly edtf: string; readonly inferred: boolean; readonly label: string | null }

/** Describes the table of affiliations. */
export const AffiliationSchema = defineEntity({
  name: 'Affiliation',
  tableName: 'affiliation',
  properties: {
    id: p.string().length(64).primary(),
    personId: p.string().length(64),
    // An organization of another team, by id; null when it is not recorded there.
    organizationId: p.string().length(64).nullable(),
    label: p.string().length(500),
    title: p.string().length(500).nullable(),
    // The title without case and accents, for "titleContains"; null when there is no title.
    foldedTitle: p.string().length(1000).nullable(),
    kind: p.enum(affiliationKinds),
    start: p.json<RecordedDate>().nullable(),
    end: p.json<RecordedDate>().nullable(),
    attested: p.json<RecordedDate>().nullable(),
    // Last day that the end can mean; null while no end is known, which reads as "still in force".
    endLatest: p.string().length(16).nullable(),
    // First day of the start, else of the attestation, by which positions go latest first; '' when undated.
    sortDate: p.string().length(16).default(''),
    version: p.integer().version(),
  },
  indexes: [{ properties: ['personId', 'id'] }, { properties: ['organizationId', 'personId'] }],
})

/** A position of a person in an organization. It has no visibility of its own: it exists where its person exists. */
export class Affiliation extends AffiliationSchema.class {}

AffiliationSchema.setClass(Affiliation)
