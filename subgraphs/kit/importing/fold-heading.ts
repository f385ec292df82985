import { fold } from '../search/fold.ts'

/** Folds a heading or a word of a closed set to its letters and digits: "E-Mail *", "e_mail" and "É-mail" are one. */
export const foldHeading = (heading: string): string => fold(heading).replace(/[^\p{L}\p{N}]+/gu, '')
