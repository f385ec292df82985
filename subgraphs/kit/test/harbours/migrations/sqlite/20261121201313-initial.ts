import { Migration } from '@mikro-orm/migrations'

export class Migration20261121201313_initial extends Migration {
  override up(): void {
    this.addSql(
      `create table "harbour" ("id" text not null primary key, "kind" text check ("kind" in ('SEA')) not null);`,
    )
    this.addSql(
      `create table "ship" ("id" text not null primary key, "harbour_id" text not null, constraint "ship_harbour_id_foreign" foreign key ("harbour_id") references "harbour" ("id") on delete cascade);`,
    )
    this.addSql(`create index "ship_harbour_id_index" on "ship" ("harbour_id");`)
  }

  override down(): void {
    this.addSql(`drop table if exists "harbour";`)
    this.addSql(`drop table if exists "ship";`)
  }
}
