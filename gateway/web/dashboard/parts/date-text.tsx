import { dateLimits, dateWords, type WrittenDate } from './date-words.ts'

/** A date as far as it is known, with what the source printed. Null is said as "undated". */
export const DateText = ({ date }: { date: WrittenDate | null | undefined }) => {
  if (!date) return <span className="date-text date-text-unknown">undated</span>
  const limits = dateLimits(date)
  return (
    <span className="date-text" title={date.label ? `As printed: "${date.label}"` : undefined}>
      {dateWords(date)}
      {limits.length > 0 && <span className="date-text-limits"> ({limits.join(', ')})</span>}
    </span>
  )
}
