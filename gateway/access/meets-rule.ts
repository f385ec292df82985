import type { FieldRule } from '@exchange-network/schema/field-rules'
import type { Viewer } from './viewer.ts'

/**
 * Tells whether a viewer may pass a rule. A policy depends on the row, so the gateway leaves it to the subgraph for
 * viewers who have signed in. Where no subgraph is told who asks (`withIdentity` is false) nobody could decide it, and
 * nobody passes.
 */
export const meetsRule = (rule: FieldRule, { subject, scopes }: Viewer, withIdentity: boolean): boolean => {
  switch (rule.kind) {
    case 'authenticated':
      return subject !== null
    case 'policy':
      return subject !== null && withIdentity
    case 'requiresScopes':
      return rule.anyOf.some(names => names.every(name => scopes.has(name)))
  }
}
