import type { Visibility } from '@exchange-network/kit/access/visibility'
import type { Writing } from '@exchange-network/kit/writing/writing'
import { Participation } from '../entities/participation.ts'
import { isMoreOpen } from './check-visibility.ts'

/**
 * Closes the participations of a program that are more open than its floor to it: nobody stays visible by having been
 * registered before the floor was. A floor that opens leaves them as they are.
 */
export const closeParticipations = async ({ em }: Writing, programId: string, floor: Visibility): Promise<void> => {
  for (const participation of await em.find(Participation, { programId })) {
    if (isMoreOpen(participation.visibility, floor)) participation.visibility = floor
  }
}
