import { Migration } from '@mikro-orm/migrations'

export class Migration20261122051544_writing extends Migration {
  override up(): void {
    this.addSql(
      `create table "history_entry" ("seq" serial primary key, "id" varchar(64) not null, "at" timestamptz not null, "action" varchar(64) not null, "subject" varchar(200) null, "organization_id" varchar(64) null, "request_id" varchar(128) null, "reason" text null, "record_type" varchar(64) not null, "record_id" varchar(64) not null, "version" int null, "changes" jsonb not null);`,
    )
    this.addSql(`alter table "history_entry" add constraint "history_entry_id_unique" unique ("id");`)
    this.addSql(
      `create index "history_entry_record_type_record_id_seq_index" on "history_entry" ("record_type", "record_id", "seq");`,
    )
    this.addSql(
      `create table "imported_row" ("kind" varchar(64) not null, "scope" varchar(200) not null, "key" varchar(64) not null, "record_id" varchar(64) not null, primary key ("kind", "scope", "key"));`,
    )
    this.addSql(`create index "imported_row_record_id_index" on "imported_row" ("record_id");`)
    this.addSql(
      `create table "performed_request" ("key" varchar(64) not null, "input" varchar(64) not null, "record_id" varchar(64) not null, "at" timestamptz not null, primary key ("key"));`,
    )
    this.addSql(`alter table "agenda_item" add "updated_at" timestamptz null;`)
    this.addSql(`alter table "claim" add "superseded_at" timestamptz null;`)
    this.addSql(`create index "claim_position_index" on "claim" ("position");`)
  }

  override down(): void {
    this.addSql(`drop table if exists "history_entry" cascade;`)
    this.addSql(`drop table if exists "imported_row" cascade;`)
    this.addSql(`drop table if exists "performed_request" cascade;`)
    this.addSql(`alter table "agenda_item" drop column "updated_at";`)
    this.addSql(`drop index "claim_position_index";`)
    this.addSql(`alter table "claim" drop column "superseded_at";`)
  }
}
