import { Migration } from '@mikro-orm/migrations'

export class Migration20261121201314_river_harbours extends Migration {
  override up(): void {
    this.addSql(`alter table "harbour" drop constraint "harbour_kind_check";`)
    this.addSql(`alter table "harbour" add constraint "harbour_kind_check" check ("kind" in ('SEA', 'RIVER'));`)
  }

  override down(): void {
    this.addSql(`alter table "harbour" drop constraint "harbour_kind_check";`)
    this.addSql(`alter table "harbour" add constraint "harbour_kind_check" check ("kind" in ('SEA'));`)
  }
}
