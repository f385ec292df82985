import { type Address, linkWith } from '../../address.ts'
import { Link } from '../../link.tsx'
import { listStart } from './list-position.ts'

/** The order of a list as the address says it, e.g. "NAME" or "-NAME" for the other way round. */
export type ListOrder<Field extends string> = { readonly field: Field; readonly direction: 'ASC' | 'DESC' }

/** Reads the order from the address; the given one where it says none that there is. */
export const orderOf = <Field extends string>(
  { query }: Address,
  fields: readonly Field[],
  fallback: ListOrder<Field>,
): ListOrder<Field> => {
  const sort = query.sort ?? ''
  const field = fields.find(one => one === sort.replace(/^-/, ''))
  return field ? { field, direction: sort.startsWith('-') ? 'DESC' : 'ASC' } : fallback
}

/** The heading of a column by which the server sorts; followed again, it turns the order round. */
export const SortHeading = <Field extends string>({
  address,
  field,
  order,
  children,
}: {
  address: Address
  field: Field
  order: ListOrder<Field>
  children: string
}) => {
  const isSorted = order.field === field
  const isUp = order.direction === 'ASC'
  return (
    <th scope="col" aria-sort={isSorted ? (isUp ? 'ascending' : 'descending') : 'none'}>
      <Link
        className="table-sort"
        keepsPlace
        href={linkWith(address, { sort: isSorted && isUp ? `-${field}` : field, ...listStart })}
      >
        {children} <span aria-hidden="true">{isSorted ? (isUp ? '▲' : '▼') : '↕'}</span>
      </Link>
    </th>
  )
}
