/** Says how many of something: "1 program", "2 programs", "no programs". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  count === 0 ? `no ${many}` : `${count.toLocaleString('en')} ${count === 1 ? one : many}`
