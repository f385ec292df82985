import { anonymous, type Viewer } from '@exchange-network/kit/access/viewer'
import { viewerWith } from '@exchange-network/kit/testing/test-subgraph'

/** The viewers of the access tests, from the one who sees least to the one who sees most. */
export const viewers = {
  anonymous,
  /** Signed in, but for no member organization. */
  outsider: viewerWith({ scopes: ['participant:sensitive'] }),
  member: viewerWith({ organization: 'cosn', scopes: ['participant:sensitive'] }),
  steward: viewerWith({ organization: 'scoe' }),
  trustedSteward: viewerWith({ organization: 'scoe', scopes: ['participant:sensitive'] }),
} as const satisfies Record<string, Viewer>

/** The name of one of these viewers. */
export type ViewerName = keyof typeof viewers
