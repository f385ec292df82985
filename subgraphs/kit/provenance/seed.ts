import type { EntityManager } from '../database/database.ts'
import {
  CellProblem,
  type Column,
  id,
  lackable,
  listOf,
  oneOf,
  optional,
  otherwise,
  type RowView,
  reference,
  referenceBy,
  slug,
  text,
  yesOrNo,
} from '../seed/columns.ts'
import { table } from '../seed/read-seed.ts'
import { Claim, type ClaimBasis, claimBases } from './claim.ts'
import { Conflict, ConflictClaim, type ConflictStatus, conflictStatuses } from './conflict.ts'
import { RecordSource } from './record-source.ts'

/** What claims and conflicts of a seed are about. */
export type SeededSubjects = {
  /** Type in the contract -> name of the table in the seed, e.g. `{ Program: 'programs' }`. */
  readonly subjects: Readonly<Record<string, string>>
  /** Table of the sources, in the one seed that holds them; elsewhere a source is any slug. */
  readonly sources?: string
}

/**
 * Declares claims.csv and conflicts.csv, to be spread into the tables of a seed. Where only one type has claims the
 * column "subjectType" may be left out. The claims of a conflict are on its own subject and path.
 */
export const provenanceTables = ({ subjects, sources }: SeededSubjects) => {
  const types = Object.keys(subjects)
  const only = types.length === 1 ? types[0] : undefined
  const subjectType: Column<string> = only === undefined ? oneOf(types) : lackable(otherwise(oneOf([only]), only))
  const subject = referenceBy('subjectType', subjects)
  const source: Column<string> = sources === undefined ? slug() : reference(sources)
  return {
    claims: table('claims.csv', {
      id: id(),
      subjectType,
      subject,
      path: path(),
      value: text(),
      normalized: optional(text()),
      basis: oneOf(claimBases),
      planned: yesOrNo(),
      source: optional(source),
      locator: optional(text()),
      quote: optional(text()),
      note: optional(text()),
    }),
    conflicts: table(
      'conflicts.csv',
      {
        id: id(),
        subjectType,
        subject,
        path: path(),
        status: oneOf(conflictStatuses),
        claims: listOf(competingClaim(subjects)),
        adopted: optional(reference('claims')),
        rationale: optional(text()),
      },
      { check: checkConflict },
    ),
  }
}

/** Reads the column "sources" of a record: slugs with ";" between them, the first named first. */
export const sourcesColumn = ({ sources }: Pick<SeededSubjects, 'sources'> = {}): Column<readonly string[]> =>
  listOf(sources === undefined ? slug() : reference(sources))

type SeededProvenance = {
  readonly claims: readonly {
    readonly id: string
    readonly subjectType: string
    readonly subject: string
    readonly path: string
    readonly value: string
    readonly normalized: string | null
    readonly basis: ClaimBasis
    readonly planned: boolean
    readonly source: string | null
    readonly locator: string | null
    readonly quote: string | null
    readonly note: string | null
  }[]
  readonly conflicts: readonly {
    readonly id: string
    readonly subjectType: string
    readonly subject: string
    readonly path: string
    readonly status: ConflictStatus
    readonly claims: readonly string[]
    readonly adopted: string | null
    readonly rationale: string | null
  }[]
}

/** Creates the claims and conflicts of a seed; they are written when the transaction ends. */
export const persistProvenance = (em: EntityManager, { claims, conflicts }: SeededProvenance): void => {
  for (const [index, { subject, source, ...claim }] of claims.entries()) {
    em.persist(em.create(Claim, { ...claim, subjectId: subject, sourceId: source, position: index + 1 }))
  }
  for (const { subject, adopted, claims: competing, ...conflict } of conflicts) {
    em.persist(em.create(Conflict, { ...conflict, subjectId: subject, adoptedClaimId: adopted }))
    for (const [index, claimId] of competing.entries()) {
      em.persist(em.create(ConflictClaim, { conflictId: conflict.id, claimId, position: index + 1 }))
    }
  }
}

/** Creates the sources of records, in the order in which each record names them. */
export const persistRecordSources = (
  em: EntityManager,
  recordType: string,
  records: readonly { readonly id: string; readonly sources: readonly string[] }[],
): void => {
  for (const { id: recordId, sources } of records) {
    for (const [index, sourceId] of sources.entries()) {
      em.persist(em.create(RecordSource, { recordType, recordId, sourceId, position: index + 1 }))
    }
  }
}

const path = (): Column<string> => ({
  read(cell) {
    if (!/^[a-z][A-Za-z]*(\.[A-Za-z_]+)*$/.test(cell)) {
      throw new CellProblem('is no path: names of fields joined by ".", e.g. "dates" or "roles.HOST".')
    }
    return cell
  },
})

const competingClaim = (subjects: SeededSubjects['subjects']): Column<string> => ({
  read(cell: string, row: RowView) {
    const claim = reference('claims').read(cell, row)
    if (row.cellIn('claims', claim, 'path') !== row.cell('path')) {
      throw new CellProblem(`is a claim on path "${row.cellIn('claims', claim, 'path')}", not on this one.`)
    }
    const about = row.cellIn('claims', claim, 'subject')
    const tables = Object.values(subjects)
    const same = (left: string | null, right: string | null): boolean =>
      left === right ||
      tables.some(
        name =>
          left !== null &&
          right !== null &&
          row.find(name, left) !== null &&
          row.find(name, left) === row.find(name, right),
      )
    if (!same(about, row.cell('subject'))) throw new CellProblem(`is a claim on "${about}", not on this subject.`)
    return claim
  },
})

const checkConflict = (row: {
  readonly status: ConflictStatus
  readonly claims: readonly string[]
  readonly adopted: string | null
}): readonly string[] => {
  const { status, claims, adopted } = row
  const problems: string[] = []
  if (claims.length < 2)
    problems.push(`a conflict needs two claims or more in "claims", and this one has ${claims.length}.`)
  if (status === 'RESOLVED' && adopted === null) problems.push('a RESOLVED conflict needs the claim that was adopted.')
  if (status !== 'RESOLVED' && adopted !== null)
    problems.push(`${status === 'OPEN' ? 'an OPEN' : 'an UNRESOLVABLE'} conflict adopts no claim.`)
  if (adopted !== null && !claims.includes(adopted))
    problems.push(`the adopted claim "${adopted}" is none of its claims.`)
  return problems
}
