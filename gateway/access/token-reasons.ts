/** Why a token is refused: what a client finds in `extensions.reason`, with the meaning as in the README's table. */
export const tokenReasons = {
  MALFORMED:
    'The authorization header holds no single bearer token, or the token is no JWT of a kind that is read here.',
  UNSUPPORTED_ALGORITHM:
    'The token is not signed, or not by one of the algorithms with a private key that are read here.',
  WRONG_ISSUER: 'The token is of an issuer that is not trusted here.',
  UNKNOWN_KEY: 'The issuer has no key of the name and the kind that the token says.',
  BAD_SIGNATURE: 'The signature is not that of the key that the token names.',
  WRONG_AUDIENCE: 'The token is for somebody else.',
  EXPIRED: 'The time of the token is over; get a new one and ask again.',
  NOT_YET_VALID: 'The time of the token has not begun; set the clocks, or ask later.',
  INVALID_CLAIM: 'The token has no end or no subject, or one of its claims is of another type than expected.',
} as const satisfies Record<string, string>

/** A class of refused tokens. */
export type TokenReason = keyof typeof tokenReasons
