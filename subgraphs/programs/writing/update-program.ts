import { creditedSource } from '@exchange-network/kit/provenance/check-sources'
import { replaceRecordSources } from '@exchange-network/kit/provenance/record-claims'
import { RecordSource } from '@exchange-network/kit/provenance/record-source'
import { type Outcome, performChange } from '@exchange-network/kit/writing/answer-change'
import { markChanged, type Writing } from '@exchange-network/kit/writing/writing'
import type { Context } from '../loaders.ts'
import { applyProgram } from './apply-program.ts'
import { checkProgram } from './check-program.ts'
import { creditedSources } from './credit.ts'
import { lockProgram } from './lock-program.ts'
import type { UpdateProgramInput } from './program-input.ts'

/** Changes the fields of a program that are given. */
export const updateProgram = (context: Context, input: UpdateProgramInput): Promise<Outcome> =>
  performChange(context, { mutation: 'updateProgram', input }, async problems => {
    const checked = await checkProgram(problems, ['input'], input, context)
    return async writing => {
      const program = await lockProgram(writing, input.id, ['input', 'id'], input.expectedVersion)
      if (program === null) return null
      const sourceId = creditedSource(checked.sources ?? [], context.rights)
      const isChanged = await applyProgram(writing, program, checked, { at: ['input'], sourceId, isNew: false })
      const hasNewSources = checked.sources !== undefined && (await writeSources(writing, program.id, checked.sources))
      if (hasNewSources && !isChanged) markChanged(program)
      return program.id
    }
  })

/** Makes the documents of a program those named; false where they are already. */
const writeSources = async (writing: Writing, id: string, named: readonly string[]): Promise<boolean> => {
  const sources = creditedSources(named, writing.rights)
  const had = await writing.em.find(
    RecordSource,
    { recordType: 'Program', recordId: id },
    { orderBy: { position: 'asc' } },
  )
  if (JSON.stringify(had.map(one => one.sourceId)) === JSON.stringify(sources)) return false
  await replaceRecordSources(writing, { type: 'Program', id }, sources)
  return true
}
