import { type Address, linkTo } from '../address.ts'
import type { DataOf } from '../ask.ts'
import { Link } from '../link.tsx'
import { FailedPanel } from '../panel/panel-states.tsx'
import { counted } from '../parts/counted.ts'
import { programFilter } from '../program-filter.ts'
import { useAnswer } from '../use-answer.ts'
import {
  allSourcesLine,
  knownValues,
  placeLine,
  programSourcesLine,
  statusLine,
  sumOf,
  talliedPrograms,
  tallyLine,
} from './figures.ts'
import { KeyFigure } from './key-figure.tsx'

/** The network in six numbers. The first three follow the filters, the others count all that the reader may see. */
export const KeyFigures = ({ address }: { address: Address }) => {
  const filter = programFilter(address)
  const asked = useAnswer('network-figures', { filter })
  const data = asked.answer?.data
  if (asked.state === 'failed') return <FailedPanel error={asked.error} retry={asked.retry} />
  const sources = data ? allSourcesLine(data.sources) : ''
  const saidBy = (sourcesOf: Parameters<typeof programSourcesLine>[1]): string =>
    data ? programSourcesLine(data.evidence, sourcesOf) : ''
  const whole = filter ? 'Not narrowed by the filters.' : ''
  const open = data && sumOf([data.openPrograms, data.openPeople, data.openOrganizations])
  const all = data && sumOf([data.allPrograms, data.allPeople, data.allOrganizations])
  return (
    <ul className="key-figures" aria-label="Key figures" aria-busy={asked.state === 'loading'}>
      <KeyFigure label="Programs" value={figureOf(data, data?.statuses?.total)} detail={data && statusLine(data)}>
        Visits, delegations, symposia, roundtables and conferences, each once, however many documents tell of it. “Held”
        needs a source that says so; “announced only” has none yet; “undated” are those of which no source gives even a
        year. {saidBy(({ documents }) => documents)}
      </KeyFigure>
      <KeyFigure
        label="Countries and areas of visitors"
        value={figureOf(data, data?.origins && knownValues(data.origins))}
        detail={data && <Tallies programs={data.evidence} address={address} />}
      >
        Different countries and areas that visitors came from, over all programs here; two printed names of one country
        count once. A country on a list is no head count.{' '}
        {saidBy(({ originClaims }) => originClaims.map(({ source }) => source))}
      </KeyFigure>
      <KeyFigure
        label="Countries of programs"
        value={figureOf(data, data?.destinations && knownValues(data.destinations))}
        detail={data && placeLine(data.destinations)}
      >
        Different countries in which programs took place or delegations were announced to. A region without fixed
        members, such as Scandinavia, counts as none.{' '}
        {saidBy(({ placeClaims }) => placeClaims.map(({ source }) => source))}
      </KeyFigure>
      <KeyFigure
        label="Organizations"
        value={figureOf(data, data?.organizations?.totalCount)}
        detail={whole || 'in any role'}
      >
        Hosts, coordinators, organizers, members, publishers and others that a document names, each once, units of a
        larger one included. {sources}
      </KeyFigure>
      <KeyFigure label="People" value={figureOf(data, data?.people?.totalCount)} detail={whole || 'named in documents'}>
        People whom documents name and whose records you may see. Hidden records are in no count. {sources}
      </KeyFigure>
      <KeyFigure
        label="Open disagreements"
        value={figureOf(data, open)}
        detail={
          typeof all === 'number' && (
            <Link href={linkTo('/disagreements', null, address)}>of {counted(all, 'disagreement')} found</Link>
          )
        }
      >
        Facts on which sources differ and nobody has decided yet, over programs, people and organizations. Each stands
        under “Disagreements” with its documents. {whole}
      </KeyFigure>
    </ul>
  )
}

/** Undefined before there is an answer; null where the answer lacks it. */
const figureOf = (data: unknown, value: number | null | undefined): number | null | undefined =>
  data ? (value ?? null) : undefined

const Tallies = ({ programs, address }: { programs: DataOf<'network-figures'>['evidence']; address: Address }) =>
  talliedPrograms(programs)
    .slice(0, 1)
    .map(({ slug, title, tally }) => (
      <span key={slug}>
        <Link href={linkTo('/programs/:slug', slug, address)} title={title}>
          One list
        </Link>
        : {tallyLine(tally)}
      </span>
    ))
