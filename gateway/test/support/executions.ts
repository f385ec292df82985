/** How many operations were executed, by who answered; who answered none is left out. */
export type Executions = Readonly<Record<string, number>>

/** Reads from a gateway's metrics who has answered. */
export const readExecutions = async ({ url }: { readonly url: string }): Promise<Executions> => {
  const text = await (await fetch(url.replace('/graphql', '/metrics'))).text()
  const found = [...text.matchAll(/gateway_executions_total\{by="(\w+)"\} (\d+)/g)]
  return Object.fromEntries(found.flatMap(([, by, count]) => (count === '0' ? [] : [[by, Number(count)]])))
}

/** Adds up what several gateways executed. */
export const sumOf = (all: readonly Executions[]): Executions => {
  const sum: Record<string, number> = {}
  for (const [by, count] of all.flatMap(Object.entries)) sum[by] = (sum[by] ?? 0) + count
  return sum
}

/** What was executed since an earlier reading. */
export const differenceOf = (now: Executions, before: Executions): Executions =>
  Object.fromEntries(Object.entries(now).map(([by, count]) => [by, count - (before[by] ?? 0)]))
