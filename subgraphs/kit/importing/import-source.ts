import { createReadStream } from 'node:fs'

/** The bytes of a file that can be read again and again. */
export type ImportSource = { open(): AsyncIterable<Uint8Array> }

const chunkBytes = 65_536

/** Reads a file of the disk, a little at a time. */
export const fileSource = (path: string): ImportSource => ({
  open: () => createReadStream(path, { highWaterMark: chunkBytes }),
})

/** Reads the text of a mutation as if it were a file. */
export const textSource = (text: string): ImportSource => {
  const bytes = Buffer.from(text)
  return {
    async *open() {
      for (let start = 0; start < bytes.length; start += chunkBytes) yield bytes.subarray(start, start + chunkBytes)
    },
  }
}
