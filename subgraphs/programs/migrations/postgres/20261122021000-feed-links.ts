import { Migration } from '@mikro-orm/migrations'

// Tells siblings of the programs and sources that were there before the feed told of sources and of who takes part where,
// as `recorders.ts` does since. A feed without a name gets a new one, and siblings read it from the beginning.
export class Migration20261122021000_feed_links extends Migration {
  override up(): void {
    this.addSql(
      `update change set fields = coalesce(fields, '{}'::jsonb) || jsonb_build_object(
        'participants', (select coalesce(jsonb_agg(distinct person_id), '[]'::jsonb) from participation where participation.program_id = change.record_id and person_id is not null and visibility <> 'RESTRICTED'),
        'roleHolders', (select coalesce(jsonb_agg(distinct organization_id), '[]'::jsonb) from program_role where program_role.program_id = change.record_id)
      ) where record_type = 'Program' and not deleted and visibility <> 'RESTRICTED'`,
    )
    this.addSql(
      `insert into change (record_type, record_id, seq, version, deleted, visibility, fields)
      select 'Source', id, (select coalesce(max(seq), 0) from change) + row_number() over (order by id), version, false, visibility,
        case when visibility in ('PUBLIC', 'NETWORK') then jsonb_build_object('slug', slug, 'title', title) else jsonb_build_object('steward', steward_id) end
      from source on conflict do nothing`,
    )
    this.addSql(`delete from feed_origin`)
  }

  // What the feed told before is a part of what it tells now, so there is nothing to take back.
  override down(): void {}
}
