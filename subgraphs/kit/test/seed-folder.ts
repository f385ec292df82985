import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Makes a folder of seed files that is gone when disposed. */
export const seedFolder = async (
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<{ readonly folder: URL } & AsyncDisposable> => {
  const path = await mkdtemp(join(tmpdir(), 'exchange-network-seed-'))
  await Promise.all(Object.entries(files).map(([name, content]) => writeFile(join(path, name), content)))
  return {
    folder: pathToFileURL(`${path}/`),
    [Symbol.asyncDispose]: () => rm(path, { recursive: true }),
  }
}
