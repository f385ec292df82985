import type { EntityManager } from '@exchange-network/kit/database/database'
import { forgetInClaims, forgetInHistory, forgetInTable } from '@exchange-network/kit/erasing/forget-names'
import type { NameFinder } from '@exchange-network/kit/erasing/names'
import { markChanged } from '@exchange-network/kit/writing/writing'
import { Program } from '../entities/program.ts'

/** Takes names out of what is said of programs: claims, conflicts, agendas, summaries, and their history. */
export const forgetNames = async (em: EntityManager, names: NameFinder): Promise<void> => {
  if (names.patterns.length === 0) return
  await forgetInClaims(em, names)
  const { without } = names
  const items = await forgetInTable(em, names, 'agenda_item', {
    title: without,
    description: without,
    presentation_title: without,
  })
  const programs = await forgetInTable(em, names, 'program', { summary: without })
  await forgetInHistory(em, names)
  const ids = [...items.map(row => row.program_id), ...programs.map(row => row.id)].filter(id => id !== null)
  // By the entity manager, so that versions count up and feed and search follow.
  const changed =
    ids.length === 0 ? [] : await em.find(Program, { id: [...new Set(ids as string[])] }, { refresh: true })
  for (const program of changed) markChanged(program)
}
