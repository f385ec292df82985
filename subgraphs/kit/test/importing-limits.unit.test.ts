import { describe, expect, it } from 'vitest'
import { openReception } from './importing-world.ts'

describe('a file that is too large', () => {
  it('has more than 50 MB', async () => {
    await using reception = await openReception()

    const { issues } = await reception.import(Buffer.alloc(50 * 1024 * 1024 + 1, 'a'))

    expect(issues.map(({ message }) => message)).toStrictEqual([
      'The file has more than 50 MB, the most that is taken. Send it in parts, each with the row of headings.',
    ])
  })

  it('has more than 100,000 rows', async () => {
    await using reception = await openReception()
    const rows = Array.from({ length: 100_600 }, (_, index) => `Guest ${index},Togo\n`)

    const { issues, rejected } = await reception.import(`name,country\n${rows.join('')}`, { dryRun: false })

    expect(issues.map(({ row, message }) => [row, message])).toStrictEqual([
      [
        null,
        'The file has more than 100,000 rows, the most that is taken. Send it in parts, each with the row of headings.',
      ],
    ])
    expect(rejected).toBe(100_500)
    expect(await reception.names()).toStrictEqual([])
  })
})
