import { Migration } from '@mikro-orm/migrations'

export class Migration20261121200950_initial extends Migration {
  override up(): void {
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
    this.addSql(`create table "feed_origin" ("id" text not null primary key);`)
    this.addSql(
      `create table "organization_kind" ("organization_id" text not null, "kind" text check ("kind" in ('GOVERNMENT_DEPARTMENT', 'GOVERNMENT_BUREAU', 'STATE_EDUCATION_AGENCY', 'COUNTY_OFFICE_OF_EDUCATION', 'SCHOOL_DISTRICT', 'NATIONAL_PROGRAM_AGENCY', 'COMMUNITY_BASED_MEMBER', 'ASSOCIATION', 'INTERGOVERNMENTAL', 'COMPANY', 'NONPROFIT', 'UNIVERSITY', 'MEDIA', 'UNIT')) not null, "position" integer not null, primary key ("organization_id", "kind"));`,
    )
    this.addSql(`create index "organization_kind_kind_index" on "organization_kind" ("kind");`)
    this.addSql(
      `create table "loaded_seed" ("sha256" text not null primary key, "rows" integer not null, "loaded_at" datetime not null);`,
    )
    this.addSql(
      `create table "organization" ("id" text not null primary key, "slug" text not null, "name" text not null, "sort_name" text not null, "description" text null, "url" text null, "location_code" text null, "enrollment" integer null, "enrollment_bound" text check ("enrollment_bound" in ('EXACT', 'AT_LEAST', 'MORE_THAN', 'ABOUT')) null, "enrollment_label" text null, "member_count" integer null, "member_count_bound" text check ("member_count_bound" in ('EXACT', 'AT_LEAST', 'MORE_THAN', 'ABOUT')) null, "member_count_label" text null, "parent_id" text null, "visibility" text check ("visibility" in ('PUBLIC', 'NETWORK', 'PARTNER', 'RESTRICTED')) not null, "version" integer not null default 1, "created_at" datetime not null, "updated_at" datetime not null);`,
    )
    this.addSql(`create index "organization_sort_name_id_index" on "organization" ("sort_name", "id");`)
    this.addSql(`create index "organization_updated_at_id_index" on "organization" ("updated_at", "id");`)
    this.addSql(`create index "organization_parent_id_index" on "organization" ("parent_id");`)
    this.addSql(`create index "organization_location_code_index" on "organization" ("location_code");`)
    this.addSql(`create unique index "organization_slug_unique" on "organization" ("slug");`)
    this.addSql(
      `create table "organization_name" ("organization_id" text not null, "position" integer not null, "value" text not null, "folded" text not null, "kind" text check ("kind" in ('OFFICIAL', 'ACRONYM', 'ALTERNATE', 'FORMER', 'AS_PRINTED')) not null, primary key ("organization_id", "position"));`,
    )
    this.addSql(`create index "organization_name_folded_index" on "organization_name" ("folded");`)
    this.addSql(
      `create table "organization_relationship" ("id" text not null primary key, "from_id" text not null, "to_id" text not null, "kind" text check ("kind" in ('MEMBER_OF', 'PARTNER_OF', 'IMPLEMENTS_FOR', 'FUNDED_BY', 'SUCCESSOR_OF')) not null, "start_date" json null, "end_date" json null, "version" integer not null default 1, "updated_at" datetime not null);`,
    )
    this.addSql(
      `create index "organization_relationship_from_id_kind_index" on "organization_relationship" ("from_id", "kind");`,
    )
    this.addSql(
      `create index "organization_relationship_to_id_kind_index" on "organization_relationship" ("to_id", "kind");`,
    )
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
    this.addSql(
      `create table "organization_service_area" ("organization_id" text not null, "place_code" text not null, "position" integer not null, primary key ("organization_id", "place_code"));`,
    )
    this.addSql(
      `create index "organization_service_area_place_code_index" on "organization_service_area" ("place_code");`,
    )
  }

  override down(): void {
    this.addSql(`drop table if exists "change";`)
    this.addSql(`drop table if exists "claim";`)
    this.addSql(`drop table if exists "conflict";`)
    this.addSql(`drop table if exists "conflict_claim";`)
    this.addSql(`drop table if exists "feed_origin";`)
    this.addSql(`drop table if exists "organization_kind";`)
    this.addSql(`drop table if exists "loaded_seed";`)
    this.addSql(`drop table if exists "organization";`)
    this.addSql(`drop table if exists "organization_name";`)
    this.addSql(`drop table if exists "organization_relationship";`)
    this.addSql(`drop table if exists "record_source";`)
    this.addSql(`drop table if exists "search_document";`)
    this.addSql(`drop table if exists "organization_service_area";`)
  }
}
