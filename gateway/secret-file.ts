import { randomUUID } from 'node:crypto'
import { link, mkdir, open, readFile, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Reads a file of the data folder, or makes it when it does not exist; then only its owner may read it. Several
 * programs may do so at once: one makes it, all read the same text. Throws when it can be neither read nor made.
 */
export const readOrMakeSecretFile = async (file: string, make: () => Promise<string>): Promise<string> => {
  const known = await readWhole(file)
  if (known !== null) return known
  await mkdir(dirname(file), { recursive: true })
  // Written beside and linked: nobody ever reads a half-written file, and the link fails when another was faster.
  const draft = `${file}.${randomUUID()}`
  const handle = await open(draft, 'wx', 0o600)
  try {
    await handle.writeFile(await make())
    await handle.sync()
  } finally {
    await handle.close()
  }
  await link(draft, file)
    .catch((cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'EEXIST') throw cause
    })
    .finally(() => rm(draft, { force: true }))
  const made = await readWhole(file)
  if (made === null) throw new Error(`The file "${file}" is empty. Delete it, and it is made anew.`)
  return made
}

// Another program may create the file before it fills it, so an empty one is read again for a short while.
const readWhole = async (file: string): Promise<string | null> => {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT') return null
      throw cause
    })
    if (text === null) return null
    if (text.trim() !== '') return text.trim()
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  return null
}

const attempts = 25
