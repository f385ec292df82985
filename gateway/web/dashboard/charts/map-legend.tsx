import { glyphPath } from './glyph.ts'
import { type Shade, shadeWords } from './map-shades.ts'

/** What the shades and shapes of the map mean, in numbers. */
export const MapLegend = ({
  shades,
  hasDestinations,
  home,
}: {
  readonly shades: readonly Shade[]
  readonly hasDestinations: boolean
  readonly home: string
}) => (
  <div className="chart-legend">
    {shades.length > 0 && (
      <p>
        <span>Programs with visitors from a place</span>
        {shades.map(shade => (
          <span key={shade.step} className="chart-legend-entry">
            <svg viewBox="0 0 22 14" className={`chart-legend-key world-map-shade-${shade.step}`} aria-hidden="true">
              <rect className="world-map-area" x="0.75" y="0.75" width="20.5" height="12.5" rx="3" />
            </svg>
            {shadeWords(shade)}
          </span>
        ))}
        <span className="chart-legend-entry">
          <svg viewBox="0 0 14 14" className="chart-legend-key world-map-shade-1" aria-hidden="true">
            <circle className="world-map-dot" cx="7" cy="7" r="4.5" />
          </svg>
          small place
        </span>
      </p>
    )}
    {hasDestinations && (
      <p>
        <span>Delegations from {home}</span>
        <DiamondEntry words="went here" className="world-map-destination" />
        <DiamondEntry words="announced only" className="world-map-destination is-announced" />
      </p>
    )}
    <p className="chart-legend-source">Borders: Natural Earth; no statement on their status.</p>
  </div>
)

const DiamondEntry = ({ words, className }: { words: string; className: string }) => (
  <span className="chart-legend-entry">
    <svg viewBox="0 0 34 14" className={`chart-legend-key ${className}`} aria-hidden="true">
      <path className="world-map-arc" d="M1,10Q12,2 26,7" />
      <path className="world-map-diamond" d={glyphPath('diamond', 5)} transform="translate(26 7)" />
    </svg>
    {words}
  </span>
)
