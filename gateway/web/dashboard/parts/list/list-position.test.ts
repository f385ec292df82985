import { describe, expect, it } from 'vitest'
import { listPosition } from './list-position.ts'

const at = (query: Record<string, string>) => ({ query })

describe('the place in a list', () => {
  it('leads on from the first page, and nowhere from the only one', () => {
    expect(listPosition(at({}), 'c1')).toEqual({
      page: 1,
      first: { after: null, back: null, page: null },
      previous: null,
      next: { after: 'c1', back: null, page: '2' },
    })
    expect(listPosition(at({}), null).next).toBeNull()
  })

  it('leads from the second page back to the first', () => {
    expect(listPosition(at({ after: 'c1', page: '2' }), 'c2')).toMatchObject({
      previous: { after: null, back: null, page: null },
      next: { after: 'c2', back: 'c1', page: '3' },
    })
  })

  it('leads back page by page', () => {
    expect(listPosition(at({ after: 'c3', back: 'c1~c2', page: '4' }), null)).toMatchObject({
      page: 4,
      previous: { after: 'c2', back: 'c1', page: '3' },
      next: null,
    })
  })

  it('keeps the way back short, and then leads to the first page only', () => {
    const long = Array.from({ length: 8 }, (_, at) => `c${at}`).join('~')

    expect(listPosition(at({ after: 'c8', back: long, page: '10' }), 'c9').next?.back).toBe('c1~c2~c3~c4~c5~c6~c7~c8')
    expect(listPosition(at({ after: 'c9', page: '11' }), null).previous).toBeNull()
  })

  it('takes no harm from a page that is no number', () => {
    expect(listPosition(at({ after: 'c1', page: '-1' }), null).page).toBe(2)
    expect(listPosition(at({ page: '1e9' }), null).page).toBe(1)
  })
})
