import type { Address } from '../address.ts'
import type { DataOf } from '../ask.ts'
import type { ClaimGroup } from '../parts/claim-table.tsx'
import { ClaimsPanel } from '../parts/claims-panel.tsx'
import { plain } from '../parts/field-words.ts'
import { ProgramAgenda } from '../parts/program/program-agenda.tsx'
import { ProgramFacts } from '../parts/program/program-facts.tsx'
import { ProgramHeader } from '../parts/program/program-header.tsx'
import { ProgramOrigins } from '../parts/program/program-origins.tsx'
import { ProgramPeople } from '../parts/program/program-people.tsx'
import { ProgramInitiatives, ProgramOutputs, ProgramParts, ProgramTopics } from '../parts/program/program-results.tsx'
import { ProgramRoles } from '../parts/program/program-roles.tsx'
import { RecordConflicts } from '../parts/record-conflicts.tsx'
import { RecordMenu } from '../parts/record-menu.tsx'
import { RecordPage } from '../parts/record-page.tsx'
import { RecordSources } from '../parts/record-sources.tsx'
import type { ProgramShown } from '../parts/record-types.ts'
import { type Asked, useAnswer } from '../use-answer.ts'

/** One program: what is known of it, who says so, and what is only announced or disputed. */
export const ProgramPage = ({ address }: { address: Address }) => (
  // Another program is another page: nothing of the one before stays while its answer is on the way.
  <OneProgram key={address.id} id={address.id ?? ''} />
)

const OneProgram = ({ id }: { id: string }) => {
  const asked = useAnswer('program-detail', { id })
  const claims = useAnswer('program-claims', { id })
  return (
    <RecordPage
      asked={asked}
      root="program"
      kind="program"
      record={({ program }) => program}
      title={({ title }) => title}
    >
      {program => <Program program={program} asked={claims} />}
    </RecordPage>
  )
}

const Program = ({ program, asked }: { program: ProgramShown; asked: Asked<'program-claims'> }) => {
  const said = asked.answer?.data?.program
  const claims = said?.claims ?? []
  const participations = said?.participations.edges.map(({ node }) => node) ?? []
  return (
    <>
      <ProgramHeader program={program} />
      <div className="record-sections">
        <ProgramFacts program={program} claims={claims} />
        <ProgramRoles program={program} claims={claims} />
        <RecordConflicts conflicts={program.conflicts} />
        <ProgramOrigins program={program} claims={claims} />
        <ProgramPeople program={program} said={participations} />
        <ProgramAgenda program={program} claims={claims} />
        <ProgramTopics program={program} claims={claims} />
        <ProgramInitiatives program={program} claims={claims} />
        <ProgramParts program={program} />
        <ProgramOutputs program={program} claims={claims} />
        <RecordSources sources={program.sources} />
        <ClaimsPanel
          asked={asked}
          operation="program-claims"
          id={program.slug}
          about="this program and the people in it"
          groups={groupsOf}
        />
      </div>
      <RecordMenu title={program.title} operation="program-detail" variables={{ id: program.slug }} />
    </>
  )
}

const groupsOf = ({ program }: DataOf<'program-claims'>): readonly ClaimGroup[] => [
  { about: null, claims: program?.claims ?? [] },
  ...(program?.participations.edges ?? []).map(({ node: { label, role, claims } }) => ({
    about: `${label}, ${plain(role)}`,
    claims,
  })),
]
