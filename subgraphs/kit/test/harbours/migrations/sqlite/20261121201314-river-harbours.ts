import { Migration } from '@mikro-orm/migrations'

export class Migration20261121201314_river_harbours extends Migration {
  override up(): void {
    this.addSql(`pragma foreign_keys = off;`)
    this.addSql(
      `create table "harbour__temp_alter" ("id" text not null primary key, "kind" text check ("kind" in ('SEA', 'RIVER')) not null);`,
    )
    this.addSql(`insert into "harbour__temp_alter" select "id", "kind" from "harbour";`)
    this.addSql(`drop table "harbour";`)
    this.addSql(`alter table "harbour__temp_alter" rename to "harbour";`)
    this.addSql(`pragma foreign_keys = on;`)
  }

  override down(): void {
    this.addSql(`pragma foreign_keys = off;`)
    this.addSql(
      `create table "harbour__temp_alter" ("id" text not null primary key, "kind" text check ("kind" in ('SEA')) not null);`,
    )
    this.addSql(`insert into "harbour__temp_alter" select "id", "kind" from "harbour";`)
    this.addSql(`drop table "harbour";`)
    this.addSql(`alter table "harbour__temp_alter" rename to "harbour";`)
    this.addSql(`pragma foreign_keys = on;`)
  }
}
