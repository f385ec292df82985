import { Migration } from '@mikro-orm/migrations'
import { nameKeyRows } from '../../names/name-key-rows.ts'

// Makes the name keys of the people who were there before, as `recordNameKeys` does since.
export class Migration20261122052804_name_keys extends Migration {
  override async up(): Promise<void> {
    const people = await this.execute(
      'select id, name, given_name, family_name, native_name, other_names from person where not name_withheld',
    )
    for (const { personId, key, isOther } of nameKeyRows(people)) {
      await this.execute('insert into name_key (person_id, key, is_other) values (?, ?, ?)', [personId, key, isOther])
    }
  }

  override async down(): Promise<void> {
    await this.execute('delete from name_key')
  }
}
