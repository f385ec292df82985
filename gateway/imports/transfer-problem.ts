import type { ErrorCode } from '../errors.ts'

/** Why a file did not get in or out, in words for the one who sent or asked for it. */
export class TransferProblem extends Error {
  readonly code: ErrorCode
  /** When it may work; null where waiting does not help. */
  readonly retryAfterSeconds: number | null

  constructor(code: ErrorCode, message: string, retryAfterSeconds: number | null = null, options: ErrorOptions = {}) {
    super(message, options)
    this.code = code
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** Tells whether something thrown is one. */
export const isTransferProblem = (cause: unknown): cause is TransferProblem => cause instanceof TransferProblem
