import { saveFile } from '../../save-file.ts'

/** Writes the address of a saved operation's CSV: scalars as text, lists by repeating, input objects as JSON. */
export const csvLink = (operation: string, variables: Readonly<Record<string, unknown>>): string => {
  const parameters = Object.entries(variables).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter(one => one !== null && one !== undefined)
      .map(one => [name, typeof one === 'object' ? JSON.stringify(one) : String(one)]),
  )
  const query = new URLSearchParams(parameters).toString()
  return `/operations/${operation}.csv${query && `?${query}`}`
}

/** Fetches a file with the token and saves it. Throws a sentence where the gateway gives none. */
export const saveCsv = async (href: string, fileName: string, token: string): Promise<void> => {
  const response = await fetch(href, { headers: { authorization: `Bearer ${token}` } })
  if (!response.ok) throw new Error(`The CSV was refused with status ${response.status}. Try again in a moment.`)
  saveFile(await response.blob(), fileName)
}
