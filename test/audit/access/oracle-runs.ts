import { startAccessOracle, type WrongAccess } from '@exchange-network/gateway/test/support/access-oracle'
import { type AliasMode, aliasModes } from '@exchange-network/gateway/test/support/random-operations'

/** Random operations over one market, with aliases of one mode. */
export type OracleRun = {
  readonly market: (typeof markets)[number]
  readonly mode: AliasMode
  readonly operations: number
}

/** What came of a run. */
export type OracleScore = {
  /** Operations of which something was denied to who asked. */
  readonly denied: number
  readonly wrong: readonly WrongAccess[]
}

const markets = ['calm', 'faceless'] as const

/** Name of a run, as the table and `--only` have it. */
export const nameOfRun = ({ market, mode }: Pick<OracleRun, 'market' | 'mode'>): string =>
  `random operations: ${market} market, aliases ${mode}`

/** Shares operations out to the runs whose names hold a text. */
export const shareOperations = (operations: number, only: string): readonly OracleRun[] => {
  const wanted = markets
    .flatMap(market => aliasModes.map(mode => ({ market, mode })))
    .filter(run => nameOfRun(run).includes(only))
  const upTo = (count: number): number => Math.floor((operations * count) / wanted.length)
  return wanted.map((run, i) => ({ ...run, operations: upTo(i + 1) - upTo(i) })).filter(run => run.operations > 0)
}

// A multiple of the askers, who take turns.
const partSize = 80
const seed = 20_261_122

/** Asks the operations of a run, a part at a time; hears how many were asked after each. */
export const runOracle = async (
  { market, mode, operations }: OracleRun,
  onPart: (asked: number) => void,
): Promise<OracleScore> => {
  await using oracle = await startAccessOracle(market)
  let denied = 0
  const wrong: WrongAccess[] = []
  for (let asked = 0; asked < operations; asked += partSize) {
    const part = { operations: Math.min(partSize, operations - asked), seed: seed + asked, mode }
    const score = await oracle.run(part)
    denied += score.denied
    wrong.push(...score.wrong)
    onPart(asked + part.operations)
  }
  return { denied, wrong }
}

/** Names of faults in the table's order. */
export const oracleFaults = ['data', 'errors', 'fetched'] as const satisfies readonly WrongAccess['fault'][]
