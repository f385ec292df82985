import { Link } from '../link.tsx'
import { ThemeSwitch } from './theme-switch.tsx'

/** What this is, where the same is to be had without a browser, and who sees what. */
export const SiteFooter = () => (
  <footer className="site-footer">
    <div className="site-footer-columns">
      <section>
        <h2>What this is</h2>
        <p>
          International education exchange as its partners record it: programs, people and organizations, kept by three
          teams and read as one. Every value keeps the documents that say it; where they differ, both stand.
        </p>
        <p>
          <Link href="/sources">Documents used</Link> · <Link href="/disagreements">Where they disagree</Link>
        </p>
      </section>
      <section>
        <h2>Take it with you</h2>
        <p>
          <a href="/operations">Every figure as CSV and JSON</a>, for a spreadsheet or a script.{' '}
          <a href="/operations/openapi.json">OpenAPI description</a>.
        </p>
        <p>
          <a href="/playground/">Playground</a>: ask the network yourself, in GraphQL.
        </p>
      </section>
      <section>
        <h2>Who sees what</h2>
        <p>
          Without signing in you see what is public. Partners see more with a token; contact details need a scope of
          their own. Records that are hidden from you are in no list, count or search. A token stays in this tab only
          and is gone when it is closed.
        </p>
      </section>
      {/* On a phone the header has no room for it. */}
      <section className="site-footer-theme">
        <h2>Colours</h2>
        <ThemeSwitch />
      </section>
    </div>
  </footer>
)
