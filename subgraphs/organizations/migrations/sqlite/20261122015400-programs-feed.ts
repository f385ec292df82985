import { Migration } from '@mikro-orm/migrations'

export class Migration20261122015400_programs_feed extends Migration {
  override up(): void {
    this.addSql(
      `create table "followed_feed" ("origin" text not null primary key, "feed" text not null, "cursor" text not null, "complete" integer not null, "at" datetime not null);`,
    )
    this.addSql(
      `create table "projected_link" ("origin" text not null, "type" text not null, "from_id" text not null, "kind" text not null, "to_id" text not null, primary key ("origin", "type", "from_id", "kind", "to_id"));`,
    )
    this.addSql(`create index "projected_link_type_kind_to_id_index" on "projected_link" ("type", "kind", "to_id");`)
    this.addSql(
      `create index "projected_link_type_kind_from_id_index" on "projected_link" ("type", "kind", "from_id");`,
    )
    this.addSql(
      `create table "projected_record" ("origin" text not null, "type" text not null, "record_id" text not null, "slug" text null, "name" text null, "visibility" text not null, "parent_id" text null, "version" integer not null, "feed" text not null, primary key ("origin", "type", "record_id"));`,
    )
    this.addSql(`create index "projected_record_type_slug_index" on "projected_record" ("type", "slug");`)
    this.addSql(`create index "projected_record_type_record_id_index" on "projected_record" ("type", "record_id");`)
    this.addSql(`create index "projected_record_type_parent_id_index" on "projected_record" ("type", "parent_id");`)
    this.addSql(`create index "organization_name_value_index" on "organization_name" ("value");`)
  }

  override down(): void {
    this.addSql(`drop table if exists "followed_feed";`)
    this.addSql(`drop table if exists "projected_link";`)
    this.addSql(`drop table if exists "projected_record";`)
    this.addSql(`drop index "organization_name_value_index";`)
  }
}
