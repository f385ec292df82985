import { describe, expect, it } from 'vitest'
import { bestHit, type HitGroup, hitsSentence } from './hit-groups.ts'

const hit = (name: string) => ({ name, href: `/${name}`, detail: '' })
const groups: readonly HitGroup[] = [
  { name: 'Programs', total: 3, hits: [hit('Education in the Digital Age II')] },
  { name: 'People', total: 1, hits: [hit('David W. Gordon')] },
  { name: 'Organizations', total: 1, hits: [hit('Sacramento County Office of Education'), hit('Écoles')] },
]

describe('the best hit of a search', () => {
  it('is what is called so, accents and case aside', () => {
    expect(bestHit(groups, 'ecoles')?.name).toBe('Écoles')
  })

  it('is what begins so before what only has the word', () => {
    expect(bestHit(groups, 'sacra')?.name).toBe('Sacramento County Office of Education')
  })

  it('is a person of that name before a program that mentions the name', () => {
    expect(bestHit(groups, 'gordon')?.name).toBe('David W. Gordon')
  })

  it('is the first one where no name fits, and none where there is no hit', () => {
    expect(bestHit(groups, 'prison')?.name).toBe('Education in the Digital Age II')
    expect(bestHit([], 'prison')).toBeNull()
  })

  it('is said with the number of hits', () => {
    expect(hitsSentence(groups, 'gordon')).toBe('3 programs, 1 person, 1 organization. Enter opens “David W. Gordon”.')
    expect(hitsSentence([], 'zzz')).toBe('Nothing in the network fits “zzz”. Try fewer or other words.')
  })
})
