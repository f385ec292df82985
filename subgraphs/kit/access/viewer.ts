/** A person or program on whose behalf a request comes, as the gateway (or a sibling) vouches for it. */
export type Viewer = {
  /** Who signed in; null for an anonymous caller. */
  readonly subject: string | null
  /** What the token opens, e.g. "contact:read". */
  readonly scopes: ReadonlySet<string>
  /** Id of the member organization that the token names; null when it names none. */
  readonly organization: string | null
  /** Id of the person's own record; null when unknown. */
  readonly person: string | null
}

/** A viewer who has not signed in: sees PUBLIC rows and no guarded field. */
export const anonymous: Viewer = { subject: null, scopes: new Set(), organization: null, person: null }
