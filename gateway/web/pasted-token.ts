/** The token in what somebody pasted, without "authorization:" and "Bearer" before it; null where there is none. */
export const readToken = (pasted: string): string | null => {
  const text = pasted
    .trim()
    .replace(/^authorization:\s*/i, '')
    .replace(/^bearer\s+/i, '')
  return /^[\x21-\x7e]+$/.test(text) ? text : null
}
