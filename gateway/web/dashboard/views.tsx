import { type ComponentType, lazy } from 'react'
import type { DashboardPage } from '../pages.ts'
import type { Address } from './address.ts'

/** A page's content; it takes all it shows from the address. */
export type PageView = ComponentType<{ address: Address }>

export type View = {
  readonly Content: PageView
  /** What the page is called in the tab and to screen readers, until it says more. */
  readonly title: string
}

const view = (title: string, load: () => Promise<PageView>): View => ({
  title,
  Content: lazy(async () => ({ default: await load() })),
})

/** What each path shows. A page's script comes when it is first opened. */
export const views: Readonly<Record<DashboardPage, View>> = {
  '/': view('Overview', async () => (await import('./pages/overview-page.tsx')).OverviewPage),
  '/programs': view('Programs', async () => (await import('./pages/programs-page.tsx')).ProgramsPage),
  '/programs/:slug': view('Program', async () => (await import('./pages/program-page.tsx')).ProgramPage),
  '/people': view('People', async () => (await import('./pages/people-page.tsx')).PeoplePage),
  '/people/:slug': view('Person', async () => (await import('./pages/person-page.tsx')).PersonPage),
  '/organizations': view(
    'Organizations',
    async () => (await import('./pages/organizations-page.tsx')).OrganizationsPage,
  ),
  '/organizations/:slug': view(
    'Organization',
    async () => (await import('./pages/organization-page.tsx')).OrganizationPage,
  ),
  '/places/:code': view('Place', async () => (await import('./pages/place-page.tsx')).PlacePage),
  '/disagreements': view(
    'Disagreements',
    async () => (await import('./pages/disagreements-page.tsx')).DisagreementsPage,
  ),
  '/sources': view('Sources', async () => (await import('./pages/sources-page.tsx')).SourcesPage),
}
