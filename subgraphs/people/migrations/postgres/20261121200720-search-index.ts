import { dropSearchIndexSql, searchIndexSql } from '@exchange-network/kit/search/migration'
import { Migration } from '@mikro-orm/migrations'

// Written by hand: entities cannot describe a full-text index.
export class Migration20261121200720_search_index extends Migration {
  override up(): void {
    for (const sql of searchIndexSql('postgres')) this.addSql(sql)
  }

  override down(): void {
    for (const sql of dropSearchIndexSql('postgres')) this.addSql(sql)
  }
}
