import { describe, expect, it } from 'vitest'
import { sourcesLine } from './sources-line.ts'

const story = { slug: 'story', title: 'News story' }
const page = { slug: 'page', title: 'Global Leadership' }

describe('the documents of a figure', () => {
  it('are named once each, without those that the reader may not see', () => {
    expect(sourcesLine([story, page, null, story])).toBe('From 2 documents: “News story”; “Global Leadership”.')
  })

  it('are counted only where they are many, and nothing is said of none', () => {
    const many = Array.from({ length: 11 }, (_, at) => ({ slug: `s${at}`, title: 'A page' }))

    expect(sourcesLine(many)).toBe('From 11 documents.')
    expect(sourcesLine([null])).toBe('')
  })
})
