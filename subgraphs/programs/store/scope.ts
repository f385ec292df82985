import type { RowRights } from '@exchange-network/kit/access/visibility'
import type { Database } from '@exchange-network/kit/database/database'
import type { SelectQueryBuilder } from 'kysely'

/** What a query needs to know beside its filter: where it runs, and which rows exist for the viewer. */
export type ProgramScope = { readonly database: Database; readonly rights: RowRights }

/** A query of any columns over a table (or alias) named `program`. */
// biome-ignore lint/suspicious/noExplicitAny: kysely's own parameters; tables of the kit and of ours mix freely here.
export type ProgramQuery<O> = SelectQueryBuilder<any, any, O>
