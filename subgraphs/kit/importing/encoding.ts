import { createHash } from 'node:crypto'
import type { ImportSource } from './import-source.ts'

/** How the bytes of a file become text. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** What a look at all bytes of a file found. `problem` is a sentence that says why it is no file to import. */
export type InspectedFile = { readonly sha256: string } & (
  | { readonly encoding: Encoding }
  | { readonly problem: string }
)

/** The largest file that is taken. */
export const mostBytes = 50 * 1024 * 1024

const asUtf8 = 'Save it as "CSV UTF-8" and send that.'

/** Reads all bytes once: their SHA-256, and in which encoding they are text. */
export const inspectFile = async (source: ImportSource): Promise<InspectedFile> => {
  const hash = createHash('sha256')
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  let size = 0
  let start: Uint8Array = new Uint8Array()
  let isUtf8 = true
  let nulAt: number | null = null
  for await (const chunk of source.open()) {
    hash.update(chunk)
    if (start.length < longestMark) start = Buffer.concat([start, chunk.subarray(0, longestMark)])
    const nul: number = nulAt === null ? chunk.indexOf(0) : -1
    if (nul !== -1) nulAt = size + nul
    isUtf8 &&= decodes(utf8, chunk)
    size += chunk.length
  }
  isUtf8 &&= decodes(utf8)
  return { sha256: hash.digest('hex'), ...encodingOf({ size, start, isUtf8, nulAt }) }
}

type Findings = { size: number; start: Uint8Array; isUtf8: boolean; nulAt: number | null }

const encodingOf = ({ size, start, isUtf8, nulAt }: Findings): { encoding: Encoding } | { problem: string } => {
  if (size === 0)
    return { problem: 'The file is empty. Send a CSV file with one row of headings and a row for each record.' }
  if (size > mostBytes) {
    return {
      problem: 'The file has more than 50 MB, the most that is taken. Send it in parts, each with the row of headings.',
    }
  }
  const other = otherFormats.find(({ mark }) => startsWith(start, mark))
  if (other !== undefined) return { problem: `The file is ${other.name} and no CSV file. ${asUtf8}` }
  // UTF-16 is what spreadsheets call "Unicode text"; in it every second byte of a plain letter is zero.
  if (startsWith(start, [0xff, 0xfe])) return { encoding: 'utf-16le' }
  if (startsWith(start, [0xfe, 0xff])) return { encoding: 'utf-16be' }
  if (nulAt !== null) {
    return { problem: `The file holds a zero byte (byte ${nulAt + 1}), which no text has. ${asUtf8}` }
  }
  if (isUtf8) return { encoding: 'utf-8' }
  if (startsWith(start, utf8Mark)) {
    return {
      problem: `The file begins as UTF-8 does, and then is not UTF-8: it is damaged or made of several files. ${asUtf8}`,
    }
  }
  return { encoding: 'windows-1252' }
}

const longestMark = 8
const utf8Mark = [0xef, 0xbb, 0xbf]
const otherFormats = [
  { name: 'an Excel workbook or another ZIP file', mark: [0x50, 0x4b, 0x03, 0x04] },
  { name: 'an old Excel workbook', mark: [0xd0, 0xcf, 0x11, 0xe0] },
  { name: 'a PDF', mark: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { name: 'compressed (gzip)', mark: [0x1f, 0x8b] },
]

const startsWith = (bytes: Uint8Array, mark: readonly number[]): boolean =>
  mark.every((byte, index) => bytes[index] === byte)

const decodes = (decoder: InstanceType<typeof TextDecoder>, chunk?: Uint8Array): boolean => {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined })
    return true
  } catch {
    return false
  }
}

/** What a person should be told of an encoding; null for UTF-8. */
export const encodingRemark = (encoding: Encoding): string | null => {
  if (encoding === 'utf-8') return null
  if (encoding === 'windows-1252') {
    return 'The file is not UTF-8 and was read as Windows-1252, the encoding of older Excel files. Look whether names with accents are right, or save it as "CSV UTF-8".'
  }
  return 'The file is not UTF-8 and was read as UTF-16, the "Unicode text" of spreadsheets.'
}

/** Reads a file's text, a little at a time, without its byte order mark. Bytes that are no text become U+FFFD. */
export async function* readTextOf(source: ImportSource, encoding: Encoding): AsyncIterable<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of source.open()) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}
