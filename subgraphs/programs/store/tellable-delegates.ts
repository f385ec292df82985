import { tellable } from './statistics/suppression.ts'

type Counted = { readonly placeCode: string; readonly delegates: number | null }

/**
 * Leaves out of the origins of one program the numbers of delegates that are below five, and those by which one of these
 * could be worked out from the size of the delegation. What is left can be added up across programs: no sum and no
 * difference of sums tells more than its parts.
 */
export const tellableDelegates = <O extends Counted>(origins: readonly O[]): readonly O[] => {
  const cells = origins.flatMap(origin =>
    origin.delegates === null ? [] : [{ keys: [origin.placeCode], people: origin.delegates, origin }],
  )
  const told = new Set([...tellable(cells)].map(({ origin }) => origin))
  return origins.map(origin => (told.has(origin) ? origin : { ...origin, delegates: null }))
}
