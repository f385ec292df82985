import type { Address } from '../address.ts'
import { usedFilters } from '../program-filter.ts'
import { useAnswer } from '../use-answer.ts'

/** What the codes in a filter are called: undefined while that is on its way, null where there is no such record. */
export type FilterWords = Readonly<Partial<Record<'from' | 'to' | 'organization' | 'topic', string | null>>>

/** Asks for the names behind the codes and slugs of the address; asks nothing when there are none. */
export const useFilterNames = (address: Address): FilterWords => {
  const used = new Set<string>(usedFilters(address))
  const { from = '', to = '', organization = '', topic = '' } = address.query
  const has = {
    hasFrom: used.has('from'),
    hasTo: used.has('to'),
    hasOrganization: used.has('organization'),
    hasTopic: used.has('topic'),
  }
  const isAsked = Object.values(has).includes(true)
  const asked = useAnswer('filter-names', isAsked ? { ...pick({ from, to, organization, topic }, used), ...has } : null)
  const data = asked.state === 'answered' ? asked.answer.data : null
  if (!data || asked.answer?.problems.length) return {}
  return {
    ...(data.from !== undefined && { from: data.from?.name ?? null }),
    ...(data.to !== undefined && { to: data.to?.name ?? null }),
    ...(data.organization !== undefined && { organization: data.organization?.name ?? null }),
    ...(data.topic !== undefined && { topic: data.topic?.label ?? null }),
  }
}

const pick = (values: Readonly<Record<string, string>>, names: ReadonlySet<string>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)))
