import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openDevelopmentKeys } from '@exchange-network/kit/identity/development-secret'
import { signIdentity } from '@exchange-network/kit/identity/sign'
import { subgraphs } from '@exchange-network/schema/subgraphs'
import { describe, expect, it } from 'vitest'
import { freePorts } from '../support/free-ports.ts'
import { startCommand } from '../support/started-command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const modules = fileURLToPath(new URL('../../node_modules/', import.meta.url))

/** Copies a subgraph to an empty folder that holds nothing else but what its package.json declares. */
const liftOut = (folder: string, to: string): void => {
  cpSync(folder, to, { recursive: true, filter: path => !path.includes('node_modules') })
  const { dependencies } = JSON.parse(readFileSync(join(to, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  for (const name of Object.keys(dependencies)) {
    const link = join(to, 'node_modules', name)
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(join(modules, name), link)
  }
  rmSync(join(to, 'test'), { recursive: true, force: true })
}

const questions: Readonly<Record<string, { query: string; data: unknown }>> = {
  programs: {
    query: '{ programs(filter: { kinds: [DELEGATION] }, first: 1) { totalCount edges { node { title } } } }',
    data: { programs: { totalCount: 7, edges: [{ node: { title: 'International Delegation to Singapore' } }] } },
  },
  people: {
    query: '{ person(id: "jeff-lowe") { name affiliations { label } } }',
    data: { person: { name: 'Jeff Lowe', affiliations: [{ label: 'SMART Technologies' }] } },
  },
  organizations: {
    query: '{ organization(id: "scoe") { name units { slug } } }',
    data: {
      organization: {
        name: 'Sacramento County Office of Education',
        units: [{ slug: 'scoe-college-and-career-readiness' }, { slug: 'scoe-reentry-program' }],
      },
    },
  },
}

describe('a subgraph lifted out of the repository', () => {
  it.each(subgraphs)('$name starts alone from its folder, the kit and npm, and answers', async ({ name, folder }) => {
    using place = temporaryFolder()
    const home = join(place.path, name)
    const dataFolder = join(place.path, 'data')
    liftOut(fileURLToPath(folder), home)
    const port = await freePorts(1)
    const { query, data } = questions[name] ?? { query: '', data: null }

    await using command = startCommand([join(home, 'main.ts')], { PORT: String(port), DATA_DIR: dataFolder })
    await command.untilLine(/is ready/)
    const body = JSON.stringify({ query })
    const identity = signIdentity({
      issuer: 'gateway',
      audience: name,
      target: 'POST /graphql',
      body,
      keys: await openDevelopmentKeys(dataFolder),
    })
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'exchange-identity': identity },
      body,
    })

    expect(await response.json()).toEqual({ data })
  })
})
