import { Migration } from '@mikro-orm/migrations'

export class Migration20261121202901_initial extends Migration {
  override up(): void {
    this.addSql(
      `create table "agenda_item" ("id" varchar(64) not null, "program_id" varchar(64) not null, "position" int not null, "title" varchar(300) not null, "description" text null, "presentation_title" varchar(300) null, "starts_at" varchar(40) null, "ends_at" varchar(40) null, "venue" varchar(300) null, "version" int not null default 1, primary key ("id"));`,
    )
    this.addSql(`create index "agenda_item_program_id_position_index" on "agenda_item" ("program_id", "position");`)
    this.addSql(
      `create table "agenda_speaker" ("id" varchar(64) not null, "agenda_item_id" varchar(64) not null, "position" int not null, "participation_id" varchar(64) not null, primary key ("id"));`,
    )
    this.addSql(
      `create index "agenda_speaker_agenda_item_id_position_index" on "agenda_speaker" ("agenda_item_id", "position");`,
    )
    this.addSql(`create index "agenda_speaker_participation_id_index" on "agenda_speaker" ("participation_id");`)
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
      `create table "followed_feed" ("origin" varchar(64) not null, "feed" varchar(32) not null, "cursor" varchar(128) not null, "complete" boolean not null, "at" timestamptz not null, primary key ("origin"));`,
    )
    this.addSql(
      `create table "initiative" ("id" varchar(64) not null, "program_id" varchar(64) not null, "position" int not null, "name" varchar(300) not null, "organization_id" varchar(64) null, "note" text null, primary key ("id"));`,
    )
    this.addSql(`create index "initiative_program_id_position_index" on "initiative" ("program_id", "position");`)
    this.addSql(
      `create table "loaded_seed" ("sha256" varchar(64) not null, "rows" int not null, "loaded_at" timestamptz not null, primary key ("sha256"));`,
    )
    this.addSql(
      `create table "output" ("id" varchar(64) not null, "kind" text not null, "title" varchar(300) not null, "sort_title" varchar(300) not null, "description" text null, "languages" jsonb not null, "edtf" varchar(120) null, "date_earliest" varchar(10) null, "date_latest" varchar(10) null, "date_precision" text null, "date_days" int null, "date_inferred" boolean not null default false, "date_label" varchar(200) null, "date_order" int not null default 1, "date_sort" varchar(10) not null default '', "url" varchar(2000) null, "publisher_id" varchar(64) null, "publisher_inferred" boolean not null default false, "visibility" text not null default 'PUBLIC', "steward_id" varchar(64) null, "version" int not null default 1, "created_at" timestamptz not null, "updated_at" timestamptz not null, primary key ("id"));`,
    )
    this.addSql(`create index "output_date_order_date_sort_id_index" on "output" ("date_order", "date_sort", "id");`)
    this.addSql(`create index "output_kind_index" on "output" ("kind");`)
    this.addSql(
      `create table "output_author" ("id" varchar(64) not null, "output_id" varchar(64) not null, "position" int not null, "person_id" varchar(64) not null, primary key ("id"));`,
    )
    this.addSql(`create index "output_author_output_id_position_index" on "output_author" ("output_id", "position");`)
    this.addSql(`create index "output_author_person_id_index" on "output_author" ("person_id");`)
    this.addSql(
      `create table "output_program" ("id" varchar(64) not null, "output_id" varchar(64) not null, "position" int not null, "program_id" varchar(64) not null, primary key ("id"));`,
    )
    this.addSql(`create index "output_program_output_id_position_index" on "output_program" ("output_id", "position");`)
    this.addSql(
      `create index "output_program_program_id_output_id_index" on "output_program" ("program_id", "output_id");`,
    )
    this.addSql(
      `create table "participation" ("id" varchar(64) not null, "program_id" varchar(64) not null, "position" int not null, "person_id" varchar(64) null, "label" varchar(200) not null, "role" text not null, "attendance" text not null, "representing_code" varchar(40) null, "organization_id" varchar(64) null, "title" varchar(300) null, "notes" text null, "visibility" text not null default 'PUBLIC', "steward_id" varchar(64) null, "version" int not null default 1, "created_at" timestamptz not null, "updated_at" timestamptz not null, primary key ("id"));`,
    )
    this.addSql(
      `create index "participation_program_id_position_id_index" on "participation" ("program_id", "position", "id");`,
    )
    this.addSql(
      `create index "participation_person_id_program_id_index" on "participation" ("person_id", "program_id");`,
    )
    this.addSql(
      `create index "participation_role_representing_code_index" on "participation" ("role", "representing_code");`,
    )
    this.addSql(`create index "participation_steward_id_index" on "participation" ("steward_id");`)
    this.addSql(
      `create table "program" ("id" varchar(64) not null, "slug" varchar(120) not null, "kind" text not null, "title" varchar(300) not null, "title_is_official" boolean not null, "sort_title" varchar(300) not null, "summary" text null, "series_id" varchar(64) null, "part_of_id" varchar(64) null, "direction" text null, "status" text not null, "edtf" varchar(120) null, "date_earliest" varchar(10) null, "date_latest" varchar(10) null, "date_precision" text null, "date_days" int null, "date_inferred" boolean not null default false, "date_label" varchar(200) null, "date_order" int not null default 1, "date_sort" varchar(10) not null default '', "date_year" int null, "date_month" varchar(7) null, "fiscal_year" int null, "venue" varchar(300) null, "delegate_count_value" int null, "delegate_count_bound" text null, "delegate_count_label" varchar(200) null, "students_represented_value" int null, "students_represented_bound" text null, "students_represented_label" varchar(200) null, "breakouts" jsonb not null, "countries_announced" int null, "countries_reported" int null, "countries_listed" int null, "countries_distinct" int null, "countries_adopted" int null, "countries_note" text null, "participant_visibility" text not null default 'PARTNER', "visibility" text not null default 'PUBLIC', "steward_id" varchar(64) null, "version" int not null default 1, "created_at" timestamptz not null, "updated_at" timestamptz not null, primary key ("id"));`,
    )
    this.addSql(`alter table "program" add constraint "program_slug_unique" unique ("slug");`)
    this.addSql(`create index "program_date_order_date_sort_id_index" on "program" ("date_order", "date_sort", "id");`)
    this.addSql(`create index "program_sort_title_id_index" on "program" ("sort_title", "id");`)
    this.addSql(`create index "program_updated_at_id_index" on "program" ("updated_at", "id");`)
    this.addSql(`create index "program_kind_index" on "program" ("kind");`)
    this.addSql(`create index "program_status_index" on "program" ("status");`)
    this.addSql(`create index "program_series_id_index" on "program" ("series_id");`)
    this.addSql(`create index "program_part_of_id_index" on "program" ("part_of_id");`)
    this.addSql(`create index "program_fiscal_year_index" on "program" ("fiscal_year");`)
    this.addSql(`create index "program_steward_id_index" on "program" ("steward_id");`)
    this.addSql(
      `create table "program_place" ("id" varchar(64) not null, "program_id" varchar(64) not null, "position" int not null, "place_code" varchar(40) not null, "label" varchar(200) not null, "inferred" boolean not null default false, primary key ("id"));`,
    )
    this.addSql(`create index "program_place_program_id_position_index" on "program_place" ("program_id", "position");`)
    this.addSql(
      `create index "program_place_place_code_program_id_index" on "program_place" ("place_code", "program_id");`,
    )
    this.addSql(
      `create table "program_role" ("id" varchar(64) not null, "program_id" varchar(64) not null, "position" int not null, "kind" text not null, "organization_id" varchar(64) not null, "label" varchar(300) not null, "inferred" boolean not null default false, primary key ("id"));`,
    )
    this.addSql(`create index "program_role_program_id_position_index" on "program_role" ("program_id", "position");`)
    this.addSql(
      `create index "program_role_organization_id_kind_program_id_index" on "program_role" ("organization_id", "kind", "program_id");`,
    )
    this.addSql(`create index "program_role_kind_program_id_index" on "program_role" ("kind", "program_id");`)
    this.addSql(
      `create table "program_topic" ("id" varchar(64) not null, "program_id" varchar(64) not null, "position" int not null, "topic_id" varchar(64) not null, primary key ("id"));`,
    )
    this.addSql(`create index "program_topic_program_id_position_index" on "program_topic" ("program_id", "position");`)
    this.addSql(`create index "program_topic_topic_id_program_id_index" on "program_topic" ("topic_id", "program_id");`)
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
      `create table "representation" ("id" varchar(64) not null, "program_id" varchar(64) not null, "position" int not null, "place_code" varchar(40) not null, "label" varchar(200) not null, "times_listed" int not null default 1, "delegates" int null, primary key ("id"));`,
    )
    this.addSql(
      `create index "representation_program_id_position_index" on "representation" ("program_id", "position");`,
    )
    this.addSql(
      `create index "representation_place_code_program_id_index" on "representation" ("place_code", "program_id");`,
    )
    this.addSql(
      `create table "search_document" ("id" serial primary key, "record_type" varchar(64) not null, "record_id" varchar(64) not null, "title" text not null, "body" text not null);`,
    )
    this.addSql(
      `alter table "search_document" add constraint "search_document_record_type_record_id_unique" unique ("record_type", "record_id");`,
    )
    this.addSql(
      `create table "series" ("id" varchar(64) not null, "slug" varchar(120) not null, "name" varchar(300) not null, "sort_name" varchar(300) not null, "acronym" varchar(40) null, "description" text null, "owner_id" varchar(64) null, "administrator_id" varchar(64) null, primary key ("id"));`,
    )
    this.addSql(`alter table "series" add constraint "series_slug_unique" unique ("slug");`)
    this.addSql(`create index "series_sort_name_id_index" on "series" ("sort_name", "id");`)
    this.addSql(
      `create table "series_partner" ("id" varchar(64) not null, "series_id" varchar(64) not null, "position" int not null, "organization_id" varchar(64) not null, primary key ("id"));`,
    )
    this.addSql(`create index "series_partner_series_id_position_index" on "series_partner" ("series_id", "position");`)
    this.addSql(
      `create table "source" ("id" varchar(64) not null, "slug" varchar(120) not null, "kind" text not null, "title" varchar(300) not null, "title_is_official" boolean not null, "subtitle" varchar(300) null, "summary" text null, "publisher_id" varchar(64) null, "publisher_inferred" boolean not null default false, "edtf" varchar(120) null, "date_earliest" varchar(10) null, "date_latest" varchar(10) null, "date_precision" text null, "date_days" int null, "date_inferred" boolean not null default false, "date_label" varchar(200) null, "date_order" int not null default 1, "date_sort" varchar(10) not null default '', "url" varchar(2000) null, "identifier" varchar(200) null, "syndicated_from_id" varchar(64) null, "visibility" text not null default 'PUBLIC', "steward_id" varchar(64) null, "version" int not null default 1, "created_at" timestamptz not null, "updated_at" timestamptz not null, primary key ("id"));`,
    )
    this.addSql(`alter table "source" add constraint "source_slug_unique" unique ("slug");`)
    this.addSql(`create index "source_date_order_date_sort_id_index" on "source" ("date_order", "date_sort", "id");`)
    this.addSql(`create index "source_publisher_id_index" on "source" ("publisher_id");`)
    this.addSql(`create index "source_kind_index" on "source" ("kind");`)
    this.addSql(
      `create table "source_author" ("id" varchar(64) not null, "source_id" varchar(64) not null, "position" int not null, "person_id" varchar(64) not null, primary key ("id"));`,
    )
    this.addSql(`create index "source_author_source_id_position_index" on "source_author" ("source_id", "position");`)
    this.addSql(`create index "source_author_person_id_source_id_index" on "source_author" ("person_id", "source_id");`)
    this.addSql(
      `create table "topic" ("id" varchar(64) not null, "slug" varchar(120) not null, "label" varchar(200) not null, "sort_label" varchar(200) not null, "alt_labels" jsonb not null, primary key ("id"));`,
    )
    this.addSql(`alter table "topic" add constraint "topic_slug_unique" unique ("slug");`)
    this.addSql(`create index "topic_sort_label_id_index" on "topic" ("sort_label", "id");`)
    this.addSql(
      `create table "topic_broader" ("id" varchar(64) not null, "topic_id" varchar(64) not null, "position" int not null, "broader_id" varchar(64) not null, primary key ("id"));`,
    )
    this.addSql(`create index "topic_broader_topic_id_position_index" on "topic_broader" ("topic_id", "position");`)
    this.addSql(`create index "topic_broader_broader_id_topic_id_index" on "topic_broader" ("broader_id", "topic_id");`)
    this.addSql(
      `alter table "claim" add constraint "claim_basis_check" check ("basis" in ('STATED', 'COMPUTED', 'INFERRED'));`,
    )
    this.addSql(
      `alter table "conflict" add constraint "conflict_status_check" check ("status" in ('OPEN', 'RESOLVED', 'UNRESOLVABLE'));`,
    )
    this.addSql(
      `alter table "output" add constraint "output_kind_check" check ("kind" in ('REPORT', 'ARTICLE', 'BLOG', 'PODCAST', 'PRESENTATION', 'PHOTO', 'VIDEO'));`,
    )
    this.addSql(
      `alter table "output" add constraint "output_date_precision_check" check ("date_precision" in ('DAY', 'MONTH', 'YEAR'));`,
    )
    this.addSql(
      `alter table "output" add constraint "output_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'PARTNER', 'RESTRICTED'));`,
    )
    this.addSql(
      `alter table "participation" add constraint "participation_role_check" check ("role" in ('DELEGATE', 'DELEGATION_LEADER', 'SPEAKER', 'MODERATOR', 'HOST_OFFICIAL', 'ORGANIZER', 'INTERPRETER', 'LIAISON', 'PRESS_CONTACT', 'CONTACT', 'QUOTED', 'OBSERVER', 'VOLUNTEER'));`,
    )
    this.addSql(
      `alter table "participation" add constraint "participation_attendance_check" check ("attendance" in ('PLANNED', 'ATTENDED', 'UNKNOWN', 'WITHDRAWN', 'NO_SHOW'));`,
    )
    this.addSql(
      `alter table "participation" add constraint "participation_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'PARTNER', 'RESTRICTED'));`,
    )
    this.addSql(
      `alter table "program" add constraint "program_kind_check" check ("kind" in ('PROJECT', 'VISIT', 'DELEGATION', 'SYMPOSIUM', 'ROUNDTABLE', 'CONFERENCE'));`,
    )
    this.addSql(
      `alter table "program" add constraint "program_direction_check" check ("direction" in ('INBOUND', 'OUTBOUND', 'DOMESTIC'));`,
    )
    this.addSql(
      `alter table "program" add constraint "program_status_check" check ("status" in ('DRAFT', 'ANNOUNCED', 'CONFIRMED', 'HELD', 'POSTPONED', 'CANCELLED'));`,
    )
    this.addSql(
      `alter table "program" add constraint "program_date_precision_check" check ("date_precision" in ('DAY', 'MONTH', 'YEAR'));`,
    )
    this.addSql(
      `alter table "program" add constraint "program_delegate_count_bound_check" check ("delegate_count_bound" in ('EXACT', 'AT_LEAST', 'MORE_THAN', 'ABOUT'));`,
    )
    this.addSql(
      `alter table "program" add constraint "program_students_represented_bound_check" check ("students_represented_bound" in ('EXACT', 'AT_LEAST', 'MORE_THAN', 'ABOUT'));`,
    )
    this.addSql(
      `alter table "program" add constraint "program_participant_visibility_check" check ("participant_visibility" in ('PUBLIC', 'NETWORK', 'PARTNER', 'RESTRICTED'));`,
    )
    this.addSql(
      `alter table "program" add constraint "program_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'PARTNER', 'RESTRICTED'));`,
    )
    this.addSql(
      `alter table "program_role" add constraint "program_role_kind_check" check ("kind" in ('SPONSOR', 'ADMINISTRATOR', 'NATIONAL_PROGRAM_AGENCY', 'LOCAL_COORDINATOR', 'NETWORK', 'PARTNER', 'HOST', 'FACILITATOR', 'VENUE_PROVIDER', 'ORGANIZER', 'CO_ORGANIZER', 'PARTICIPANT'));`,
    )
    this.addSql(
      `alter table "source" add constraint "source_kind_check" check ("kind" in ('PRESS_RELEASE', 'NEWS_STORY', 'OPINION_ARTICLE', 'WEB_PAGE', 'REPORT', 'ROSTER', 'PARTNER_ENTRY'));`,
    )
    this.addSql(
      `alter table "source" add constraint "source_date_precision_check" check ("date_precision" in ('DAY', 'MONTH', 'YEAR'));`,
    )
    this.addSql(
      `alter table "source" add constraint "source_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'PARTNER', 'RESTRICTED'));`,
    )
  }

  override down(): void {
    this.addSql(`drop table if exists "agenda_item" cascade;`)
    this.addSql(`drop table if exists "agenda_speaker" cascade;`)
    this.addSql(`drop table if exists "change" cascade;`)
    this.addSql(`drop table if exists "claim" cascade;`)
    this.addSql(`drop table if exists "conflict" cascade;`)
    this.addSql(`drop table if exists "conflict_claim" cascade;`)
    this.addSql(`drop table if exists "feed_origin" cascade;`)
    this.addSql(`drop table if exists "followed_feed" cascade;`)
    this.addSql(`drop table if exists "initiative" cascade;`)
    this.addSql(`drop table if exists "loaded_seed" cascade;`)
    this.addSql(`drop table if exists "output" cascade;`)
    this.addSql(`drop table if exists "output_author" cascade;`)
    this.addSql(`drop table if exists "output_program" cascade;`)
    this.addSql(`drop table if exists "participation" cascade;`)
    this.addSql(`drop table if exists "program" cascade;`)
    this.addSql(`drop table if exists "program_place" cascade;`)
    this.addSql(`drop table if exists "program_role" cascade;`)
    this.addSql(`drop table if exists "program_topic" cascade;`)
    this.addSql(`drop table if exists "projected_link" cascade;`)
    this.addSql(`drop table if exists "projected_record" cascade;`)
    this.addSql(`drop table if exists "record_source" cascade;`)
    this.addSql(`drop table if exists "representation" cascade;`)
    this.addSql(`drop table if exists "search_document" cascade;`)
    this.addSql(`drop table if exists "series" cascade;`)
    this.addSql(`drop table if exists "series_partner" cascade;`)
    this.addSql(`drop table if exists "source" cascade;`)
    this.addSql(`drop table if exists "source_author" cascade;`)
    this.addSql(`drop table if exists "topic" cascade;`)
    this.addSql(`drop table if exists "topic_broader" cascade;`)
  }
}
