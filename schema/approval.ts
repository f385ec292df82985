import { hash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { type DocumentNode, parse } from 'graphql'
import { weakenedRules } from './weakened-rules.ts'

/** Name of the file in which somebody approves of a supergraph that guards less: the SHA-256 of its text, in hex. */
export const approvalFile = (supergraphFile: string): string => `${supergraphFile}.approved`

/** Gives the line that approves of one text, and of no other. */
export const approvalOf = (sdl: string): string => hash('sha256', sdl)

/** Reads what is approved beside a supergraph's file; "" when there is nothing. */
export const readApproval = (supergraphFile: string): string => {
  const file = approvalFile(supergraphFile)
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

/**
 * Says why a supergraph may not follow another one: it guards fields less, and nobody has approved of just this text.
 * Null when it may.
 */
export const whyNotToFollow = (options: {
  old: string
  next: string
  file: string
  approval: string
}): string | null => {
  const { old, next, file, approval } = options
  const read = (sdl: string): DocumentNode => parse(sdl, { noLocation: true })
  const weakened = weakenedRules(read(old), read(next))
  if (weakened.length === 0 || approval.split(/\s+/).includes(approvalOf(next))) return null
  return (
    `The new supergraph guards less than the old one: ${weakened.map(name => `"${name}"`).join(', ')}. ` +
    `If that is meant, write ${approvalOf(next)} into the file "${approvalFile(file)}".`
  )
}
