import { describe, expect, it } from 'vitest'
import { storageWithoutHeaders } from './storage.ts'

const memory = () => {
  const kept = new Map<string, string>()
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
  return { kept, storage: storageWithoutHeaders(storage as Storage) }
}

describe('what the playground keeps in the browser', () => {
  it('has no headers and no answers: not in tabs, the history or its favourites', () => {
    const { kept, storage } = memory()
    const tab = { query: '{ a }', headers: '{"authorization":"Bearer secret"}', response: '{"phone":"secret"}' }

    storage.setItem('graphiql:tabState', JSON.stringify({ activeTabIndex: 0, tabs: [tab] }))
    storage.setItem('graphiql:queries', JSON.stringify({ queries: [tab] }))
    storage.setItem('graphiql:favorites', JSON.stringify({ favorites: [tab] }))
    storage.setItem('graphiql:headers', tab.headers)

    expect([...kept.keys()]).toEqual(['graphiql:tabState', 'graphiql:queries', 'graphiql:favorites'])
    expect([...kept.values()].join()).not.toContain('secret')
    expect(JSON.parse(kept.get('graphiql:queries') ?? '')).toMatchObject({
      queries: [{ query: '{ a }', headers: null }],
    })
  })

  it('has operations and variables as they were written', () => {
    const { kept, storage } = memory()

    storage.setItem('graphiql:query', '# "headers"\n{ a }')
    storage.setItem('graphiql:variables', '{"headers":1}')

    expect([...kept.values()]).toEqual(['# "headers"\n{ a }', '{"headers":1}'])
  })
})
