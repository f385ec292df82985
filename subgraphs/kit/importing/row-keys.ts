import { createHash } from 'node:crypto'
import type { RowKey } from './import-definition.ts'
import type { ReadRow } from './read-cells.ts'

/** What a row is called, and what stands above it. */
export type KeyedRow = {
  /** SHA-256 of the key; rows of several equal ones have one each. */
  readonly key: string
  /** Which one it is of those that are equal, from 1. */
  readonly occurrence: number
  /** A row above with the same key that may not be there twice; null where there is none. */
  readonly twin: { readonly row: number; readonly isEqual: boolean } | null
}

/** Remembers the keys of a file's rows. */
export type RowKeys = { take(row: ReadRow, given: RowKey | null): KeyedRow }

/** Creates the memory for one reading of a file: about 200 bytes a row. */
export const createRowKeys = (): RowKeys => {
  const first = new Map<string, { row: number; content: string }>()
  const counts = new Map<string, number>()
  return {
    take(row, given) {
      const content = hashOf(JSON.stringify(Object.entries(row.texts).sort(byProperty)))
      const base = given === null ? content : hashOf(`key ${given.text}`)
      if (given?.mayRepeat) {
        const occurrence = (counts.get(base) ?? 0) + 1
        counts.set(base, occurrence)
        return { key: occurrence === 1 ? base : hashOf(`${base} ${occurrence}`), occurrence, twin: null }
      }
      const above = first.get(base)
      if (above === undefined) first.set(base, { row: row.number, content })
      const twin = above === undefined ? null : { row: above.row, isEqual: above.content === content }
      return { key: base, occurrence: 1, twin }
    },
  }
}

const byProperty = ([one]: [string, string], [other]: [string, string]): number => (one < other ? -1 : 1)

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')
