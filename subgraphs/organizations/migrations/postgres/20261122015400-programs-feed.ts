import { Migration } from '@mikro-orm/migrations'

export class Migration20261122015400_programs_feed extends Migration {
  override up(): void {
    this.addSql(
      `create table "followed_feed" ("origin" varchar(64) not null, "feed" varchar(32) not null, "cursor" varchar(128) not null, "complete" boolean not null, "at" timestamptz not null, primary key ("origin"));`,
    )
    this.addSql(
      `create table "projected_link" ("origin" varchar(64) not null, "type" varchar(64) not null, "from_id" varchar(64) not null, "kind" varchar(64) not null, "to_id" varchar(64) not null, primary key ("origin", "type", "from_id", "kind", "to_id"));`,
    )
    this.addSql(`create index "projected_link_type_kind_to_id_index" on "projected_link" ("type", "kind", "to_id");`)
    this.addSql(
      `create index "projected_link_type_kind_from_id_index" on "projected_link" ("type", "kind", "from_id");`,
    )
    this.addSql(
      `create table "projected_record" ("origin" varchar(64) not null, "type" varchar(64) not null, "record_id" varchar(64) not null, "slug" varchar(200) null, "name" text null, "visibility" varchar(16) not null, "parent_id" varchar(64) null, "version" int not null, "feed" varchar(32) not null, primary key ("origin", "type", "record_id"));`,
    )
    this.addSql(`create index "projected_record_type_slug_index" on "projected_record" ("type", "slug");`)
    this.addSql(`create index "projected_record_type_record_id_index" on "projected_record" ("type", "record_id");`)
    this.addSql(`create index "projected_record_type_parent_id_index" on "projected_record" ("type", "parent_id");`)
    this.addSql(`create index "organization_name_value_index" on "organization_name" ("value");`)
  }

  override down(): void {
    this.addSql(`drop table if exists "followed_feed" cascade;`)
    this.addSql(`drop table if exists "projected_link" cascade;`)
    this.addSql(`drop table if exists "projected_record" cascade;`)
    this.addSql(`drop index "organization_name_value_index";`)
  }
}
