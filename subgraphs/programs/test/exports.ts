import type { Viewer } from '@exchange-network/kit/access/viewer'
import { writeExport } from '@exchange-network/kit/importing/write-export'
import { createRequestContext } from '@exchange-network/kit/serve/request-context'
import type { TestSubgraph } from '@exchange-network/kit/testing/test-subgraph'
import { pino } from 'pino'
import { participantsImport } from '../importing/participants.ts'
import { programs } from '../subgraph.ts'

/** Writes the roster of a program as a file, as the route for exports does. */
export const exportOf = async ({ database }: TestSubgraph, programId: string, viewer: Viewer): Promise<string> => {
  const request = { identity: { viewer, id: 'test' }, id: 'request-1', log: pino({ level: 'silent' }) }
  const context = await createRequestContext(programs, database, request as never, () => ({}))
  const options = { sourceId: null, programId, dateOrder: null }
  const parts = await Array.fromAsync(writeExport(participantsImport, context, options))
  return Buffer.concat(parts).toString('utf8')
}
