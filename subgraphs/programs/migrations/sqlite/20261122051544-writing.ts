import { Migration } from '@mikro-orm/migrations'

export class Migration20261122051544_writing extends Migration {
  override up(): void {
    this.addSql(
      `create table "history_entry" ("seq" integer not null primary key autoincrement, "id" text not null, "at" datetime not null, "action" text not null, "subject" text null, "organization_id" text null, "request_id" text null, "reason" text null, "record_type" text not null, "record_id" text not null, "version" integer null, "changes" json not null);`,
    )
    this.addSql(`create unique index "history_entry_id_unique" on "history_entry" ("id");`)
    this.addSql(
      `create index "history_entry_record_type_record_id_seq_index" on "history_entry" ("record_type", "record_id", "seq");`,
    )
    this.addSql(
      `create table "imported_row" ("kind" text not null, "scope" text not null, "key" text not null, "record_id" text not null, primary key ("kind", "scope", "key"));`,
    )
    this.addSql(`create index "imported_row_record_id_index" on "imported_row" ("record_id");`)
    this.addSql(
      `create table "performed_request" ("key" text not null primary key, "input" text not null, "record_id" text not null, "at" datetime not null);`,
    )
    this.addSql(`alter table "agenda_item" add column "updated_at" datetime null;`)
    this.addSql(`alter table "claim" add column "superseded_at" datetime null;`)
    this.addSql(`create index "claim_position_index" on "claim" ("position");`)
  }

  override down(): void {
    this.addSql(`drop table if exists "history_entry";`)
    this.addSql(`drop table if exists "imported_row";`)
    this.addSql(`drop table if exists "performed_request";`)
    this.addSql(`alter table "agenda_item" drop column "updated_at";`)
    this.addSql(`drop index "claim_position_index";`)
    this.addSql(`alter table "claim" drop column "superseded_at";`)
  }
}
