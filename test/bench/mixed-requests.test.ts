import { readFileSync } from 'node:fs'
import { readConfig } from '@exchange-network/gateway/config'
import { createLog } from '@exchange-network/gateway/observe/log'
import { createGateway } from '@exchange-network/gateway/server'
import { composedFiles } from '@exchange-network/schema/compose'
import { addressVariable, subgraphs } from '@exchange-network/schema/subgraphs'
import { buildSchema, parse, validate } from 'graphql'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { largeOperations } from './large-operations.ts'
import { mixedRequest } from './mixed-requests.ts'
import { startMockedSubgraphs } from './mocked-subgraphs.ts'
import { sendRequests } from './send-requests.ts'

const schema = buildSchema(readFileSync(composedFiles.api, 'utf8'))
const few = { count: 5, selections: 60, seed: 7 }

describe('the large operations', () => {
  it('are valid, large, all different, and the same for the same seed', () => {
    const operations = largeOperations(schema, few)

    expect(operations.flatMap(({ query }) => validate(schema, parse(query)))).toEqual([])
    expect(Math.min(...operations.map(({ selections }) => selections))).toBeGreaterThanOrEqual(60)
    expect(new Set(operations.map(({ query }) => query.replace(/^query \w+/, ''))).size).toBe(5)
    expect(largeOperations(schema, few)).toEqual(operations)
  })
})

describe('a hundred mixed requests', () => {
  it('are answered, refused and abandoned as the mix says', async () => {
    using folder = temporaryFolder()
    await using mocked = await startMockedSubgraphs()
    const addresses = subgraphs.map(({ name }) => [addressVariable(name), `${mocked.url}/${name}`])
    const env = {
      PORT: '0',
      NODE_ENV: 'production',
      DATA_DIR: folder.path,
      IDENTITY_SIGN_KEYS: 'none',
      RATE_LIMIT_COST_PER_MINUTE: '0',
      // Large operations are what is to be answered here.
      MAX_OPERATION_COST: '1000000000000',
    }
    await using gateway = await createGateway(
      readConfig({ ...Object.fromEntries(addresses), ...env }),
      createLog('silent'),
    )
    const large = largeOperations(schema, few)

    const answered = await sendRequests(gateway.url, 100, index => mixedRequest(index, large))

    expect(answered).toEqual({ 200: 90, 400: 5, 401: 1, 404: 1, abandoned: 3 })
  })
})
