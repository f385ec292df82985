/** What one step asks for: representations, each once, and the objects that wait for the entities. */
export type Collected = {
  /** Representations as JSON, in the order of the request. */
  readonly texts: string[]
  /** `types[i]` is the type of `texts[i]`. */
  readonly types: string[]
  /** `keys[i]` is the value by which entity `i` is recognised; undefined where it takes more than one plain field. */
  readonly keys: unknown[]
  /** Positions by representation, or by the key alone for steps that send nothing else. */
  readonly positions: Map<unknown, number>
}

/** Creates an empty collection. */
export const newCollected = (): Collected => ({ texts: [], types: [], keys: [], positions: new Map() })
