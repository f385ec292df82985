import { AsyncLocalStorage } from 'node:async_hooks'
import type { ChangeSet, EventSubscriber, FlushEventArgs } from '@mikro-orm/core'
import type { MikroORM } from '@mikro-orm/sql'
import type { Database, EntityChange, EntityManager, Recorder } from './database.ts'

type Write = <T>(work: (em: EntityManager) => Promise<T>, database: Database) => Promise<T>

/** Creates the one way to change a database: a fresh entity manager, a transaction, the recorders, a commit. */
export const createWriter = (orm: MikroORM, recorders: readonly Recorder[]): Write => {
  const running = new AsyncLocalStorage<true>()
  return (work, database) => {
    if (running.getStore()) {
      throw new Error(
        `A write of database "${database.name}" started another write and would wait for itself. Pass the entity manager of the first one on.`,
      )
    }
    return running.run(true, () => {
      const collector = new ChangeCollector()
      const fork = orm.em.fork({ freshEventManager: true })
      fork.getEventManager().registerSubscriber(collector)
      return fork.transactional(async em => {
        const answer = await work(em)
        await em.flush()
        const changes = collector.take()
        if (changes.length === 0) return answer
        for (const record of recorders) {
          await record(changes, em, database)
          await em.flush()
        }
        return answer
      })
    })
  }
}

/** Gathers what the flushes of one transaction did; work may flush several times. */
class ChangeCollector implements EventSubscriber {
  readonly #changes = new Map<object, EntityChange>()

  afterFlush({ uow }: FlushEventArgs): void {
    for (const { entity, type, meta } of uow.getChangeSets() as ChangeSet<object>[]) {
      const before = this.#changes.get(entity)
      const now = { entity, name: meta.className, type: kindOf(type) }
      const sum = before ? sumOf(before, now) : now
      if (sum) this.#changes.set(entity, sum)
      else this.#changes.delete(entity)
    }
  }

  take(): EntityChange[] {
    const changes = [...this.#changes.values()]
    this.#changes.clear()
    return changes
  }
}

const kindOf = (type: ChangeSet<object>['type']): EntityChange['type'] => {
  if (type === 'create' || type === 'update' || type === 'delete') return type
  return type === 'delete_early' ? 'delete' : 'update'
}

/** Two changes of one entity as one; null when it came and went. */
const sumOf = (before: EntityChange, now: EntityChange): EntityChange | null => {
  if (before.type !== 'create') return now
  return now.type === 'delete' ? null : before
}
