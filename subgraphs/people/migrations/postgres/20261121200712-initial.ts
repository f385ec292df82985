import { Migration } from '@mikro-orm/migrations'

export class Migration20261121200712_initial extends Migration {
  override up(): void {
    this.addSql(
      `create table "affiliation" ("id" varchar(64) not null, "person_id" varchar(64) not null, "organization_id" varchar(64) null, "label" varchar(500) not null, "title" varchar(500) null, "folded_title" varchar(1000) null, "kind" text not null, "start" jsonb null, "end" jsonb null, "attested" jsonb null, "end_latest" varchar(16) null, "sort_date" varchar(16) not null default '', "version" int not null default 1, primary key ("id"));`,
    )
    this.addSql(`create index "affiliation_person_id_id_index" on "affiliation" ("person_id", "id");`)
    this.addSql(
      `create index "affiliation_organization_id_person_id_index" on "affiliation" ("organization_id", "person_id");`,
    )
    this.addSql(
      `create table "change" ("record_type" varchar(64) not null, "record_id" varchar(64) not null, "seq" bigint not null, "version" int not null, "deleted" boolean not null, "visibility" varchar(16) null, "fields" jsonb null, primary key ("record_type", "record_id"));`,
    )
    this.addSql(`alter table "change" add constraint "change_seq_unique" unique ("seq");`)
    this.addSql(
      `create table "claim" ("id" varchar(64) not null, "subject_type" varchar(64) not null, "subject_id" varchar(64) not null, "path" varchar(200) not null, "value" text not null, "normalized" text null, "basis" text not null, "planned" boolean not null, "source_id" varchar(64) null, "locator" text null, "quote" text null, "note" text null, "position" int not null, primary key ("id"));`,
    )
    this.addSql(
      `create index "claim_subject_type_subject_id_position_index" on "claim" ("subject_type", "subject_id", "position");`,
    )
    this.addSql(`create index "claim_source_id_index" on "claim" ("source_id");`)
    this.addSql(
      `create table "conflict" ("id" varchar(64) not null, "subject_type" varchar(64) not null, "subject_id" varchar(64) not null, "path" varchar(200) not null, "status" text not null, "adopted_claim_id" varchar(64) null, "rationale" text null, primary key ("id"));`,
    )
    this.addSql(
      `create index "conflict_subject_type_subject_id_path_index" on "conflict" ("subject_type", "subject_id", "path");`,
    )
    this.addSql(`create index "conflict_status_index" on "conflict" ("status");`)
    this.addSql(
      `create table "conflict_claim" ("conflict_id" varchar(64) not null, "claim_id" varchar(64) not null, "position" int not null, primary key ("conflict_id", "claim_id"));`,
    )
    this.addSql(`create index "conflict_claim_claim_id_index" on "conflict_claim" ("claim_id");`)
    this.addSql(
      `create table "contact_point" ("person_id" varchar(64) not null, "position" int not null, "kind" text not null, "value" varchar(320) not null, "purpose" text null, "source_id" varchar(64) null, primary key ("person_id", "position"));`,
    )
    this.addSql(`create table "feed_origin" ("id" varchar(32) not null, primary key ("id"));`)
    this.addSql(
      `create table "followed_feed" ("origin" varchar(64) not null, "feed" varchar(32) not null, "cursor" varchar(128) not null, "complete" boolean not null, "at" timestamptz not null, primary key ("origin"));`,
    )
    this.addSql(
      `create table "loaded_seed" ("sha256" varchar(64) not null, "rows" int not null, "loaded_at" timestamptz not null, primary key ("sha256"));`,
    )
    this.addSql(
      `create table "person" ("id" varchar(64) not null, "slug" varchar(200) null, "name" varchar(500) not null, "sort_name" varchar(1000) not null, "name_order" int not null default 0, "name_withheld" boolean not null default false, "given_name" varchar(500) null, "family_name" varchar(500) null, "native_name" varchar(500) null, "other_names" jsonb not null, "biography" text null, "visibility" text not null, "visibility_reason" text null, "steward_id" varchar(64) null, "version" int not null default 1, "created_at" timestamptz not null, "updated_at" timestamptz not null, primary key ("id"));`,
    )
    this.addSql(`create index "person_name_order_sort_name_id_index" on "person" ("name_order", "sort_name", "id");`)
    this.addSql(`create index "person_updated_at_id_index" on "person" ("updated_at", "id");`)
    this.addSql(`alter table "person" add constraint "person_slug_unique" unique ("slug");`)
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
    this.addSql(
      `create table "record_source" ("record_type" varchar(64) not null, "record_id" varchar(64) not null, "source_id" varchar(64) not null, "position" int not null, primary key ("record_type", "record_id", "source_id"));`,
    )
    this.addSql(`create index "record_source_source_id_index" on "record_source" ("source_id");`)
    this.addSql(
      `create table "search_document" ("id" serial primary key, "record_type" varchar(64) not null, "record_id" varchar(64) not null, "title" text not null, "body" text not null);`,
    )
    this.addSql(
      `alter table "search_document" add constraint "search_document_record_type_record_id_unique" unique ("record_type", "record_id");`,
    )
    this.addSql(
      `alter table "affiliation" add constraint "affiliation_kind_check" check ("kind" in ('EMPLOYMENT', 'PUBLIC_OFFICE', 'BOARD', 'MEMBERSHIP', 'CONTACT'));`,
    )
    this.addSql(
      `alter table "claim" add constraint "claim_basis_check" check ("basis" in ('STATED', 'COMPUTED', 'INFERRED'));`,
    )
    this.addSql(
      `alter table "conflict" add constraint "conflict_status_check" check ("status" in ('OPEN', 'RESOLVED', 'UNRESOLVABLE'));`,
    )
    this.addSql(
      `alter table "contact_point" add constraint "contact_point_kind_check" check ("kind" in ('EMAIL', 'PHONE_OFFICE', 'PHONE_MOBILE'));`,
    )
    this.addSql(
      `alter table "person" add constraint "person_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'PARTNER', 'RESTRICTED'));`,
    )
  }

  override down(): void {
    this.addSql(`drop table if exists "affiliation" cascade;`)
    this.addSql(`drop table if exists "change" cascade;`)
    this.addSql(`drop table if exists "claim" cascade;`)
    this.addSql(`drop table if exists "conflict" cascade;`)
    this.addSql(`drop table if exists "conflict_claim" cascade;`)
    this.addSql(`drop table if exists "contact_point" cascade;`)
    this.addSql(`drop table if exists "feed_origin" cascade;`)
    this.addSql(`drop table if exists "followed_feed" cascade;`)
    this.addSql(`drop table if exists "loaded_seed" cascade;`)
    this.addSql(`drop table if exists "person" cascade;`)
    this.addSql(`drop table if exists "projected_link" cascade;`)
    this.addSql(`drop table if exists "projected_record" cascade;`)
    this.addSql(`drop table if exists "record_source" cascade;`)
    this.addSql(`drop table if exists "search_document" cascade;`)
  }
}
