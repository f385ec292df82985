import { type ChangeSet, type EntityMetadata, JsonType } from '@mikro-orm/core'
import type { EntityChange } from './database.ts'

type Fields = Map<string, { from: unknown; to: unknown }>
type Values = Readonly<Record<string, unknown>>
type Change = EntityChange & { readonly fields: Fields }

/** Gathers what the flushes of one transaction did; work may flush several times. */
export class ChangeCollector {
  readonly #changes = new Map<object, Change>()

  /** Adds what one flush did. */
  add(changeSets: Iterable<ChangeSet<object>>): void {
    for (const changeSet of changeSets) {
      const { entity } = changeSet
      const before = this.#changes.get(entity)
      const now = changeOf(changeSet)
      const sum = before ? sumOf(before, now) : now
      if (sum) this.#changes.set(entity, sum)
      else this.#changes.delete(entity)
    }
  }

  /** Answers all changes since the last call. */
  take(): EntityChange[] {
    const changes = [...this.#changes.values()]
    this.#changes.clear()
    return changes
  }
}

const changeOf = ({ entity, type, meta, payload, originalEntity }: ChangeSet<object>): Change => {
  const kind = kindOf(type)
  const metadata = meta as EntityMetadata
  // A change set of a deletion names no values: they stand in the entity.
  const before = kind === 'delete' ? valuesOf(metadata, entity) : ((originalEntity ?? {}) as Values)
  const after = payload as Values
  const plain = (property: string, value: unknown): unknown => plainOf(metadata, property, value)
  const changed = kind === 'delete' ? Object.keys(before) : Object.keys(after)
  const fields: Fields = new Map(
    changed.map(property => [
      property,
      {
        from: kind === 'create' ? null : plain(property, before[property]),
        to: kind === 'delete' ? null : plain(property, after[property]),
      },
    ]),
  )
  return { entity, name: metadata.className, type: kind, fields }
}

const valuesOf = ({ props }: EntityMetadata, entity: object): Values =>
  Object.fromEntries(
    props.filter(({ kind }) => kind === 'scalar').map(({ name }) => [name, (entity as Values)[name] ?? null]),
  )

const kindOf = (type: ChangeSet<object>['type']): EntityChange['type'] => {
  if (type === 'create' || type === 'update' || type === 'delete') return type
  return type === 'delete_early' ? 'delete' : 'update'
}

/** Change sets hold JSON as the text, and instants as the number or text, that go into their columns. */
const plainOf = ({ properties }: EntityMetadata, property: string, value: unknown): unknown => {
  const described = (properties as Readonly<Record<string, { customType?: unknown; runtimeType?: string }>>)[property]
  if (typeof value === 'string' && described?.customType instanceof JsonType) return JSON.parse(value)
  if (described?.runtimeType === 'Date' && isInstant(value)) return new Date(value).toISOString()
  return value ?? null
}

const isInstant = (value: unknown): value is string | number | Date =>
  (typeof value === 'string' || typeof value === 'number' || value instanceof Date) &&
  !Number.isNaN(new Date(value).getTime())

/** Two changes of one entity as one; null when it came and went. */
const sumOf = (before: Change, now: Change): Change | null => {
  if (before.type === 'create' && now.type === 'delete') return null
  const fields: Fields = new Map(before.fields)
  for (const [property, { from, to }] of now.fields) {
    fields.set(property, { from: before.fields.has(property) ? before.fields.get(property)?.from : from, to })
  }
  return { ...now, type: before.type === 'create' ? 'create' : now.type, fields }
}
