/** What `@listSize` says of a field. */
export type ListSize = {
  /** Length without a slicing argument; null when it says none. */
  readonly assumedSize: number | null
  /** Arguments of type Int that are the length. */
  readonly slicingArguments: readonly string[]
  /** Fields of the field's object whose length it is, e.g. "edges"; empty when it is that of the field's own list. */
  readonly sizedFields: ReadonlySet<string>
  readonly requireOneSlicingArgument: boolean
}

/** What the directives say of one field. */
export type FieldCost = {
  /** Of `@cost` on the field itself; null without. */
  readonly weight: number | null
  readonly listSize: ListSize | null
  /** Of the arguments that have a `@cost`. */
  readonly argumentWeights: ReadonlyMap<string, number>
}

/** The `@cost` and `@listSize` of a supergraph: IBM's GraphQL Cost Directives, as Federation 2.9 has them. */
export type CostDirectives = {
  /** By "Type.field"; fields without any are not in it. */
  readonly fields: ReadonlyMap<string, FieldCost>
  /** Objects, scalars and enums that have a `@cost`; interfaces and unions with a costly member. */
  readonly types: ReadonlyMap<string, number>
  /** By "Input.field". */
  readonly inputFields: ReadonlyMap<string, number>
  /** Every name of a field whose length the field above it tells. */
  readonly sizedNames: ReadonlySet<string>
}
