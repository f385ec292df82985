import type { DashboardPage } from '@exchange-network/web/pages'
import { expect } from 'vitest'
import { accessibilityFaults, colourFaults } from './accessibility.ts'
import { settle } from './dashboard-page.ts'
import { describeInBrowser } from './in-browser.ts'
import { inNetwork } from './in-network.ts'
import { besideTheWindow } from './layout.ts'

// A page that the dashboard gets is missing here until it is judged as well.
const views: Readonly<Record<DashboardPage, string>> = {
  '/': '/',
  '/programs': '/programs?sort=TITLE&topic=ict-in-education',
  '/programs/:slug': '/programs/education-in-the-digital-age-ii',
  '/people': '/people',
  '/people/:slug': '/people/xanthi-soriano',
  '/organizations': '/organizations',
  '/organizations/:slug': '/organizations/scoe',
  '/places/:code': '/places/US',
  '/disagreements': '/disagreements',
  '/sources': '/sources',
}
const paths = [...Object.values(views), '/programs/there-is-no-such-program']

const widths = [1440, 768, 390] as const

describeInBrowser('every view, on a phone, a tablet and a desk, light and dark', () => {
  inNetwork.for(paths)('%s can be used by everybody and never scrolls sideways', async (path, { visit }) => {
    const { page } = await visit(path)
    await settle(page)

    const faults: string[] = []
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 })
      faults.push(...(await besideTheWindow(page)).map(fault => `${width} pixels: ${fault}`))
      await page.emulateMedia({ colorScheme: 'light' })
      faults.push(...(await accessibilityFaults(page)).map(fault => `${width} pixels, light: ${fault}`))
      await page.emulateMedia({ colorScheme: 'dark' })
      faults.push(...(await colourFaults(page)).map(fault => `${width} pixels, dark: ${fault}`))
    }
    expect(faults).toEqual([])
  })

  // It is one long column at every width, so one is judged: each time takes as long as five other pages.
  inNetwork('/operations can be used by everybody', async ({ visit }) => {
    const { page } = await visit('/operations', { width: 390 })

    expect(await besideTheWindow(page)).toEqual([])
    expect(await accessibilityFaults(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await colourFaults(page)).toEqual([])
  })

  inNetwork('/operations needs no script', async ({ visit, network }) => {
    const { page } = await visit('/operations', { javaScriptEnabled: false })

    const listed = await page.getByRole('link', { name: /\.csv|CSV/ }).count()
    const description = await fetch(new URL('/operations/openapi.json', network.url))
    const { paths: described } = (await description.json()) as { paths: Record<string, unknown> }
    const files = Object.keys(described).filter(path => path.endsWith('.csv'))
    expect(listed).toBeGreaterThanOrEqual(files.length)
    expect(files.length).toBeGreaterThan(10)
  })
})
