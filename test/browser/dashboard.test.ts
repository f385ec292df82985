import { readdirSync, readFileSync, statSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { keyFigure, settle, tabTo } from './dashboard-page.ts'
import { describeInBrowser } from './in-browser.ts'
import { inNetwork } from './in-network.ts'
import { keptTexts } from './kept-texts.ts'
import { readPlayground } from './playground-page.ts'

const pathAndQuery = (page: Page): string => {
  const { pathname, search } = new URL(page.url())
  return pathname + search
}

describeInBrowser('the dashboard', () => {
  inNetwork(
    'narrows everything to a country that is followed on the map, and keeps it in the address',
    async ({ visit }) => {
      const { page } = await visit('/')
      await settle(page)
      const before = await keyFigure(page, 'Programs')

      await page.getByRole('link', { name: 'Brazil: 1 program, visitors from here' }).click()
      await expect.poll(() => keyFigure(page, 'Programs')).toBe('1')
      await settle(page)
      const narrowed = pathAndQuery(page)
      const selected = await page.getByRole('combobox', { name: 'Visitors from' }).inputValue()
      const onTimeline = await page
        .getByRole('figure', { name: /^Programs over the years/ })
        .getByRole('link')
        .count()
      await page.reload()
      await expect.poll(() => keyFigure(page, 'Programs')).toBe('1')
      await page.goBack()
      await expect.poll(() => keyFigure(page, 'Programs')).toBe('14')
      await page.goForward()
      await expect.poll(() => keyFigure(page, 'Programs')).toBe('1')

      expect({ before, narrowed, selected, onTimeline }).toEqual({
        ...{ before: '14', narrowed: '/?from=BR', selected: 'BR', onTimeline: 1 },
      })
    },
  )

  inNetwork('asks each of its questions once', async ({ visit }) => {
    const { page } = await visit('/?kind=VISIT')
    await settle(page)
    const asked: string[] = []
    page.on('request', request => {
      if (request.url().endsWith('/graphql')) asked.push(request.postData() ?? '')
    })

    await page.reload()
    await settle(page)

    expect(asked).toContainEqual(expect.stringContaining('network-figures'))
    expect(asked).toEqual([...new Set(asked)])
  })

  inNetwork('leads by the keyboard alone from the address to a country, a program and back', async ({ visit }) => {
    const { page } = await visit('/')
    await settle(page)

    await page.keyboard.press('Tab')
    const first = await page.locator(':focus').textContent()
    await page.keyboard.press('Enter')
    await tabTo(page, 'Belarus: 1 program, visitors from here')
    await page.keyboard.press('Enter')
    await expect.poll(() => keyFigure(page, 'Programs')).toBe('1')
    await page.getByRole('link', { name: 'Skip to the content' }).focus()
    await page.keyboard.press('Enter')
    await tabTo(page, 'Human rights advocates from Belarus at the SCOE Reentry Program')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: /^Human rights advocates from Belarus/ }).waitFor()
    await page.goBack()
    await expect.poll(() => keyFigure(page, 'Programs')).toBe('1')

    expect(first).toBe('Skip to the content')
    expect(pathAndQuery(page)).toBe('/?from=BY')
  })

  inNetwork('lets the server filter and sort the table of programs', async ({ visit, network }) => {
    const { page } = await visit('/programs')
    await settle(page)
    const titles = () => page.getByRole('rowheader').getByRole('link').allTextContents()

    await page.getByRole('combobox', { name: 'Kind' }).selectOption('DELEGATION')
    await page.getByRole('columnheader').getByRole('link', { name: 'Program' }).click()

    const { data } = await network.ask(
      `{ programs(filter: { kinds: [DELEGATION] }, orderBy: { field: TITLE, direction: ASC }) { edges { node { title } } } }`,
    )
    const expected = data.programs.edges.map((edge: { node: { title: string } }) => edge.node.title)
    expect(expected).toHaveLength(7)
    await expect.poll(titles).toEqual(expected)
    expect(pathAndQuery(page)).toBe('/programs?kind=DELEGATION&sort=TITLE')
  })

  inNetwork('gives a panel away as a file that says what the query answers', async ({ visit, network }) => {
    const { page } = await visit('/programs?from=PH')
    await settle(page)

    const downloading = page.waitForEvent('download')
    await page.getByRole('link', { name: 'CSV: 2 programs' }).click()
    const file = readFileSync(await (await downloading).path(), 'utf8')

    const { data } = await network.ask(
      `{ programs(filter: { originIn: ["PH"] }, orderBy: { field: DATE, direction: DESC }) {
        edges { node { slug title kind status dates { edtf } } }
      } }`,
    )
    const rows: Record<string, string>[] = parse(file, { columns: true })
    const column = (name: string) => rows.map(row => row[Object.keys(row).find(key => key.endsWith(name)) ?? ''])
    const nodes: Record<string, string>[] = data.programs.edges.map((edge: { node: object }) => edge.node)
    expect(['slug', 'title', 'kind', 'status'].map(column)).toEqual(
      ['slug', 'title', 'kind', 'status'].map(name => nodes.map(node => node[name])),
    )
  })

  inNetwork('opens the query of a panel in the playground, with what narrows it', async ({ visit }) => {
    const { page } = await visit('/programs?from=PH')
    await settle(page)

    await page.getByRole('link', { name: 'Open in playground: 2 programs' }).click()
    const desk = readPlayground(page)
    await desk.editorsOf('ProgramList').waitFor()

    expect(await desk.region('Variables').textContent()).toContain('"PH"')
    await desk.run('"programs"')
  })

  inNetwork('searches programs, people and organizations at once, and opens the best hit', async ({ visit }) => {
    const { page } = await visit('/sources')
    await settle(page)
    const box = page.getByRole('searchbox', { name: 'Search programs, people and organizations' })

    await box.fill('sacramento')
    const organizations = page.getByRole('region', { name: 'Organizations' })
    await organizations.getByRole('link', { name: /Global Ties Sacramento/ }).waitFor()
    await box.fill('soriano')
    await page
      .getByRole('region', { name: 'People' })
      .getByRole('link', { name: /Xanthi Soriano/ })
      .waitFor()
    await box.fill('digital age')
    await page
      .getByRole('region', { name: 'Programs' })
      .getByRole('link', { name: /Digital Age/ })
      .waitFor()
    await box.press('ArrowDown')
    const first = await page.locator(':focus').textContent()
    await page.keyboard.press('Enter')

    expect(first).toContain('Education in the Digital Age II')
    await page.getByRole('heading', { level: 1, name: 'Education in the Digital Age II' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/programs/education-in-the-digital-age-ii')
  })

  inNetwork('sets statements that disagree beside each other, with their words and sources', async ({ visit }) => {
    const { page } = await visit('/disagreements')
    await settle(page)

    const announced = page.getByRole('article').filter({ hasText: '“education leaders from 19 countries”' }).last()
    const reported = page.getByRole('article').filter({ hasText: '“visitors from 22 countries”' }).last()
    const [left, right] = [await announced.boundingBox(), await reported.boundingBox()]
    expect(left?.y).toBe(right?.y)
    expect(left?.x).not.toBe(right?.x)
    expect(await announced.getByRole('link').textContent()).toContain('SCOE to Host International Education Delegates')
    expect(await reported.getByRole('link').textContent()).toContain('International visitors at SCOE')
  })

  inNetwork('tells what each figure counts', async ({ visit }) => {
    const { page } = await visit('/')
    await settle(page)

    await page.getByText('22 listed, 21 distinct, 19 announced').waitFor()
    const table = page.getByRole('region', { name: 'Programs over time' }).getByRole('group').last()
    await table.getByText('Same data as a table').click()
    await table.getByRole('row', { name: /Delegation to Portugal/ }).waitFor()
  })

  inNetwork('shows more to who signs in, and keeps none of it after the sign-out', async ({ visit, network }) => {
    const token = await network.token({ scopes: ['contact:read'], organization: 'scoe' })
    const { page, context } = await visit('/people/xanthi-soriano')
    await settle(page)
    const mail = page.getByText('xsoriano@scoe.net')
    const before = await mail.count()

    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByRole('textbox', { name: 'Access token' }).fill(token)
    await page.keyboard.press('Enter')
    await mail.first().waitFor()
    const inUse = [...(await keptTexts(page, context)), await page.content()]
    await page.getByRole('button', { name: 'Signed in as test-caller' }).click()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor()
    await settle(page)
    const after = [...(await keptTexts(page, context)), await page.content()]
    await page.goBack()
    await page.goForward()
    await settle(page)
    const again = await page.content()

    expect(before).toBe(0)
    expect([...inUse, ...after].filter(text => text.includes(token))).toEqual([])
    expect([...after, again].filter(text => /xsoriano@scoe\.net|test-caller/.test(text))).toEqual([])
  })

  inNetwork('refuses a bad token in a sentence', async ({ visit }) => {
    const { page, guard } = await visit('/sources')

    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByRole('textbox', { name: 'Access token' }).fill('bm9uZQ.bm9uZQ.bm9uZQ')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.getByRole('dialog').getByRole('alert').textContent()).toMatch(/\w+ .*\.$/)
    await page.keyboard.press('Escape')

    expect(await page.getByRole('dialog').count()).toBe(0)
    guard.forgive(/status of 401/)
  })

  inNetwork('moves nothing for who wants no motion', async ({ visit }) => {
    const { page } = await visit('/', { reducedMotion: 'reduce' })
    await settle(page)

    const moving = await page.evaluate<string[]>(`[...document.querySelectorAll('*')].flatMap(element => {
      const { transitionDuration, animationDuration, animationName } = getComputedStyle(element)
      const longest = text => Math.max(...text.split(',').map(parseFloat))
      const moves = longest(transitionDuration) > 0.01 || (animationName !== 'none' && longest(animationDuration) > 0.01)
      return moves ? [element.outerHTML.slice(0, 80)] : []
    })`)
    expect(moving).toEqual([])
  })

  inNetwork('prints what it tells, and nothing to press', async ({ visit }) => {
    const { page } = await visit('/')
    await settle(page)

    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })

    expect(await page.getByRole('heading', { name: 'Programs over time' }).isVisible()).toBe(true)
    expect(await page.getByRole('button').filter({ visible: true }).allTextContents()).toEqual([])
    expect(await page.getByRole('combobox').filter({ visible: true }).count()).toBe(0)
    expect(await page.getByRole('searchbox').filter({ visible: true }).count()).toBe(0)
    const paper = await page.evaluate<string>(
      'getComputedStyle(document.documentElement).backgroundColor + getComputedStyle(document.body).backgroundColor',
    )
    expect(paper).toMatch(/^(rgb\(255, 255, 255\)|rgba\(0, 0, 0, 0\)|white)+$/)
    expect((await page.pdf()).length).toBeGreaterThan(20_000)
  })

  inNetwork('is a small page: 150 kB of script at most, gzipped', async ({ network: _ }) => {
    const assets = new URL('../../gateway/web/dist/dashboard/assets/', import.meta.url)
    const scripts = readdirSync(assets).filter(file => file.endsWith('.js.gz'))

    const bytes = scripts.reduce((sum, file) => sum + statSync(new URL(file, assets)).size, 0)

    expect(scripts.length).toBeGreaterThan(0)
    expect(bytes).toBeLessThanOrEqual(150_000)
  })

  // Ends what the tests above need: it stays the last one.
  inNetwork('works on with one team away, and says what is missing', async ({ visit, network }) => {
    await network.stop('people')
    const { page } = await visit('/')
    await settle(page)
    const programs = await keyFigure(page, 'Programs')
    const said = await page.getByRole('main').innerText()
    await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'People' }).click()
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor()
    await settle(page)
    const ofPeople = await page.getByRole('main').innerText()

    expect(programs).toBe('14')
    expect(said).toMatch(/missing|not reach|cannot be/i)
    expect(ofPeople).toContain('This part cannot be shown at the moment.')
    await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Programs' }).click()
    await page.getByRole('rowheader', { name: /International Delegation to Singapore/ }).waitFor()
  })
})
