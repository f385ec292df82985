import { Migration } from '@mikro-orm/migrations'

// Tells siblings the parents of the hidden organizations that were there before the feed told them, as `recorders.ts` does
// since. A feed without a name gets a new one, and siblings read it from the beginning.
export class Migration20261122021000_feed_links extends Migration {
  override up(): void {
    this.addSql(
      `update change set fields = json_object('parent', (select parent_id from organization where organization.id = change.record_id)) where not deleted and visibility not in ('PUBLIC', 'NETWORK')`,
    )
    this.addSql(`delete from feed_origin`)
  }

  // What the feed told before is a part of what it tells now, so there is nothing to take back.
  override down(): void {}
}
