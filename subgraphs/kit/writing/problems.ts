/** Codes of the contract's enum ErrorCode. */
export const userErrorCodes = [
  'INVALID',
  'NOT_FOUND',
  'VERSION_CONFLICT',
  'DUPLICATE',
  'FORBIDDEN',
  'AMBIGUOUS',
  'PROTECTED_DATA',
] as const

/** One of the reasons why a change was refused. */
export type UserErrorCode = (typeof userErrorCodes)[number]

/** A problem that the caller can put right: the contract's type UserError. */
export type UserError = {
  readonly code: UserErrorCode
  readonly message: string
  /** Path of the input field at fault, e.g. ["input", "title"]. */
  readonly field: readonly string[] | null
  readonly currentVersion: number | null
  readonly suggestions: readonly string[]
}

/** What may be said beside code and message. */
export type More = { readonly currentVersion?: number; readonly suggestions?: readonly string[] }

/** A path below the input that is checked; null for the request as a whole. */
export type FieldPath = readonly (string | number)[] | null

/** Collects everything that is wrong with a request, so that a caller learns of all of it at once. */
export type Problems = {
  add(field: FieldPath, code: UserErrorCode, message: string, more?: More): void
  readonly all: readonly UserError[]
}

/** Creates an empty collection. */
export const createProblems = (): Problems => {
  const all: UserError[] = []
  return {
    all,
    add(field, code, message, { currentVersion = null, suggestions = [] }: Partial<UserError> = {}) {
      all.push({ code, message, field: field?.map(String) ?? null, currentVersion, suggestions })
    },
  }
}
