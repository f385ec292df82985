import type { Row } from '@exchange-network/kit/database/rows'
import type { FieldChange, HistoryEntry } from '@exchange-network/kit/history/history-entry'
import { historyEntryResolvers } from '@exchange-network/kit/history/read-history'
import type { Context } from '../loaders.ts'
import { guardedPaths } from '../store/claims.ts'

const guarded = historyEntryResolvers<Context>(guardedPaths, {
  isHiddenOrganization: (id, { loaders }) => loaders.isHiddenOrganization.load(id),
})

/**
 * The changes of an entry as the viewer may read them. Values that name an organization, person or program that has come
 * to be hidden from the viewer are left out, as the roles and claims are that name it; so is the name printed beside it.
 */
const changes = async (entry: Row<HistoryEntry>, args: unknown, context: Context) => {
  const hidden = await Promise.all(entry.changes.map(change => namesHidden(change, context)))
  const hidesPerson = entry.changes.some(({ path }, index) => path === 'person' && hidden[index])
  const told = await guarded.changes(entry, args, context)
  return told.map((change, index) =>
    hidden[index] || (hidesPerson && change.path === 'label')
      ? { ...change, withheld: true, from: null, to: null }
      : change,
  )
}

const namesHidden = async ({ path, from, to }: FieldChange, context: Context): Promise<boolean> => {
  const names = [from, to].flatMap(side => namesIn(path, side))
  const hidden = await Promise.all(names.map(name => isHidden(name, context)))
  return hidden.includes(true)
}

type Name = { readonly property: string; readonly id: string }

// A column is a text; a part of the record is an object of them. A claim names by its normal form what its path is about.
const namesIn = (path: string, side: unknown): readonly Name[] => {
  if (typeof side === 'string') return path in checks ? [{ property: path, id: side }] : []
  if (typeof side !== 'object' || side === null) return []
  const about = 'path' in side ? (claimed[String(side.path)] ?? 'organization') : null
  return Object.entries(side).flatMap(([key, id]) => {
    const property = key === 'normalized' && about !== null ? about : key
    return typeof id === 'string' && property in checks ? [{ property, id }] : []
  })
}

const claimed: Readonly<Record<string, string>> = { partOf: 'partOf', person: 'person' }

const isHiddenPerson = async (id: string, { loaders }: Context) => (await loaders.knownPersonById.load(id)) === null
const isHiddenProgram = async (id: string, { loaders }: Context) => (await loaders.programById.load(id)) === null
const isHiddenOrganization = (id: string, { loaders }: Context) => loaders.isHiddenOrganization.load(id)

const checks: Readonly<Record<string, (id: string, context: Context) => Promise<boolean>>> = {
  person: isHiddenPerson,
  partOf: isHiddenProgram,
  organization: isHiddenOrganization,
  publisher: isHiddenOrganization,
}

const isHidden = ({ property, id }: Name, context: Context): Promise<boolean> =>
  checks[property]?.(id, context) ?? Promise.resolve(false)

/** Resolvers of HistoryEntry: what is guarded or hidden elsewhere is so in the history. */
export const historyTypes = { HistoryEntry: { ...guarded, changes } }
