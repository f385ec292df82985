import { AsyncLocalStorage } from 'node:async_hooks'
import { type EventSubscriber, type FlushEventArgs, FlushMode } from '@mikro-orm/core'
import type { MikroORM } from '@mikro-orm/sql'
import { type Author, byItself } from '../writing/author.ts'
import { ChangeCollector } from './change-collector.ts'
import type { Database, EntityManager, Recorder, WriteSession } from './database.ts'

type Write = <T>(
  work: (em: EntityManager, session: WriteSession) => Promise<T>,
  database: Database,
  author?: Author,
) => Promise<T>

/** Creates the one way to change a database: a fresh entity manager, a transaction, the recorders, a commit. */
export const createWriter = (orm: MikroORM, recorders: readonly Recorder[]): Write => {
  const running = new AsyncLocalStorage<true>()
  return (work, database, author = byItself('write')) => {
    if (running.getStore()) {
      throw new Error(
        `A write of database "${database.name}" started another write and would wait for itself. Pass the entity manager of the first one on.`,
      )
    }
    return running.run(true, () => {
      const collector = new ChangeCollector()
      // Otherwise each look-up between two changes would compare and flush all of them: squares of the rows of an import.
      const fork = orm.em.fork({ freshEventManager: true, flushMode: FlushMode.COMMIT })
      fork.getEventManager().registerSubscriber(subscriberOf(collector))
      return fork.transactional(async em => {
        const record = async (): Promise<void> => {
          await em.flush()
          const changes = collector.take()
          if (changes.length === 0) return
          for (const recorder of recorders) {
            await recorder(changes, em, database, author)
            await em.flush()
          }
          // What recorders persisted is theirs.
          collector.take()
        }
        const settle = async (): Promise<void> => {
          await record()
          em.clear()
        }
        const answer = await work(em, { author, settle })
        await record()
        return answer
      })
    })
  }
}

const subscriberOf = (collector: ChangeCollector): EventSubscriber => ({
  afterFlush: ({ uow }: FlushEventArgs): void => collector.add(uow.getChangeSets()),
})
