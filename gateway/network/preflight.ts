import { accessSync, constants, mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import type { Member } from './members.ts'

/**
 * Says what stands in the way of a start, a sentence for each obstacle, or nothing.
 * Looked at before any process is started, so that a person reads one clear sentence and not four logs.
 */
export const findObstacles = async (members: readonly Member[], dataFolder: string): Promise<readonly string[]> => {
  const taken = await Promise.all(
    members.map(async member => ((await isPortFree(member)) ? [] : [portSentence(member)])),
  )
  return [...folderObstacle(dataFolder), ...taken.flat()]
}

const folderObstacle = (folder: string): readonly string[] => {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK | constants.X_OK)
    return []
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? cause.code : cause
    return [
      `The data folder "${folder}" cannot be written (${reason}). Make it writable or name another one by DATA_DIR.`,
    ]
  }
}

const isPortFree = (member: Member): Promise<boolean> =>
  new Promise(resolve => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(member.port, member.environment.HOST, () => probe.close(() => resolve(true)))
  })

const portSentence = (member: Member): string =>
  `Port ${member.port}, which ${member.name} wants, is in use. ` +
  'Stop the program that holds it, or choose another port for the gateway by PORT; the subgraphs take the ports after it.'
