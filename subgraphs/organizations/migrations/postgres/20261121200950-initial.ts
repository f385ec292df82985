import { Migration } from '@mikro-orm/migrations'

export class Migration20261121200950_initial extends Migration {
  override up(): void {
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
    this.addSql(`create table "feed_origin" ("id" varchar(32) not null, primary key ("id"));`)
    this.addSql(
      `create table "organization_kind" ("organization_id" varchar(64) not null, "kind" text not null, "position" int not null, primary key ("organization_id", "kind"));`,
    )
    this.addSql(`create index "organization_kind_kind_index" on "organization_kind" ("kind");`)
    this.addSql(
      `create table "loaded_seed" ("sha256" varchar(64) not null, "rows" int not null, "loaded_at" timestamptz not null, primary key ("sha256"));`,
    )
    this.addSql(
      `create table "organization" ("id" varchar(64) not null, "slug" varchar(200) not null, "name" varchar(500) not null, "sort_name" varchar(500) not null, "description" text null, "url" text null, "location_code" varchar(64) null, "enrollment" int null, "enrollment_bound" text null, "enrollment_label" text null, "member_count" int null, "member_count_bound" text null, "member_count_label" text null, "parent_id" varchar(64) null, "visibility" text not null, "version" int not null default 1, "created_at" timestamptz not null, "updated_at" timestamptz not null, primary key ("id"));`,
    )
    this.addSql(`create index "organization_sort_name_id_index" on "organization" ("sort_name", "id");`)
    this.addSql(`create index "organization_updated_at_id_index" on "organization" ("updated_at", "id");`)
    this.addSql(`create index "organization_parent_id_index" on "organization" ("parent_id");`)
    this.addSql(`create index "organization_location_code_index" on "organization" ("location_code");`)
    this.addSql(`alter table "organization" add constraint "organization_slug_unique" unique ("slug");`)
    this.addSql(
      `create table "organization_name" ("organization_id" varchar(64) not null, "position" int not null, "value" varchar(500) not null, "folded" varchar(500) not null, "kind" text not null, primary key ("organization_id", "position"));`,
    )
    this.addSql(`create index "organization_name_folded_index" on "organization_name" ("folded");`)
    this.addSql(
      `create table "organization_relationship" ("id" varchar(64) not null, "from_id" varchar(64) not null, "to_id" varchar(64) not null, "kind" text not null, "start_date" jsonb null, "end_date" jsonb null, "version" int not null default 1, "updated_at" timestamptz not null, primary key ("id"));`,
    )
    this.addSql(
      `create index "organization_relationship_from_id_kind_index" on "organization_relationship" ("from_id", "kind");`,
    )
    this.addSql(
      `create index "organization_relationship_to_id_kind_index" on "organization_relationship" ("to_id", "kind");`,
    )
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
      `create table "organization_service_area" ("organization_id" varchar(64) not null, "place_code" varchar(64) not null, "position" int not null, primary key ("organization_id", "place_code"));`,
    )
    this.addSql(
      `create index "organization_service_area_place_code_index" on "organization_service_area" ("place_code");`,
    )
    this.addSql(
      `alter table "claim" add constraint "claim_basis_check" check ("basis" in ('STATED', 'COMPUTED', 'INFERRED'));`,
    )
    this.addSql(
      `alter table "conflict" add constraint "conflict_status_check" check ("status" in ('OPEN', 'RESOLVED', 'UNRESOLVABLE'));`,
    )
    this.addSql(
      `alter table "organization_kind" add constraint "organization_kind_kind_check" check ("kind" in ('GOVERNMENT_DEPARTMENT', 'GOVERNMENT_BUREAU', 'STATE_EDUCATION_AGENCY', 'COUNTY_OFFICE_OF_EDUCATION', 'SCHOOL_DISTRICT', 'NATIONAL_PROGRAM_AGENCY', 'COMMUNITY_BASED_MEMBER', 'ASSOCIATION', 'INTERGOVERNMENTAL', 'COMPANY', 'NONPROFIT', 'UNIVERSITY', 'MEDIA', 'UNIT'));`,
    )
    this.addSql(
      `alter table "organization" add constraint "organization_enrollment_bound_check" check ("enrollment_bound" in ('EXACT', 'AT_LEAST', 'MORE_THAN', 'ABOUT'));`,
    )
    this.addSql(
      `alter table "organization" add constraint "organization_member_count_bound_check" check ("member_count_bound" in ('EXACT', 'AT_LEAST', 'MORE_THAN', 'ABOUT'));`,
    )
    this.addSql(
      `alter table "organization" add constraint "organization_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'PARTNER', 'RESTRICTED'));`,
    )
    this.addSql(
      `alter table "organization_name" add constraint "organization_name_kind_check" check ("kind" in ('OFFICIAL', 'ACRONYM', 'ALTERNATE', 'FORMER', 'AS_PRINTED'));`,
    )
    this.addSql(
      `alter table "organization_relationship" add constraint "organization_relationship_kind_check" check ("kind" in ('MEMBER_OF', 'PARTNER_OF', 'IMPLEMENTS_FOR', 'FUNDED_BY', 'SUCCESSOR_OF'));`,
    )
  }

  override down(): void {
    this.addSql(`drop table if exists "change" cascade;`)
    this.addSql(`drop table if exists "claim" cascade;`)
    this.addSql(`drop table if exists "conflict" cascade;`)
    this.addSql(`drop table if exists "conflict_claim" cascade;`)
    this.addSql(`drop table if exists "feed_origin" cascade;`)
    this.addSql(`drop table if exists "organization_kind" cascade;`)
    this.addSql(`drop table if exists "loaded_seed" cascade;`)
    this.addSql(`drop table if exists "organization" cascade;`)
    this.addSql(`drop table if exists "organization_name" cascade;`)
    this.addSql(`drop table if exists "organization_relationship" cascade;`)
    this.addSql(`drop table if exists "record_source" cascade;`)
    this.addSql(`drop table if exists "search_document" cascade;`)
    this.addSql(`drop table if exists "organization_service_area" cascade;`)
  }
}
