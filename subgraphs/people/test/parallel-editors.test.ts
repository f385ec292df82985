import { type TestSubgraph, viewerWith } from '@exchange-network/kit/testing/test-subgraph'
import { expect, it } from 'vitest'
import { startPeopleWorld } from './support/people-world.ts'

const editors = 200
// Of those who lost the first race as many try again at once. All of them at once would take 20,000 requests.
const retrying = 2
const editor = viewerWith({ organization: 'scoe', scopes: ['person:write', 'person:read'] })
const jared = 'p-rhtexx6zhr'

const read = async (world: TestSubgraph) => {
  const operation = 'query ($id: ID!) { person(id: $id) { version otherNames } }'
  return (await world.query(operation, { id: jared }, editor)).data.person
}

/** Reads the person and adds a name; false where somebody was faster. */
const addName = async (world: TestSubgraph, name: string): Promise<boolean> => {
  const { version, otherNames } = await read(world)
  const input = { id: jared, expectedVersion: version, otherNames: [...otherNames, name] }
  const operation =
    'mutation ($input: UpdatePersonInput!) { updatePerson(input: $input) { person { version } userErrors { code currentVersion } } }'
  const { userErrors } = (await world.query(operation, { input }, editor)).data.updatePerson
  if (userErrors.length === 0) return true
  expect(userErrors).toEqual([{ code: 'VERSION_CONFLICT', currentVersion: expect.any(Number) }])
  expect(userErrors[0].currentVersion).toBeGreaterThan(version)
  return false
}

/** Tries with each name until it is added. */
const addEach = async (world: TestSubgraph, names: string[]): Promise<void> => {
  for (let name = names.pop(); name !== undefined; name = names.pop()) while (!(await addName(world, name)));
}

it('Two hundred parallel editors of one person lose nothing', { timeout: 300_000 }, async () => {
  await using world = await startPeopleWorld(async () => {})
  const names = Array.from({ length: editors }, (_, index) => `Editor ${index}`)

  const firstRace = await Promise.all(names.map(name => addName(world, name)))
  const losers = names.filter((_, index) => !firstRace[index])
  const retries = [...losers]
  await Promise.all(Array.from({ length: retrying }, () => addEach(world, retries)))

  const person = await read(world)
  expect(person.version).toBe(1 + editors)
  expect(person.otherNames.toSorted()).toEqual(names.toSorted())
  // They met: somebody had to read again.
  expect(losers.length).toBeGreaterThan(0)
  const ledger: { version: number; changes: unknown }[] = await world.database.read
    .selectFrom('history_entry')
    .select(['version', 'changes'])
    .where('record_id', '=', jared)
    .where('action', '=', 'updatePerson')
    .orderBy('seq')
    .execute()
  expect(ledger.map(({ version }) => version)).toEqual(names.map((_, index) => index + 2))
  const before = ledger.map(({ changes }) => otherNamesIn(changes).from.length)
  expect(before).toEqual(names.map((_, index) => index))
})

// SQLite keeps JSON as text, the driver of PostgreSQL has parsed it.
const otherNamesIn = (changes: unknown): { from: readonly string[] } => {
  const fields = typeof changes === 'string' ? JSON.parse(changes) : changes
  return fields.find(({ path }: { path: string }) => path === 'otherNames')
}
