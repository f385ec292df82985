import type { Address } from '../address.ts'
import { FilterBar } from '../filters/filter-bar.tsx'
import { AnnouncedPanel } from '../overview/announced-panel.tsx'
import { DisagreementPanel } from '../overview/disagreement-panel.tsx'
import { KeyFigures } from '../overview/key-figures.tsx'
import { LatestPanel } from '../overview/latest-panel.tsx'
import { MapPanel } from '../overview/map-panel.tsx'
import { NetworkPanel } from '../overview/network-panel.tsx'
import { TimelinePanel } from '../overview/timeline-panel.tsx'

/** The network at a glance; each panel leads to the detail. */
export const OverviewPage = ({ address }: { address: Address }) => (
  <>
    <header className="page-head">
      <h1>International exchange at a glance</h1>
      <p>
        Who visited whom, when and through which organizations, as documents tell it. Every figure says what it counts
        and who said so; where sources differ, both stand.
      </p>
    </header>
    <FilterBar address={address} />
    <KeyFigures address={address} />
    <div className="panels">
      <MapPanel address={address} />
      <TimelinePanel address={address} />
      <NetworkPanel address={address} />
      <DisagreementPanel address={address} />
      <LatestPanel address={address} />
      <AnnouncedPanel address={address} />
    </div>
  </>
)
