import { describe, expect, it } from 'vitest'
import { batchLines } from '../observe/line-batch.ts'

describe('the lines of one turn of the event loop', () => {
  const collect = () => {
    const written: string[] = []
    const first = Promise.withResolvers<void>()
    const lines = batchLines({
      write: text => {
        written.push(text)
        first.resolve()
      },
    })
    return { written, lines, firstWrite: first.promise }
  }

  it('are written at once, in their order', async () => {
    const { written, lines, firstWrite } = collect()

    lines.write('one\n')
    lines.write('two\n')
    await firstWrite

    expect(written).toEqual(['one\ntwo\n'])
  })

  it('are written when the process ends before the turn does, and not again', async () => {
    const { written, lines } = collect()

    lines.write('one\n')
    lines.flush()
    lines.flush()
    const atTheEnd = [...written]
    await new Promise(resolve => setImmediate(resolve))

    expect(atTheEnd).toEqual(['one\n'])
    expect(written).toEqual(['one\n'])
  })
})
