import { Suspense } from 'react'
import { useAddress } from './address.ts'
import { ErrorBoundary } from './frame/error-boundary.tsx'
import { usePageArrival } from './frame/page-arrival.ts'
import { SiteFooter } from './frame/site-footer.tsx'
import { SiteHeader } from './frame/site-header.tsx'
import { NotFoundPage } from './pages/not-found-page.tsx'
import { Skeleton } from './panel/panel-states.tsx'
import { SignInDialog } from './sign-in/sign-in-dialog.tsx'
import { views } from './views.tsx'

/** The whole page: the frame, and within it what the address asks for. */
export const App = () => {
  const address = useAddress()
  const view = address ? views[address.page] : null
  usePageArrival(view?.title ?? 'Page not found', address)
  return (
    <>
      <a className="skip-link" href="#content">
        Skip to the content
      </a>
      <SiteHeader address={address} />
      <main id="content" tabIndex={-1}>
        {/* A page that breaks does not take the frame along, nor the page that is opened next. */}
        <ErrorBoundary key={`${address?.page} ${address?.id}`}>
          <Suspense fallback={<Skeleton height={600} />}>
            {view && address ? <view.Content address={address} /> : <NotFoundPage />}
          </Suspense>
        </ErrorBoundary>
      </main>
      <SiteFooter />
      <SignInDialog />
    </>
  )
}
