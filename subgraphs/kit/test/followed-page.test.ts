import { expect, it, vi } from 'vitest'
import type { Visibility } from '../access/visibility.ts'
import { recordChanges } from '../feed/record-changes.ts'
import { touch } from '../feed/touched-records.ts'
import { startTestSubgraph } from '../testing/test-subgraph.ts'
import { Program } from './toy/program.ts'
import { toy } from './toy/subgraph.ts'

/** The toy as a sibling that erases: a program whose notes say so is told of as erased. */
const erasing = {
  ...toy,
  recorders: [
    recordChanges({
      touches: [touch(Program, ({ id }) => ({ type: 'Program', id }))],
      describe: {
        Program: async (ids, em) =>
          (await em.find(Program, { id: { $in: [...ids] } })).map(({ id, title, visibility, notes }) => ({
            id,
            version: 1,
            visibility: visibility as Visibility,
            fields: { title },
            erased: notes === 'erased',
          })),
      },
    }),
  ],
}

/** A sibling of the toy that takes the titles of its own programs away when they are erased there. */
const following = {
  ...toy,
  name: 'programs',
  follows: ['toy'],
  onFollowed: (async ({ origin, changes }, em) => {
    expect(origin).toBe('toy')
    const erased = changes.flatMap(({ id, erased }) => (erased === true ? [id] : []))
    for (const program of await em.find(Program, { id: { $in: erased } })) program.title = 'Erased'
  }) satisfies (typeof toy)['onFollowed'],
}

it('what a sibling erases is forgotten with the page that tells of it, and the own feed tells that on', async () => {
  await using sibling = await startTestSubgraph(erasing)
  await using programs = await startTestSubgraph(following, { siblings: { toy: sibling.url }, keys: sibling.keys })
  await programs.readFeeds()
  const { next } = await programs.changes()
  const named = () =>
    programs.database.read.selectFrom('projected_record').select('name').where('record_id', '=', 'belarus-2015')
  expect(await named().execute()).toEqual([{ name: 'Belarus' }])

  await sibling.database.write(async em => {
    const program = await em.findOneOrFail(Program, { id: 'belarus-2015' })
    program.notes = 'erased'
  })

  // Nobody asks for a poll: the follower hears of it.
  await vi.waitFor(async () => expect(await named().execute()).toEqual([{ name: null }]), { timeout: 10_000 })
  expect((await programs.changes(`since=${next}`)).changes).toMatchObject([
    { id: 'belarus-2015', fields: { title: 'Erased' } },
  ])
})
