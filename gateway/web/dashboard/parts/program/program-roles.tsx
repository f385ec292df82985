import { type ClaimShown, claimsOn } from '../claims-by-path.ts'
import { sentence } from '../field-words.ts'
import { OrganizationLink } from '../record-links.tsx'
import { Nothing, RecordSection } from '../record-section.tsx'
import type { ProgramShown } from '../record-types.ts'
import { WhoSaysSo } from '../who-says-so.tsx'

/** Which organization did what. Host, provider of the building and facilitator are three roles, so each stands by itself. */
export const ProgramRoles = ({ program, claims }: { program: ProgramShown; claims: readonly ClaimShown[] }) => {
  const byRole = [...Map.groupBy(program.roles, role => role.kind)]
  const disputed = new Set(program.conflicts.filter(({ status }) => status === 'OPEN').map(({ path }) => path))
  return (
    <RecordSection title="Organizations and their roles">
      {byRole.length === 0 && <Nothing>No source names an organization.</Nothing>}
      <dl className="fact-list">
        {byRole.map(([kind, roles]) => (
          <div className="fact-group" key={kind}>
            <dt>
              {sentence(kind)}
              {disputed.has(`roles.${kind}`) && (
                <a className="mark mark-disputed" href="#disagreements">
                  Disputed
                </a>
              )}
            </dt>
            {roles.map(role => (
              <dd key={`${role.label} ${role.organization?.slug}`}>
                <RoleHolder role={role} />
                <WhoSaysSo
                  claims={claimsOn(claims, `roles.${kind}`, role.organization?.slug)}
                  about={`${sentence(kind)}: ${role.organization?.name ?? role.label}`}
                />
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </RecordSection>
  )
}

const RoleHolder = ({ role: { organization, label, inferred } }: { role: ProgramShown['roles'][number] }) => (
  <>
    <OrganizationLink organization={organization} label={label} />
    {organization?.parent && (
      <>
        , unit of <OrganizationLink organization={organization.parent} />
      </>
    )}
    {organization && label !== organization.name && <span className="printed">Printed as “{label}”.</span>}
    {inferred && <span className="printed">Taken from the context; no source says it in so many words.</span>}
  </>
)
