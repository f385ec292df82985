import { expect } from 'vitest'
import { activeParts } from './active-parts.ts'
import { settle } from './dashboard-page.ts'
import { writeHostileRecords } from './hostile-records.ts'
import { hostileTexts } from './hostile-texts.ts'
import { describeInBrowser } from './in-browser.ts'
import { inNetwork } from './in-network.ts'
import { readPlayground } from './playground-page.ts'

const inHostileNetwork = inNetwork.extend('records', { scope: 'file' }, ({ network }) => writeHostileRecords(network))

// Every page that shows what partners wrote.
const pages = [
  ['the overview', '/'],
  ['the list of programs', '/programs'],
  ['a program', '/programs/hostile-program-0'],
  ['the list of people', '/people'],
  ['a person', '/people/hostile-person-0'],
  ['the list of organizations', '/organizations'],
  ['an organization', '/organizations/hostile-organization-0'],
  ['a place', '/places/GH'],
  ['the list of disagreements', '/disagreements'],
  ['the list of sources', '/sources'],
  ['a search', '/sources?q=script'],
] as const

describeInBrowser('a text that somebody wrote to be more than a text', () => {
  inHostileNetwork.for(pages)('stays one in %s', async ([, path], { visit, records: _ }) => {
    const { page } = await visit(path)
    await settle(page)
    await page.evaluate('for (const details of document.querySelectorAll("details")) details.open = true')
    await settle(page)
    const shown = await page.getByRole('main').innerText()

    // Shown as it was written: it was neither run nor made harmless by cutting.
    expect(hostileTexts.filter(hasMarkup).some(text => shown.includes(text))).toBe(true)
    expect(await activeParts(page)).toEqual([])
  })

  inHostileNetwork('stays one where it is asked for and shown in the playground', async ({ visit, records }) => {
    const { page } = await visit(`/programs/${records.programs[0]}`)
    await settle(page)
    await page
      .getByRole('link', { name: /^Open in playground: / })
      .last()
      .click()
    const desk = readPlayground(page)
    await desk.editorsOf('ProgramDetail').waitFor()
    await desk.run('"program"')
    await desk.show('Table')
    const table = desk.region('Answer as a table')
    await table.getByRole('row').nth(1).waitFor()
    const shown = await table.innerText()

    expect(hostileTexts.filter(hasMarkup).some(text => shown.includes(text))).toBe(true)
    expect(await activeParts(page)).toEqual([])
  })

  inHostileNetwork('stays one in an address that somebody made for a reader', async ({ visit, records: _ }) => {
    const { page, guard } = await visit('/')
    for (const text of hostileTexts.filter((_text, i) => i % 12 === 0)) {
      const written = encodeURIComponent(text)
      for (const address of [
        `/?q=${written}&from=${written}&kind=${written}&sort=${written}`,
        `/programs/${written}`,
      ]) {
        await page.goto(new URL(address, page.url()).href)
        await settle(page)
        expect(await activeParts(page)).toEqual([])
      }
    }
    expect(guard.faults).toEqual([])
  })

  inHostileNetwork('is written as text, of no type that a browser runs', async ({ network, records: _ }) => {
    const asked = [
      'program-list.json?first=50',
      'program-list.csv?first=50',
      'program-detail.json?id=hostile-program-0',
    ]
    const answers = await Promise.all(asked.map(path => fetch(new URL(`/operations/${path}`, network.url))))

    expect(answers.map(({ headers }) => [headers.get('content-type'), headers.get('x-content-type-options')])).toEqual([
      ['application/json; charset=utf-8', 'nosniff'],
      ['text/csv; charset=utf-8', 'nosniff'],
      ['application/json; charset=utf-8', 'nosniff'],
    ])
    const file = (await answers[1]?.text()) ?? ''
    expect(file).toContain('globalThis.somebodysTextRan')
    expect(file.split('\r\n').filter(line => /(^|,)"?[=+@]/.test(line))).toEqual([])
  })
})

const hasMarkup = (text: string): boolean => /[<"']/.test(text)
