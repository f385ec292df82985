import { Migration } from '@mikro-orm/migrations'

export class Migration20261121201313_initial extends Migration {
  override up(): void {
    this.addSql(`create table "harbour" ("id" varchar(64) not null, "kind" text not null, primary key ("id"));`)
    this.addSql(
      `create table "ship" ("id" varchar(64) not null, "harbour_id" varchar(64) not null, primary key ("id"));`,
    )
    this.addSql(`alter table "harbour" add constraint "harbour_kind_check" check ("kind" in ('SEA'));`)
    this.addSql(
      `alter table "ship" add constraint "ship_harbour_id_foreign" foreign key ("harbour_id") references "harbour" ("id") on delete cascade;`,
    )
  }

  override down(): void {
    this.addSql(`alter table "ship" drop constraint "ship_harbour_id_foreign";`)
    this.addSql(`drop table if exists "harbour" cascade;`)
    this.addSql(`drop table if exists "ship" cascade;`)
  }
}
