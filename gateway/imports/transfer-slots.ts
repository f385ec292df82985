import { TransferProblem } from './transfer-problem.ts'

/** How many files may be under way at once. */
export type TransferSlots = {
  /** Takes a place until it is disposed of. Throws a TransferProblem when there is none. */
  take(payer: string): Disposable
}

/** Creates places: so many for all, and fewer for one payer, so that nobody holds up all the others. */
export const createTransferSlots = ({ most, mostOfOne }: { most: number; mostOfOne: number }): TransferSlots => {
  const taken = new Map<string, number>()
  let inAll = 0
  return {
    take: payer => {
      const own = taken.get(payer) ?? 0
      if (own >= mostOfOne) throw busy(`You have ${own} files under way, which is as many as one may have.`)
      if (inAll >= most) throw busy(`${inAll} files are under way, which is as many as are taken at once.`)
      taken.set(payer, own + 1)
      inAll++
      let isTaken = true
      return {
        [Symbol.dispose]: () => {
          if (!isTaken) return
          isTaken = false
          inAll--
          const left = (taken.get(payer) ?? 1) - 1
          if (left > 0) taken.set(payer, left)
          else taken.delete(payer)
        },
      }
    },
  }
}

const busy = (what: string): TransferProblem =>
  new TransferProblem('SERVICE_UNAVAILABLE', `${what} Send yours again in a moment.`, retryAfterSeconds)

// A roster of some thousand rows takes about as long.
const retryAfterSeconds = 5
