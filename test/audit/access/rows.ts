import type { Row } from './row.ts'
import { floodRows } from './rows/flood-rows.ts'
import { hiddenRows } from './rows/hidden-rows.ts'
import { httpRows } from './rows/http-rows.ts'
import { identityRows } from './rows/identity-rows.ts'
import { limitRows } from './rows/limit-rows.ts'
import { rightsRows } from './rows/rights-rows.ts'
import { textRows } from './rows/text-rows.ts'
import { tokenRows } from './rows/token-rows.ts'
import { valueRows } from './rows/value-rows.ts'
import { writingRows } from './rows/writing-rows.ts'

/** Every hostile request that is tried, by topic: a row is added to the file of its topic. */
export const topics: Readonly<Record<string, readonly Row[]>> = {
  'texts of operations': textRows,
  'variables and names': valueRows,
  'requests over HTTP': httpRows,
  'cost and rate': limitRows,
  tokens: tokenRows,
  'rules of fields': rightsRows,
  'identities and subgraphs': identityRows,
  'hidden records': hiddenRows,
  writing: writingRows,
  floods: floodRows,
}
