/** How many people a number has to stand for at least: "the delegate from Eritrea" is a name. */
const leastDelegates = 5

/** A number of people and what it was counted by. Cells with equal keys but for some add up to a total that can be asked for. */
export type Cell = { readonly keys: readonly (string | null)[]; readonly people: number }

/**
 * Finds the cells of a table that may be told. Those below five are not. Where a total less its other cells would still
 * tell a number below five, the smallest of the others goes as well, until none can be worked out. Every total counts:
 * over one dimension, over several, over all.
 */
export const tellable = <C extends Cell>(cells: readonly C[]): ReadonlySet<C> => {
  const told = new Set(cells.filter(({ people }) => people === 0 || people >= leastDelegates))
  const totals = cells.length === told.size ? [] : groupsByTotal(cells)
  // One total may open a gap in another, so they are gone through until nothing changes; each time there is less to tell.
  for (let before = -1; before !== told.size; ) {
    before = told.size
    for (const group of totals) closeGap(group, told)
  }
  return told
}

const closeGap = <C extends Cell>(group: readonly C[], told: Set<C>): void => {
  const withheld = group.filter(cell => !told.has(cell))
  if (withheld.length === 0) return
  const rest = group.filter(cell => cell.people > 0 && told.has(cell)).toSorted(smallestFirst)
  let gap = { cells: withheld.length, people: sumOf(withheld) }
  for (const cell of rest) {
    if (gap.cells > 1 && gap.people >= leastDelegates) return
    told.delete(cell)
    gap = { cells: gap.cells + 1, people: gap.people + cell.people }
  }
}

const sumOf = (cells: readonly Cell[]): number => cells.reduce((sum, { people }) => sum + people, 0)

// Equal numbers go in the order of their keys, so that both databases withhold the same ones.
const smallestFirst = (one: Cell, other: Cell): number =>
  one.people - other.people || (JSON.stringify(one.keys) < JSON.stringify(other.keys) ? -1 : 1)

/** Groups the cells by every total that they add up to: for each choice of dimensions, those that agree on the others. */
const groupsByTotal = <C extends Cell>(cells: readonly C[]): readonly (readonly C[])[] => {
  const dimensions = cells[0]?.keys.length ?? 0
  const choices = Array.from({ length: 2 ** dimensions - 1 }, (_, index) => index + 1)
  return choices.flatMap(choice => {
    const kept = (_: unknown, dimension: number) => (choice & (1 << dimension)) === 0
    return [...Map.groupBy(cells, ({ keys }) => JSON.stringify(keys.filter(kept))).values()]
  })
}
