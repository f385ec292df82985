import { foldName } from './fold-name.ts'

// Written out, so that both spellings are one. "The" says nothing: "Congo, Democratic Republic of the".
const spelledOut: Readonly<Record<string, string>> = {
  '&': 'and',
  dem: 'democratic',
  dr: 'democratic republic',
  fed: 'federated',
  is: 'islands',
  isl: 'islands',
  n: 'north',
  rep: 'republic',
  s: 'south',
  st: 'saint',
  the: '',
}

/** Makes the spellings of one name one key: "St. Lucia" and "Saint Lucia", "Bosnia & Herzegovina", "Guinea Bissau". */
export const nameKey = (name: string): string =>
  foldName(name)
    .replace(/['.]/g, '')
    .replace(/&/g, ' & ')
    .split(/[^\p{L}\p{N}&]+/u)
    .map(word => spelledOut[word] ?? word)
    .filter(word => word !== '')
    .join(' ')
