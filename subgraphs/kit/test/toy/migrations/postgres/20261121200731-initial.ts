import { Migration } from '@mikro-orm/migrations'

export class Migration20261121200731_initial extends Migration {
  override up(): void {
    this.addSql(
      `create table "change" ("record_type" varchar(64) not null, "record_id" varchar(64) not null, "seq" bigint not null, "version" int not null, "deleted" boolean not null, "visibility" varchar(16) null, "fields" jsonb null, primary key ("record_type", "record_id"));`,
    )
    this.addSql(`alter table "change" add constraint "change_seq_unique" unique ("seq");`)
    this.addSql(`create table "feed_origin" ("id" varchar(32) not null, primary key ("id"));`)
    this.addSql(
      `create table "followed_feed" ("origin" varchar(64) not null, "feed" varchar(32) not null, "cursor" varchar(128) not null, "complete" boolean not null, "at" timestamptz not null, primary key ("origin"));`,
    )
    this.addSql(
      `create table "loaded_seed" ("sha256" varchar(64) not null, "rows" int not null, "loaded_at" timestamptz not null, primary key ("sha256"));`,
    )
    this.addSql(
      `create table "program" ("id" varchar(64) not null, "title" text not null, "visibility" varchar(16) not null, "steward_id" varchar(64) null, "phone" text null, "notes" text null, "secretary" text not null, primary key ("id"));`,
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
  }

  override down(): void {
    this.addSql(`drop table if exists "change" cascade;`)
    this.addSql(`drop table if exists "feed_origin" cascade;`)
    this.addSql(`drop table if exists "followed_feed" cascade;`)
    this.addSql(`drop table if exists "loaded_seed" cascade;`)
    this.addSql(`drop table if exists "program" cascade;`)
    this.addSql(`drop table if exists "projected_link" cascade;`)
    this.addSql(`drop table if exists "projected_record" cascade;`)
  }
}
