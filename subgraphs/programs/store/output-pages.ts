import { type Row, selectFrom } from '@exchange-network/kit/database/rows'
import { type Connection, readConnection } from '@exchange-network/kit/paging/page'
import { Output } from '../entities/output.ts'
import { type ProgramFilter, programFilter } from './filter.ts'
import type { ProgramScope } from './scope.ts'
import { visibleOutputs, visiblePrograms } from './visible.ts'

/** The input OutputFilter of the schema. */
export type OutputFilter = {
  readonly kinds?: readonly string[] | null
  readonly programs?: ProgramFilter | null
}

/** Arguments of the list of outputs. */
export type OutputListArguments = {
  readonly filter?: OutputFilter | null
  readonly first?: number | null
  readonly after?: string | null
}

/** Pages all outputs, latest first, undated last. */
export const readOutputs = (
  scope: ProgramScope,
  { filter, first, after }: OutputListArguments,
): Connection<Row<Output>> => {
  let rows = selectFrom(scope.database, Output).where(visibleOutputs(scope.rights))
  if (filter?.kinds != null) rows = rows.where('output.kind', 'in', filter.kinds.length ? [...filter.kinds] : [''])
  if (filter?.programs != null) {
    const programs = scope.database.read
      .selectFrom('output_program')
      .innerJoin('program', 'program.id', 'output_program.program_id')
      .select('output_program.output_id')
      .where(visiblePrograms(scope.rights))
    rows = rows.where('output.id', 'in', programFilter(filter.programs, scope)(programs))
  }
  return readConnection({
    database: scope.database,
    rows,
    keys: [
      { column: 'output.date_order', direction: 'asc' },
      { column: 'output.date_sort', direction: 'desc' },
      { column: 'output.sort_title', direction: 'asc' },
      { column: 'output.id', direction: 'asc' },
    ],
    binding: JSON.stringify(['outputs', filter ?? null]),
    first,
    after,
  })
}
