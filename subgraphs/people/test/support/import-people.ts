import { text } from 'node:stream/consumers'
import type { Viewer } from '@exchange-network/kit/access/viewer'
import { writeExport } from '@exchange-network/kit/importing/write-export'
import { createRequestContext } from '@exchange-network/kit/serve/request-context'
import type { TestSubgraph } from '@exchange-network/kit/testing/test-subgraph'
import { pino } from 'pino'
import { importPeople } from '../../importing/import-people.ts'
import { people } from '../../subgraph.ts'
import { writers } from './writing-people.ts'

let keys = 0

/** Imports a file by the mutation; answers the report. */
export const importCsv = async (
  world: TestSubgraph,
  csv: string,
  { dryRun = false, viewer = writers.scoe as Viewer, sourceId = 'partner-entry.scoe' } = {},
) => {
  keys += 1
  const operation = `mutation ($input: ImportInput!) { importPeople(input: $input) {
    applied rowsRead created updated unchanged rejected issues { severity row column code message suggestions } } }`
  const input = { csv, dryRun, sourceId, idempotencyKey: `import ${keys}` }
  const { data, errors } = await world.query(operation, { input }, viewer)
  if (data?.importPeople == null) throw new Error(JSON.stringify(errors))
  return data.importPeople
}

/** Writes the export of a viewer as text. */
export const exportCsv = async ({ database }: TestSubgraph, viewer: Viewer = writers.officer): Promise<string> => {
  const request = { identity: { viewer, id: 'test' }, id: 'test-request', log: pino({ enabled: false }) }
  const context = await createRequestContext(people, database, request as never, () => ({}))
  return text(writeExport(importPeople, context, { sourceId: null, programId: null, dateOrder: null }))
}
