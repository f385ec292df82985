/**
 * Headers of every answer, whatever made it: nobody may guess its type, show it in a frame, load it as a part of another
 * site's page or learn from a link where a reader came from. A page of our own that needs more says so for itself.
 */
export const securityHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
}

/** Headers of what one viewer may see and nobody else, and of every refusal to show it. */
export const privateHeaders: Readonly<Record<string, string>> = {
  'cache-control': 'private, no-store',
  vary: 'authorization, origin',
}
