/**
 * The address to link to, where a record's text is one of the web; null for anything else. Records come from many hands, and
 * an address such as "javascript:..." would run as a script of this page.
 */
export const webAddress = (text: string | null | undefined): string | null => {
  const url = text ? URL.parse(text) : null
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null
}
