import type { participationRoles } from '../entities/vocabulary.ts'

/** What a person does in a program; the contract's enum. */
export type ParticipationRole = (typeof participationRoles)[number]

/** Makes the label of somebody who is not named, e.g. "Delegate 3": the place among the participations of the program. */
export const unnamedLabel = (role: ParticipationRole, position: number): string => {
  const word = role === 'QUOTED' ? 'person quoted' : role.toLowerCase().replaceAll('_', ' ')
  return `${word.charAt(0).toUpperCase()}${word.slice(1)} ${position}`
}

/**
 * Makes the label of a participation: the name of its person, as the feed of people tells it, else that of an unnamed
 * one. People whom the feed does not name have their name in the people subgraph alone.
 */
export const labelFor = (
  { role, position }: { readonly role: ParticipationRole; readonly position: number },
  name: string | null,
): string => name?.slice(0, 200) ?? unnamedLabel(role, position)
