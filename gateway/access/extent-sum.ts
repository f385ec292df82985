import type { SelectionSetNode } from 'graphql'

/** Where counting ends: past it nothing is allowed anyway, and sums and products stay exact numbers. */
export const countedUpTo = 1_000_000_000_000

/** Length that is assumed of a list where no directive tells one. */
export const plainListLength = 10

/** What one selection adds to its set; `Below` is where its own selections are. */
export type Part<Below extends Selected> =
  | { readonly kind: 'fragment'; readonly below: Below }
  | ({ readonly kind: 'field'; readonly below: Below | null } & FieldPart)

/** What is known of a field before its selections are. */
export type FieldPart = {
  readonly name: string
  /** Of each of its objects or values. */
  readonly weight: number
  /** Once, however many there are. */
  readonly fixed: number
  /** Lists around its objects: 0 for an object, 2 for a list of lists. */
  readonly lists: number
  /** What the directives or the arguments say; null when they say nothing. */
  readonly length: number | null
  readonly sizedFields: ReadonlySet<string>
}

/** What a selection set comes to, wherever it stands. */
export type Measure = {
  readonly depth: number
  readonly selections: number
  /** Of all but what `sized` holds. */
  readonly cost: number
  /** Lists of which the field above may tell the length, by name. */
  readonly sized: ReadonlyMap<string, SizedLists>
}

/** Lists of one name side by side. */
type SizedLists = {
  /** Cost of one item of each. */
  readonly each: number
  /** Cost when the field above tells no length. */
  readonly own: number
}

export const noNames: ReadonlySet<string> = new Set()
const noLists: ReadonlyMap<string, SizedLists> = new Map()
/** What an empty set comes to. */
export const nothing: Measure = { depth: 0, selections: 0, cost: 0, sized: noLists }
/** A field of which nothing is known. */
export const plainField: FieldPart = { name: '', weight: 0, fixed: 0, lists: 0, length: null, sizedFields: noNames }

const plus = (a: number, b: number): number => Math.min(countedUpTo, a + b)
const times = (a: number, b: number): number => Math.min(countedUpTo, a * b)

/** Adds up the parts of a selection set whose own sets are measured. */
export const sumOf = <Below extends Selected>(
  parts: readonly Part<Below>[],
  measured: ReadonlyMap<SelectionSetNode, Measure>,
  sizedNames: ReadonlySet<string>,
): Measure => {
  const sum = { ...nothing }
  const sized = new Map<string, SizedLists>()
  for (const part of parts) {
    const measure = measureOf(part, (part.below && measured.get(part.below.set)) ?? nothing, sizedNames)
    sum.depth = Math.max(sum.depth, measure.depth)
    sum.selections = plus(sum.selections, measure.selections)
    sum.cost = plus(sum.cost, measure.cost)
    for (const [name, { each, own }] of measure.sized) {
      const before = sized.get(name)
      sized.set(name, { each: plus(each, before?.each ?? 0), own: plus(own, before?.own ?? 0) })
    }
  }
  return { ...sum, sized }
}

const measureOf = (part: Part<Selected>, below: Measure, sizedNames: ReadonlySet<string>): Measure => {
  const selections = plus(1, below.selections)
  if (part.kind === 'fragment') return { ...below, selections }
  const { name, weight, fixed, lists, length, sizedFields } = part
  const depth = 1 + below.depth
  const each = plus(weight, costInside(below, length, sizedFields))
  if (lists === 0) return { depth, selections, cost: plus(each, fixed), sized: noLists }
  const eachItem = times(each, Math.min(countedUpTo, plainListLength ** (lists - 1)))
  const own = times(eachItem, length ?? plainListLength)
  if (!sizedNames.has(name)) return { depth, selections, cost: plus(own, fixed), sized: noLists }
  return { depth, selections, cost: fixed, sized: new Map([[name, { each: eachItem, own }]]) }
}

/** Gives the cost of a set in a field that says how long the lists of some names in it are. */
export const costInside = (
  { cost, sized }: Measure,
  length: number | null,
  sizedFields: ReadonlySet<string>,
): number => {
  let sum = cost
  for (const [name, { each, own }] of sized) {
    sum = plus(sum, length !== null && sizedFields.has(name) ? times(each, length) : own)
  }
  return sum
}

type Selected = { readonly set: SelectionSetNode }
