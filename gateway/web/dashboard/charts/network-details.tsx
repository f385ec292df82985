import { counted } from '../parts/counted.ts'
import { plain } from '../parts/field-words.ts'
import { type Neighbour, type NetworkNode, roleWords } from './network-organizations.ts'

/** Neighbours that are named; the table has all. */
const mostNamed = 6

/**
 * With whom the organization worked that is pointed at, and in which roles. It stands under the drawing and not over it,
 * where it would cover the neighbours that light up.
 */
export const NodeDetails = ({
  id,
  node,
  neighbours,
}: {
  readonly id: string
  readonly node: NetworkNode | null
  readonly neighbours: readonly Neighbour[]
}) => (
  <div className="network-details" id={id}>
    {node === null ? (
      <p>Point at an organization, or move to it by keyboard, to see with whom it worked and in which roles.</p>
    ) : (
      <>
        <p>
          <strong>{node.name}</strong> ({node.kinds.map(kind => plain(kind)).join(', ')}):{' '}
          {counted(node.programs, 'shared program')} as {roleWords(node.roles)}. With
        </p>
        <ul>
          {neighbours.slice(0, mostNamed).map(({ name, weight, roles }) => (
            <li key={name}>
              {name} <span className="chart-tip-soft">as {roleWords(roles)}</span>
              {weight > 1 && `, ${counted(weight, 'program')}`}
            </li>
          ))}
          {neighbours.length > mostNamed && <li>and {neighbours.length - mostNamed} more</li>}
        </ul>
      </>
    )}
  </div>
)
