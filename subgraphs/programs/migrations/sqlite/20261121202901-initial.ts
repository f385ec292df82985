import { Migration } from '@mikro-orm/migrations'

export class Migration20261121202901_initial extends Migration {
  override up(): void {
    this.addSql(
      `create table "agenda_item" ("id" text not null primary key, "program_id" text not null, "position" integer not null, "title" text not null, "description" text null, "presentation_title" text null, "starts_at" text null, "ends_at" text null, "venue" text null, "version" integer not null default 1);`,
    )
    this.addSql(`create index "agenda_item_program_id_position_index" on "agenda_item" ("program_id", "position");`)
    this.addSql(
      `create table "agenda_speaker" ("id" text not null primary key, "agenda_item_id" text not null, "position" integer not null, "participation_id" text not null);`,
    )
    this.addSql(
      `create index "agenda_speaker_agenda_item_id_position_index" on "agenda_speaker" ("agenda_item_id", "position");`,
    )
    this.addSql(`create index "agenda_speaker_participation_id_index" on "agenda_speaker" ("participation_id");`)
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
      `create table "followed_feed" ("origin" text not null primary key, "feed" text not null, "cursor" text not null, "complete" integer not null, "at" datetime not null);`,
    )
    this.addSql(
      `create table "initiative" ("id" text not null primary key, "program_id" text not null, "position" integer not null, "name" text not null, "organization_id" text null, "note" text null);`,
    )
    this.addSql(`create index "initiative_program_id_position_index" on "initiative" ("program_id", "position");`)
    this.addSql(
      `create table "loaded_seed" ("sha256" text not null primary key, "rows" integer not null, "loaded_at" datetime not null);`,
    )
    this.addSql(
      `create table "output" ("id" text not null primary key, "kind" text check ("kind" in ('REPORT', 'ARTICLE', 'BLOG', 'PODCAST', 'PRESENTATION', 'PHOTO', 'VIDEO')) not null, "title" text not null, "sort_title" text not null, "description" text null, "languages" json not null, "edtf" text null, "date_earliest" text null, "date_latest" text null, "date_precision" text check ("date_precision" in ('DAY', 'MONTH', 'YEAR')) null, "date_days" integer null, "date_inferred" integer not null default false, "date_label" text null, "date_order" integer not null default 1, "date_sort" text not null default '', "url" text null, "publisher_id" text null, "publisher_inferred" integer not null default false, "visibility" text check ("visibility" in ('PUBLIC', 'NETWORK', 'PARTNER', 'RESTRICTED')) not null default 'PUBLIC', "steward_id" text null, "version" integer not null default 1, "created_at" datetime not null, "updated_at" datetime not null);`,
    )
    this.addSql(`create index "output_date_order_date_sort_id_index" on "output" ("date_order", "date_sort", "id");`)
    this.addSql(`create index "output_kind_index" on "output" ("kind");`)
    this.addSql(
      `create table "output_author" ("id" text not null primary key, "output_id" text not null, "position" integer not null, "person_id" text not null);`,
    )
    this.addSql(`create index "output_author_output_id_position_index" on "output_author" ("output_id", "position");`)
    this.addSql(`create index "output_author_person_id_index" on "output_author" ("person_id");`)
    this.addSql(
      `create table "output_program" ("id" text not null primary key, "output_id" text not null, "position" integer not null, "program_id" text not null);`,
    )
    this.addSql(`create index "output_program_output_id_position_index" on "output_program" ("output_id", "position");`)
    this.addSql(
      `create index "output_program_program_id_output_id_index" on "output_program" ("program_id", "output_id");`,
    )
    this.addSql(
      `create table "participation" ("id" text not null primary key, "program_id" text not null, "position" integer not null, "person_id" text null, "label" text not null, "role" text check ("role" in ('DELEGATE', 'DELEGATION_LEADER', 'SPEAKER', 'MODERATOR', 'HOST_OFFICIAL', 'ORGANIZER', 'INTERPRETER', 'LIAISON', 'PRESS_CONTACT', 'CONTACT', 'QUOTED', 'OBSERVER', 'VOLUNTEER')) not null, "attendance" text check ("attendance" in ('PLANNED', 'ATTENDED', 'UNKNOWN', 'WITHDRAWN', 'NO_SHOW')) not null, "representing_code" text null, "organization_id" text null, "title" text null, "notes" text null, "visibility" text check ("visibility" in ('PUBLIC', 'NETWORK', 'PARTNER', 'RESTRICTED')) not null default 'PUBLIC', "steward_id" text null, "version" integer not null default 1, "created_at" datetime not null, "updated_at" datetime not null);`,
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
      `create table "program" ("id" text not null primary key, "slug" text not null, "kind" text check ("kind" in ('PROJECT', 'VISIT', 'DELEGATION', 'SYMPOSIUM', 'ROUNDTABLE', 'CONFERENCE')) not null, "title" text not null, "title_is_official" integer not null, "sort_title" text not null, "summary" text null, "series_id" text null, "part_of_id" text null, "direction" text check ("direction" in ('INBOUND', 'OUTBOUND', 'DOMESTIC')) null, "status" text check ("status" in ('DRAFT', 'ANNOUNCED', 'CONFIRMED', 'HELD', 'POSTPONED', 'CANCELLED')) not null, "edtf" text null, "date_earliest" text null, "date_latest" text null, "date_precision" text check ("date_precision" in ('DAY', 'MONTH', 'YEAR')) null, "date_days" integer null, "date_inferred" integer not null default false, "date_label" text null, "date_order" integer not null default 1, "date_sort" text not null default '', "date_year" integer null, "date_month" text null, "fiscal_year" integer null, "venue" text null, "delegate_count_value" integer null, "delegate_count_bound" text check ("delegate_count_bound" in ('EXACT', 'AT_LEAST', 'MORE_THAN', 'ABOUT')) null, "delegate_count_label" text null, "students_represented_value" integer null, "students_represented_bound" text check ("students_represented_bound" in ('EXACT', 'AT_LEAST', 'MORE_THAN', 'ABOUT')) null, "students_represented_label" text null, "breakouts" json not null, "countries_announced" integer null, "countries_reported" integer null, "countries_listed" integer null, "countries_distinct" integer null, "countries_adopted" integer null, "countries_note" text null, "participant_visibility" text check ("participant_visibility" in ('PUBLIC', 'NETWORK', 'PARTNER', 'RESTRICTED')) not null default 'PARTNER', "visibility" text check ("visibility" in ('PUBLIC', 'NETWORK', 'PARTNER', 'RESTRICTED')) not null default 'PUBLIC', "steward_id" text null, "version" integer not null default 1, "created_at" datetime not null, "updated_at" datetime not null);`,
    )
    this.addSql(`create unique index "program_slug_unique" on "program" ("slug");`)
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
      `create table "program_place" ("id" text not null primary key, "program_id" text not null, "position" integer not null, "place_code" text not null, "label" text not null, "inferred" integer not null default false);`,
    )
    this.addSql(`create index "program_place_program_id_position_index" on "program_place" ("program_id", "position");`)
    this.addSql(
      `create index "program_place_place_code_program_id_index" on "program_place" ("place_code", "program_id");`,
    )
    this.addSql(
      `create table "program_role" ("id" text not null primary key, "program_id" text not null, "position" integer not null, "kind" text check ("kind" in ('SPONSOR', 'ADMINISTRATOR', 'NATIONAL_PROGRAM_AGENCY', 'LOCAL_COORDINATOR', 'NETWORK', 'PARTNER', 'HOST', 'FACILITATOR', 'VENUE_PROVIDER', 'ORGANIZER', 'CO_ORGANIZER', 'PARTICIPANT')) not null, "organization_id" text not null, "label" text not null, "inferred" integer not null default false);`,
    )
    this.addSql(`create index "program_role_program_id_position_index" on "program_role" ("program_id", "position");`)
    this.addSql(
      `create index "program_role_organization_id_kind_program_id_index" on "program_role" ("organization_id", "kind", "program_id");`,
    )
    this.addSql(`create index "program_role_kind_program_id_index" on "program_role" ("kind", "program_id");`)
    this.addSql(
      `create table "program_topic" ("id" text not null primary key, "program_id" text not null, "position" integer not null, "topic_id" text not null);`,
    )
    this.addSql(`create index "program_topic_program_id_position_index" on "program_topic" ("program_id", "position");`)
    this.addSql(`create index "program_topic_topic_id_program_id_index" on "program_topic" ("topic_id", "program_id");`)
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
      `create table "representation" ("id" text not null primary key, "program_id" text not null, "position" integer not null, "place_code" text not null, "label" text not null, "times_listed" integer not null default 1, "delegates" integer null);`,
    )
    this.addSql(
      `create index "representation_program_id_position_index" on "representation" ("program_id", "position");`,
    )
    this.addSql(
      `create index "representation_place_code_program_id_index" on "representation" ("place_code", "program_id");`,
    )
    this.addSql(
      `create table "search_document" ("id" integer not null primary key autoincrement, "record_type" text not null, "record_id" text not null, "title" text not null, "body" text not null);`,
    )
    this.addSql(
      `create unique index "search_document_record_type_record_id_unique" on "search_document" ("record_type", "record_id");`,
    )
    this.addSql(
      `create table "series" ("id" text not null primary key, "slug" text not null, "name" text not null, "sort_name" text not null, "acronym" text null, "description" text null, "owner_id" text null, "administrator_id" text null);`,
    )
    this.addSql(`create unique index "series_slug_unique" on "series" ("slug");`)
    this.addSql(`create index "series_sort_name_id_index" on "series" ("sort_name", "id");`)
    this.addSql(
      `create table "series_partner" ("id" text not null primary key, "series_id" text not null, "position" integer not null, "organization_id" text not null);`,
    )
    this.addSql(`create index "series_partner_series_id_position_index" on "series_partner" ("series_id", "position");`)
    this.addSql(
      `create table "source" ("id" text not null primary key, "slug" text not null, "kind" text check ("kind" in ('PRESS_RELEASE', 'NEWS_STORY', 'OPINION_ARTICLE', 'WEB_PAGE', 'REPORT', 'ROSTER', 'PARTNER_ENTRY')) not null, "title" text not null, "title_is_official" integer not null, "subtitle" text null, "summary" text null, "publisher_id" text null, "publisher_inferred" integer not null default false, "edtf" text null, "date_earliest" text null, "date_latest" text null, "date_precision" text check ("date_precision" in ('DAY', 'MONTH', 'YEAR')) null, "date_days" integer null, "date_inferred" integer not null default false, "date_label" text null, "date_order" integer not null default 1, "date_sort" text not null default '', "url" text null, "identifier" text null, "syndicated_from_id" text null, "visibility" text check ("visibility" in ('PUBLIC', 'NETWORK', 'PARTNER', 'RESTRICTED')) not null default 'PUBLIC', "steward_id" text null, "version" integer not null default 1, "created_at" datetime not null, "updated_at" datetime not null);`,
    )
    this.addSql(`create unique index "source_slug_unique" on "source" ("slug");`)
    this.addSql(`create index "source_date_order_date_sort_id_index" on "source" ("date_order", "date_sort", "id");`)
    this.addSql(`create index "source_publisher_id_index" on "source" ("publisher_id");`)
    this.addSql(`create index "source_kind_index" on "source" ("kind");`)
    this.addSql(
      `create table "source_author" ("id" text not null primary key, "source_id" text not null, "position" integer not null, "person_id" text not null);`,
    )
    this.addSql(`create index "source_author_source_id_position_index" on "source_author" ("source_id", "position");`)
    this.addSql(`create index "source_author_person_id_source_id_index" on "source_author" ("person_id", "source_id");`)
    this.addSql(
      `create table "topic" ("id" text not null primary key, "slug" text not null, "label" text not null, "sort_label" text not null, "alt_labels" json not null);`,
    )
    this.addSql(`create unique index "topic_slug_unique" on "topic" ("slug");`)
    this.addSql(`create index "topic_sort_label_id_index" on "topic" ("sort_label", "id");`)
    this.addSql(
      `create table "topic_broader" ("id" text not null primary key, "topic_id" text not null, "position" integer not null, "broader_id" text not null);`,
    )
    this.addSql(`create index "topic_broader_topic_id_position_index" on "topic_broader" ("topic_id", "position");`)
    this.addSql(`create index "topic_broader_broader_id_topic_id_index" on "topic_broader" ("broader_id", "topic_id");`)
  }

  override down(): void {
    this.addSql(`drop table if exists "agenda_item";`)
    this.addSql(`drop table if exists "agenda_speaker";`)
    this.addSql(`drop table if exists "change";`)
    this.addSql(`drop table if exists "claim";`)
    this.addSql(`drop table if exists "conflict";`)
    this.addSql(`drop table if exists "conflict_claim";`)
    this.addSql(`drop table if exists "feed_origin";`)
    this.addSql(`drop table if exists "followed_feed";`)
    this.addSql(`drop table if exists "initiative";`)
    this.addSql(`drop table if exists "loaded_seed";`)
    this.addSql(`drop table if exists "output";`)
    this.addSql(`drop table if exists "output_author";`)
    this.addSql(`drop table if exists "output_program";`)
    this.addSql(`drop table if exists "participation";`)
    this.addSql(`drop table if exists "program";`)
    this.addSql(`drop table if exists "program_place";`)
    this.addSql(`drop table if exists "program_role";`)
    this.addSql(`drop table if exists "program_topic";`)
    this.addSql(`drop table if exists "projected_link";`)
    this.addSql(`drop table if exists "projected_record";`)
    this.addSql(`drop table if exists "record_source";`)
    this.addSql(`drop table if exists "representation";`)
    this.addSql(`drop table if exists "search_document";`)
    this.addSql(`drop table if exists "series";`)
    this.addSql(`drop table if exists "series_partner";`)
    this.addSql(`drop table if exists "source";`)
    this.addSql(`drop table if exists "source_author";`)
    this.addSql(`drop table if exists "topic";`)
    this.addSql(`drop table if exists "topic_broader";`)
  }
}
