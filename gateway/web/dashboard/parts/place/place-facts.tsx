import { FactList } from '../fact-list.tsx'
import { bureauWords, plain } from '../field-words.ts'
import { PlaceLink } from '../record-links.tsx'
import { RecordSection } from '../record-section.tsx'
import type { PlaceShown } from '../record-types.ts'

/** Names by who uses them, and codes. The dashboard prints the wording of the Department of State. */
export const PlaceFacts = ({ place: { names, bureau, parent, alpha2, alpha3, m49, code } }: { place: PlaceShown }) => (
  <RecordSection
    title="Names and codes"
    note="Names and codes come from published lists of places, not from the documents. Printed words are kept with each program."
  >
    <FactList
      facts={[
        { name: 'Names', value: <Names names={names} /> },
        parent && { name: 'Part of', value: <PlaceLink place={parent} /> },
        bureau && { name: 'Department of State', value: `${bureauWords(bureau)} (${bureau})` },
        { name: 'Code', value: [...new Set([code, alpha2, alpha3, m49 && `M49 ${m49}`])].filter(Boolean).join(', ') },
      ]}
    />
  </RecordSection>
)

/** Each name once, with all who use it: what matters is where they differ. */
const Names = ({ names }: { names: PlaceShown['names'] }) => (
  <ul className="line-list">
    {[...Map.groupBy(names, ({ value }) => value)].map(([value, uses]) => (
      <li key={value}>
        {value} <span className="printed-inline">{uses.map(({ authority }) => plain(authority)).join(', ')}</span>
      </li>
    ))}
  </ul>
)
