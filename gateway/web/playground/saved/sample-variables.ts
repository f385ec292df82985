/** Values for what a saved operation requires, by its name, so that it runs when it is opened. */
export const sampleVariables: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'host-visits': { id: 'scoe' },
  'network-search': { query: 'digital' },
  'organization-claims': { id: 'scoe' },
  'organization-profile': { id: 'cosn' },
  'person-claims': { id: 'jared-amalong' },
  'person-profile': { id: 'jared-amalong' },
  'place-programs': { id: 'GB' },
  'press-contacts': { id: 'education-in-the-digital-age-ii' },
  'program-agenda': { id: 'education-in-the-digital-age-ii' },
  'program-claims': { id: 'education-in-the-digital-age-ii' },
  'program-detail': { id: 'education-in-the-digital-age-ii' },
  'source-detail': { id: 'scoe-press-release-2024-11-06' },
}
