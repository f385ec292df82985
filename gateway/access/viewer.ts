/** The one who asks, as far as a valid token says. */
export type Viewer = {
  /** Null for an anonymous viewer. */
  readonly subject: string | null
  readonly scopes: ReadonlySet<string>
  /** Id of the organization that the viewer speaks for. */
  readonly organization: string | null
  /** Id of the person that the viewer is. */
  readonly person: string | null
}

/** The viewer of a request without a token. */
export const anonymous: Viewer = { subject: null, scopes: new Set(), organization: null, person: null }
