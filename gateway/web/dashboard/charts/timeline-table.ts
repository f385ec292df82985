import type { TableContent } from '../panel/plain-table.tsx'
import { sentence } from '../parts/field-words.ts'
import { statusWords } from '../parts/program-status.ts'
import type { TimelineContent } from './timeline-programs.ts'

/** The timeline as rows, earliest first, undated last. */
export const programTimelineTable = ({ programs, total }: TimelineContent): TableContent => ({
  caption: `Programs over time${total > programs.length ? `, the latest ${programs.length} of ${total}` : ''}`,
  columns: ['Program', 'When', 'Kind', 'Status'],
  rows: programs.map(({ title, when, kind, status }) => [title, when, sentence(kind), statusWords(status)]),
})
