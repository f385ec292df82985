/**
 * Tells whether a secret only holds the place of a real one: a few bytes over and over, bytes that count, or a text
 * such as "changeme". Of a million million random secrets none does.
 */
export const isPlaceholder = (secret: Uint8Array, text: string): boolean =>
  new Set(secret).size < fewest ||
  new Set(text).size < fewest ||
  secret.every((byte, index) => index < longestPeriod || byte === secret[index - longestPeriod]) ||
  secret.every((byte, index) => byte === ((secret[0] ?? 0) + index) % 256) ||
  words.test(text) ||
  words.test(Buffer.from(secret).toString('latin1'))

// 32 random bytes hold 30 different ones on average, their text as many characters.
const fewest = 12
const longestPeriod = 16

// Shorter words stand in random text as well.
const words = /change.?me|change.?this|replace.?me|secret|example|password|placeholder|default|insecure|development/i
