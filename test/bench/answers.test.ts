import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startAuditedGateway } from '../audit/audited-gateway.ts'
import { startCommand } from '../support/started-command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { composeBench } from './bench-subgraphs.ts'
import { type BenchCase, benchCases } from './cases.ts'
import { startAggregator } from './hand-written-aggregator.ts'
import { startRecordedSubgraphs } from './recorded-subgraphs.ts'
import { median, writeTable } from './result-table.ts'

/** Asks ours and the hand-written aggregator, both over the same subgraphs. */
const askBoth = async ({ body }: BenchCase) => {
  using folder = temporaryFolder()
  await using subgraphs = await startRecordedSubgraphs()
  const supergraphFile = join(folder.path, 'supergraph.graphql')
  writeFileSync(supergraphFile, composeBench(subgraphs.url))
  await using gateway = await startAuditedGateway(supergraphFile, folder.path)
  await using aggregator = await startAggregator(subgraphs.url)

  const ask = async (url: string) => {
    const before = subgraphs.requests()
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return { text: await response.text(), calls: subgraphs.requests() - before }
  }
  return { ours: await ask(gateway.url), again: await ask(gateway.url), byHand: await ask(aggregator.url) }
}

describe('the benchmark of the gateway', () => {
  it.each([
    { one: benchCases[0]!, name: 'small', calls: 1, bytes: 727 },
    { one: benchCases[1]!, name: 'medium', calls: 3, bytes: 23_458 },
    { one: benchCases[2]!, name: 'large', calls: 3, bytes: 264_486 },
  ])('has one answer to the $name case, ours and by hand', async ({ one, calls, bytes }) => {
    const { ours, again, byHand } = await askBoth(one)

    expect(ours.text.trim()).toBe(byHand.text)
    // The second time a compiled program answers.
    expect(again.text).toBe(ours.text)
    expect(byHand.calls).toBe(calls)
    expect(byHand.text).not.toMatch(/null|undefined/)
    expect(Buffer.byteLength(byHand.text)).toBe(bytes)
  })

  it('refuses a request that was not recorded', async () => {
    await using subgraphs = await startRecordedSubgraphs()
    subgraphs.record(false)

    const response = await fetch(`${subgraphs.url}/programs`, { method: 'POST', body: '{"query":"{__typename}"}' })

    expect(await response.json()).toEqual({ errors: [{ message: 'This request was not recorded.' }] })
    expect(subgraphs.refused()).toBe(1)
  })

  it('compares medians, and says who is missing', () => {
    const sample = (cpuMs: number) => ({ cpuMs, requestsPerSecond: 1000 / cpuMs })
    const row = { calls: 1, samples: [], remark: null }

    const table = writeTable(
      [
        {
          name: 'small',
          bytes: 750,
          profiles: [],
          rows: [
            { ...row, name: 'ours', title: 'our gateway', samples: [sample(4), sample(1), sample(2)] },
            { ...row, name: 'stock', title: 'stock', samples: [sample(10)] },
            { ...row, name: 'hive', title: 'hive', remark: 'missing' },
            { ...row, name: 'aggregator', title: 'by hand', samples: [sample(1)] },
          ],
        },
      ],
      '3 rounds.',
    )

    expect(median([4, 1])).toBe(2.5)
    expect(table.replaceAll(/ +/g, ' ')).toContain(
      '| small, 0.8 KB | our gateway | 1 | 2.000 | (1.000 to 4.000) | 500 | 2.00 | 0.20 |',
    )
    expect(table).toContain('- small, hive: missing')
  })

  it('refuses a case that it does not have', async () => {
    await using command = startCommand(['test/bench/gateway-command.ts', '--case', 'huge'], {})

    expect(await command.ended).toBe(2)
    expect(command.lines[0]).toBe('--case is "huge", expected one of small, medium, large.')
  })
})
