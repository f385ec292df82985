// Builds the two pages into dist/, each file beside its compressed forms: what a gateway serves is only read from disk.
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { build } from 'vite'

const here = fileURLToPath(new URL('.', import.meta.url))
const pages = ['dashboard', 'playground']

const run = async (): Promise<void> => {
  const dist = join(here, 'dist')
  await rm(dist, { recursive: true, force: true })
  for (const page of pages) {
    await build({ root: join(here, page), configFile: join(here, page, 'vite.config.ts'), logLevel: 'warn' })
    const kilobytes = await compressAll(join(dist, page))
    console.log(`${page}: ${kilobytes} kB, compressed`)
  }
}

/** Writes <file>.br and <file>.gz beside each file that is text; answers the size of the first kind together. */
const compressAll = async (folder: string): Promise<number> => {
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  const texts = files.filter(file => file.isFile() && /\.(js|css|html|json|svg|ttf)$/.test(file.name))
  const sizes = await Promise.all(texts.map(file => compress(join(file.parentPath, file.name))))
  return Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1000)
}

// 11 would take ten times as long for one part in twenty less.
const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }

const compress = async (file: string): Promise<number> => {
  const content = await readFile(file)
  const [brotli, gzipped] = await Promise.all([
    promisify(brotliCompress)(content, quality),
    promisify(gzip)(content, { level: 9 }),
  ])
  await Promise.all([writeFile(`${file}.br`, brotli), writeFile(`${file}.gz`, gzipped)])
  return brotli.length
}

await run()
