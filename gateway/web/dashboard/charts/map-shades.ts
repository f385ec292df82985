/** One step of the shades of a map: from so many to so many programs, both included. */
export type Shade = { readonly step: 1 | 2 | 3 | 4; readonly from: number; readonly to: number }

const steps = [1, 2, 3, 4] as const

/** Cuts counts into at most four steps: one number each as long as there are four, then each step some times the last. */
export const shadesOf = (counts: readonly number[]): readonly Shade[] => {
  const most = Math.max(0, ...counts)
  if (most === 0) return []
  const ends =
    most <= steps.length
      ? steps.slice(0, most)
      : [...new Set(steps.map(step => Math.max(step, Math.round(most ** (step / steps.length)))))]
  return ends.map((to, at) => ({ step: steps[at] ?? 4, from: (ends[at - 1] ?? 0) + 1, to }))
}

/** The step of a count; the darkest for what is beyond. */
export const shadeOf = (shades: readonly Shade[], count: number): Shade['step'] =>
  shades.find(({ to }) => count <= to)?.step ?? 4

/** Writes the numbers of a step: "2" or "3–8". */
export const shadeWords = ({ from, to }: Shade): string => (from === to ? String(from) : `${from}–${to}`)
