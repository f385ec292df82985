import { readFile } from 'node:fs/promises'
import { describe, expect, inject, it } from 'vitest'
import { openErasures } from '../erasing/erasures.ts'
import { searchIndexSql } from '../search/migration.ts'
import { SearchDocument, SearchDocumentSchema } from '../search/search-document.ts'
import { freshLocation, testDatabase } from '../testing/test-database.ts'

describe.runIf(inject('databaseKind') === 'sqlite')('the file of a database', () => {
  it('holds no byte of a name once it is changed, the search index included', async () => {
    await using place = await freshLocation('people')
    const { location } = place
    const file = location.kind === 'sqlite' ? location.file : ''
    const database = await testDatabase({ entities: [SearchDocumentSchema], location })
    await database.write(async em => {
      for (const statement of searchIndexSql('sqlite')) await em.execute(statement)
    })
    await openErasures(database.orm.em.getConnection('write').getClient(), 'sqlite')
    // No word begins like it: the index leaves out what two words have in common.
    const names = Array.from({ length: 200 }, (_, index) => (index === 137 ? 'zarathustra quixote' : `person ${index}`))
    await database.write(async em => {
      for (const [index, title] of names.entries()) {
        em.persist(em.create(SearchDocument, { recordType: 'Person', recordId: `p-${index}`, title, body: title }))
      }
    })

    await database.write(async em => {
      const document = await em.findOneOrFail(SearchDocument, { recordId: 'p-137' })
      Object.assign(document, { title: 'erased', body: '' })
    })
    await database.close()

    // Closing has emptied the write-ahead log into the file.
    const bytes = (await readFile(file)).toString('latin1')
    expect(bytes).toContain('person 136')
    expect(bytes).not.toMatch(/zarathustra|quixote/)
  })
})
