import { Migration } from '@mikro-orm/migrations'

export class Migration20261121200711_initial extends Migration {
  override up(): void {
    this.addSql(
      `create table "affiliation" ("id" text not null primary key, "person_id" text not null, "organization_id" text null, "label" text not null, "title" text null, "folded_title" text null, "kind" text check ("kind" in ('EMPLOYMENT', 'PUBLIC_OFFICE', 'BOARD', 'MEMBERSHIP', 'CONTACT')) not null, "start" json null, "end" json null, "attested" json null, "end_latest" text null, "sort_date" text not null default '', "version" integer not null default 1);`,
    )
    this.addSql(`create index "affiliation_person_id_id_index" on "affiliation" ("person_id", "id");`)
    this.addSql(
      `create index "affiliation_organization_id_person_id_index" on "affiliation" ("organization_id", "person_id");`,
    )
    this.addSql(
      `create table "change" ("record_type" text not null, "record_id" text not null, "seq" bigint not null, "version" integer not null, "deleted" integer not null, "visibility" text null, "fields" json null, primary key ("record_type", "record_id"));`,
    )
    this.addSql(`create unique index "change_seq_unique" on "change" ("seq");`)
    this.addSql(
      `create table "claim" ("id" text not null primary key, "subject_type" text not null, "subject_id" text not null, "path" text not null, "value" text not null, "normalized" text null, "basis" text check ("basis" in ('STATED', 'COMPUTED', 'INFERRED')) not null, "planned" integer not null, "source_id" text null, "locator" text null, "quote" text null, "note" text null, "position" integer not null);`,
    )
    this.addSql(
      `create index "claim_subject_type_subject_id_position_index" on "claim" ("subject_type", "subject_id", "position");`,
    )
    this.addSql(`create index "claim_source_id_index" on "claim" ("source_id");`)
    this.addSql(
      `create table "conflict" ("id" text not null primary key, "subject_type" text not null, "subject_id" text not null, "path" text not null, "status" text check ("status" in ('OPEN', 'RESOLVED', 'UNRESOLVABLE')) not null, "adopted_claim_id" text null, "rationale" text null);`,
    )
    this.addSql(
      `create index "conflict_subject_type_subject_id_path_index" on "conflict" ("subject_type", "subject_id", "path");`,
    )
    this.addSql(`create index "conflict_status_index" on "conflict" ("status");`)
    this.addSql(
      `create table "conflict_claim" ("conflict_id" text not null, "claim_id" text not null, "position" integer not null, primary key ("conflict_id", "claim_id"));`,
    )
    this.addSql(`create index "conflict_claim_claim_id_index" on "conflict_claim" ("claim_id");`)
    this.addSql(
      `create table "contact_point" ("person_id" text not null, "position" integer not null, "kind" text check ("kind" in ('EMAIL', 'PHONE_OFFICE', 'PHONE_MOBILE')) not null, "value" text not null, "purpose" text null, "source_id" text null, primary key ("person_id", "position"));`,
    )
    this.addSql(`create table "feed_origin" ("id" text not null primary key);`)
    this.addSql(
      `create table "followed_feed" ("origin" text not null primary key, "feed" text not null, "cursor" text not null, "complete" integer not null, "at" datetime not null);`,
    )
    this.addSql(
      `create table "loaded_seed" ("sha256" text not null primary key, "rows" integer not null, "loaded_at" datetime not null);`,
    )
    this.addSql(
      `create table "person" ("id" text not null primary key, "slug" text null, "name" text not null, "sort_name" text not null, "name_order" integer not null default 0, "name_withheld" integer not null default false, "given_name" text null, "family_name" text null, "native_name" text null, "other_names" json not null, "biography" text null, "visibility" text check ("visibility" in ('PUBLIC', 'NETWORK', 'PARTNER', 'RESTRICTED')) not null, "visibility_reason" text null, "steward_id" text null, "version" integer not null default 1, "created_at" datetime not null, "updated_at" datetime not null);`,
    )
    this.addSql(`create index "person_name_order_sort_name_id_index" on "person" ("name_order", "sort_name", "id");`)
    this.addSql(`create index "person_updated_at_id_index" on "person" ("updated_at", "id");`)
    this.addSql(`create unique index "person_slug_unique" on "person" ("slug");`)
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
    this.addSql(
      `create table "record_source" ("record_type" text not null, "record_id" text not null, "source_id" text not null, "position" integer not null, primary key ("record_type", "record_id", "source_id"));`,
    )
    this.addSql(`create index "record_source_source_id_index" on "record_source" ("source_id");`)
    this.addSql(
      `create table "search_document" ("id" integer not null primary key autoincrement, "record_type" text not null, "record_id" text not null, "title" text not null, "body" text not null);`,
    )
    this.addSql(
      `create unique index "search_document_record_type_record_id_unique" on "search_document" ("record_type", "record_id");`,
    )
  }

  override down(): void {
    this.addSql(`drop table if exists "affiliation";`)
    this.addSql(`drop table if exists "change";`)
    this.addSql(`drop table if exists "claim";`)
    this.addSql(`drop table if exists "conflict";`)
    this.addSql(`drop table if exists "conflict_claim";`)
    this.addSql(`drop table if exists "contact_point";`)
    this.addSql(`drop table if exists "feed_origin";`)
    this.addSql(`drop table if exists "followed_feed";`)
    this.addSql(`drop table if exists "loaded_seed";`)
    this.addSql(`drop table if exists "person";`)
    this.addSql(`drop table if exists "projected_link";`)
    this.addSql(`drop table if exists "projected_record";`)
    this.addSql(`drop table if exists "record_source";`)
    this.addSql(`drop table if exists "search_document";`)
  }
}
