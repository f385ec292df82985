import { Migration } from '@mikro-orm/migrations'

export class Migration20261121000000_ghost_ship extends Migration {
  override up(): void {
    this.addSql('create table harbour (id varchar(64) primary key, kind text not null)')
    this.addSql(
      'create table ship (id varchar(64) primary key, harbour_id varchar(64) not null references harbour (id) on delete cascade)',
    )
    this.addSql(`insert into ship (id, harbour_id) values ('ghost', 'nowhere')`)
  }
}
