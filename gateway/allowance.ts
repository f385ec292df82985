/** What a payer has left after a charge. */
export type Allowance = {
  /** Cost for one minute. */
  readonly limit: number
  readonly remaining: number
  /** Seconds until all of it is there again. */
  readonly resetSeconds: number
  /** Seconds until the charge can be paid; null when it was. */
  readonly retryAfterSeconds: number | null
}

/** Takes a cost from what a payer has left, if there is as much. */
export type Charge = (payer: string, cost: number) => Allowance

/** What each request to /graphql costs before anybody has read it: about as much work as so many objects. */
export const requestCost = 10

/** The sentence of a refusal. */
export const rateRefusal = ({ limit, remaining, retryAfterSeconds }: Allowance, cost: number): string =>
  `The request costs ${figure(cost)}, but of the ${figure(limit)} that you may spend in a minute ${figure(remaining)} are left. Ask again in ${retryAfterSeconds} s, or for less.`

const figure = (count: number): string => count.toLocaleString('en')
