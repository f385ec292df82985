import { fold } from '@exchange-network/kit/search/fold'

/** Folds a name or title for sorting and comparing: no case, no accents, one kind of apostrophe, single spaces. */
export const folded = (text: string): string =>
  fold(text)
    .replace(/[‘’ʼʻ`´]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
