import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { expect, it } from 'vitest'
import { startTestNetwork } from '../support/test-network.ts'
import { accessibilityFaults } from './accessibility.ts'
import { describeInBrowser, openTab } from './in-browser.ts'
import { inNetwork } from './in-network.ts'
import { keptTexts } from './kept-texts.ts'
import { besideTheWindow } from './layout.ts'
import { readPlayground } from './playground-page.ts'

const playground = '/playground/'
const contacts = { scopes: ['contact:read'], organization: 'scoe' }
const copying = { permissions: ['clipboard-read', 'clipboard-write'] }

// Its editors take a second or two to open, so what changes nothing for the next reader is asked of one page that stays.
const atDesk = inNetwork
  .extend('opened', { scope: 'file' }, async ({ browser, network }, { onCleanup }) => {
    const tab = await openTab(browser, new URL(playground, network.url), copying)
    onCleanup(() => tab.context.close())
    return tab
  })
  .extend('desk', ({ opened }, { onCleanup }) => {
    onCleanup(() => expect(opened.guard.faults).toEqual([]))
    return { page: opened.page, ...readPlayground(opened.page) }
  })

describeInBrowser('the playground', () => {
  atDesk('answers the first tab of a first visit to the keyboard alone, and shows how', async ({ desk }) => {
    await desk.run('"totalCount"')

    await desk.region('Query plan').getByText('Visits: 1 request to 1 subgraph.').waitFor()
  })

  atDesk('shows the answer as a table, and the table as a file', async ({ desk, network }) => {
    await desk.show('Table')
    const table = desk.region('Answer as a table')
    await table.getByRole('button', { name: 'Download CSV' }).waitFor()
    const titles = await table.getByRole('row').locator('td:first-child').allTextContents()
    const downloading = desk.page.waitForEvent('download')
    await table.getByRole('button', { name: 'Download CSV' }).click()
    const file = readFileSync(await (await downloading).path(), 'utf8')

    const { data } = await network.ask(
      '{ programs(filter: { directions: [INBOUND] }, first: 5) { edges { node { title status } } } }',
    )
    const nodes: { title: string; status: string }[] = data.programs.edges.map((edge: { node: object }) => edge.node)
    expect(titles).toEqual(nodes.map(({ title }) => title))
    expect(parse(file, { columns: true })).toMatchObject(nodes)
  })

  atDesk('draws the plan of a query across all three subgraphs', async ({ desk }) => {
    await desk.show('Query plan')
    await desk.tab('HostAndVisits')
    await desk.run('"organization"')

    const plan = desk.region('Query plan')
    await plan.getByText(/^HostAndVisits: \d+ requests to 3 subgraphs\.$/).waitFor()
    const drawn = await plan.getByRole('listitem').allInnerTexts()
    expect(['programs', 'people', 'organizations'].filter(name => !drawn.join('\n').includes(`\n${name}\n`))).toEqual(
      [],
    )
    await plan.getByText('What it was asked in request 1', { exact: true }).click()
    await plan.getByText('organization(id:').waitFor()
    expect(await plan.getByText(/^\d+ estimated$/).count()).toBe(1)
  })

  atDesk('lists every saved operation and opens one as it is', async ({ desk }) => {
    await desk.show('Saved operations')
    const saved = desk.region('Saved operations')
    await saved.getByRole('button', { name: 'program-list' }).click()
    await desk.run('"programs"')

    const names = await saved.getByRole('listitem').getByRole('button').allTextContents()
    expect(names.toSorted()).toEqual(savedOperations)
    await desk.editorsOf('ProgramList').waitFor()
  })

  atDesk('tells what each type and field means', async ({ desk }) => {
    await desk.show('Documentation Explorer')
    const docs = desk.region('Documentation Explorer')
    await docs.getByRole('link', { name: 'Query', exact: true }).click()
    await docs.getByText('One organization.', { exact: true }).waitFor()
    await docs.getByRole('link', { name: 'organization', exact: true }).click()

    await docs.getByText('Id or slug.').waitFor()
  })

  atDesk('is usable by everybody: light and dark, at a desk and on a phone', async ({ desk: { page } }) => {
    expect(await accessibilityFaults(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    // The editors are painted anew a moment after the page.
    await expect.poll(() => accessibilityFaults(page)).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    await expect.poll(() => accessibilityFaults(page)).toEqual([])
    expect(await besideTheWindow(page)).toEqual([])
  })

  atDesk('is where a browser gets to that opens the address of GraphQL', async ({ visit }) => {
    const { page } = await visit('/graphql?query=%7B__typename%7D')

    expect(new URL(page.url()).pathname).toBe(playground)
  })

  inNetwork(
    'says what access took away, and forgets with a sign-out what it had opened',
    async ({ visit, network }) => {
      const { page } = await visit(playground)
      const desk = readPlayground(page)
      await desk.show('Saved operations')
      await page.getByRole('button', { name: 'press-contacts' }).click()
      await desk.show('Query plan')

      await desk.run('"program"')
      await desk.region('Query plan').getByText('contact:read').first().waitFor()
      await desk.signIn(await network.token(contacts))
      await desk.run('"contactPoints"')
      await desk.region('Query plan').getByText('contact:read').waitFor({ state: 'detached' })
      await page.getByRole('button', { name: 'Signed in as test-caller' }).click()
      await page.getByRole('button', { name: 'Sign out' }).click()
      await page.getByRole('button', { name: 'Sign in' }).waitFor()

      await expect.poll(() => desk.answer.textContent()).not.toContain('"program"')
      expect(await page.content()).not.toContain('test-caller')
    },
  )

  atDesk(
    'keeps a token nowhere: not in use, not after a reload, not in a link or a command',
    async ({ visit, network }) => {
      const token = await network.token(contacts)
      const { page, context } = await visit(playground, copying)
      const desk = readPlayground(page)
      await desk.signIn(token)
      await page.getByRole('button', { name: 'Headers' }).click()
      await page.getByRole('textbox', { name: 'Headers' }).focus()
      await page.keyboard.insertText(JSON.stringify({ authorization: `Bearer ${token}` }))
      await desk.run('"totalCount"')
      await page.getByRole('button', { name: 'Copy link' }).click()
      await page.getByText('Copied as a link').waitFor()
      const link = await page.evaluate<string>('navigator.clipboard.readText()')
      await page.getByRole('button', { name: 'Copy as cURL' }).click()
      await page.getByText('Copied as a cURL command').waitFor()
      const command = await page.evaluate<string>('navigator.clipboard.readText()')
      const inUse = await keptTexts(page, context)
      await page.reload()
      await page.getByRole('button', { name: 'Sign in' }).waitFor()
      await desk.operation.waitFor()
      const reloaded = [...(await keptTexts(page, context)), await page.content()]

      // What the page does keep shows that this looks at the right place.
      expect(inUse.join()).toContain('query Visits')
      expect([...inUse, ...reloaded, link, command].filter(text => text.includes(token))).toEqual([])
      expect(command).toContain('-H "authorization: Bearer $TOKEN"')
      expect(command).toContain('query Visits')
    },
  )

  atDesk('opens a copied link as its text, and does not run it', async ({ desk, visit }) => {
    await desk.page.setViewportSize({ width: 1440, height: 900 })
    await desk.tab('Organization')
    await desk.page.getByRole('button', { name: 'Copy link' }).click()
    await desk.page.getByText('Copied as a link').waitFor()
    const link = new URL(await desk.page.evaluate<string>('navigator.clipboard.readText()'))

    const { page, context } = await visit('/operations')
    const asked: string[] = []
    context.on('request', request => void asked.push(request.postData() ?? ''))
    await page.goto(link.href)
    await page.getByText('Opened from a link, in a tab of its own.').waitFor()

    await readPlayground(page).editorsOf('Organization').waitFor()
    expect(await readPlayground(page).region('Operation Editor').textContent()).toContain('Organization')
    expect(await readPlayground(page).region('Variables').textContent()).toContain('scoe')
    expect(asked.filter(body => body !== '' && !body.includes('IntrospectionQuery'))).toEqual([])
    expect([link.search, new URL(page.url()).hash]).toEqual(['', ''])
  })
})

describeInBrowser('a network that has its playground switched off', () => {
  it('has none, and leads nobody there', async () => {
    await using network = await startTestNetwork({
      without: ['programs', 'people', 'organizations'],
      settings: { PLAYGROUND: 'off' },
    })
    const statusOf = async (path: string) =>
      (await fetch(new URL(path, network.url), { headers: { accept: 'text/html' }, redirect: 'manual' })).status

    expect(await Promise.all([playground, '/playground', '/graphql'].map(statusOf))).toEqual([404, 404, 400])
  })
})

const savedOperations = readdirSync(new URL('../../schema/operations/', import.meta.url))
  .filter(file => file.endsWith('.graphql'))
  .map(file => file.replace('.graphql', ''))
  .toSorted()
