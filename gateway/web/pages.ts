/**
 * Paths at which the dashboard's page is served, in the notation of the gateway's router. What a path shows is decided in
 * the browser, from the same list (`dashboard/views.tsx`).
 */
export const dashboardPages = [
  '/',
  '/programs',
  '/programs/:slug',
  '/people',
  '/people/:slug',
  '/organizations',
  '/organizations/:slug',
  '/places/:code',
  '/disagreements',
  '/sources',
] as const

/** One of the dashboard's paths. */
export type DashboardPage = (typeof dashboardPages)[number]
