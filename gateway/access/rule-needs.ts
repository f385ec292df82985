import type { FieldRule } from '@exchange-network/schema/field-rules'

/** Says in words what rules demand that a viewer does not meet, e.g. "scope contact:read". */
export const needsOf = (unmet: readonly FieldRule[]): string => [...new Set(unmet.map(inWords))].join('; ')

const inWords = (rule: FieldRule): string => {
  if (rule.kind === 'authenticated') return 'authentication'
  const word = rule.kind === 'policy' ? ['policy', 'policies'] : ['scope', 'scopes']
  return rule.anyOf.map(names => `${word[names.length === 1 ? 0 : 1]} ${names.join(' and ')}`).join(' or ')
}
