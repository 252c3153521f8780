import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { MagicToken } from '../../src/auth/magic-token.ts'
import { migrate } from '../../src/database/sqlite/migrator.ts'
import { openSqliteDatabase } from '../../src/database/sqlite/open.ts'
import { entities } from '../../src/entities.ts'
import { temporaryFolder } from '../support/folder.ts'
import { testWorld } from '../support/world.ts'

/** A migrated database with one row of each kind, which SQL may then try to break. */
async function populated() {
  const folder = temporaryFolder()
  const database = openSqliteDatabase(join(folder, 'klaus.sqlite'), testWorld(), entities)
  onTestFinished(() => database.close())
  await migrate(database, folder, new Date(0))
  database.native.exec(`
    insert into admin values ('a1', 0, 0, 1, 'alice@example.org', 'x');
    insert into exchange (id, created_at, updated_at, slug, name, description, budget, registration_close_date, exchange_date, timezone, match_in_email, state)
    values ('e1', 0, 0, 'slug', 'Family', '', '', '2026-12-10', '2026-12-24', 'UTC', 0, 'draft');
    insert into household values ('h1', 0, 0, 'e1');
    insert into participant (id, created_at, updated_at, exchange_id, household_id, name, email, gift_ideas, reminder_enabled, confirmed_at, withdrawn_at) values ('p1', 0, 0, 'e1', 'h1', 'Bob', 'bob@example.org', '', 1, null, null);
    insert into participant (id, created_at, updated_at, exchange_id, household_id, name, email, gift_ideas, reminder_enabled, confirmed_at, withdrawn_at) values ('p2', 0, 0, 'e1', null, 'Eve', 'eve@example.org', '', 1, null, null);
    insert into "match" values ('m1', 0, 0, 'e1', 'p1', 'sealed', 0, null, null);
    insert into exclusion_rule values ('r1', 0, 0, 'e1', 'exclusion', null);
    insert into exclusion_rule_member values ('rm1', 0, 0, 'r1', 'p1', 0), ('rm2', 0, 0, 'r1', 'p2', 1);
    insert into draw_repair values ('d1', 0, 0, 'e1', 'left', 'p2', null, 'sealed');
    insert into magic_token values ('t1', 0, 0, 'magic_link', 'hash', 'p1', 'e1', null, 0, null, 'dashboard', 0, 0, null);
    insert into session values ('s1', 0, 0, 'hash', null, 'p1', 0, 0, null, '');
    insert into outgoing_email (id, created_at, updated_at, exchange_id, kind, recipient, deduplication_key, priority, state, due_at, give_up_at) values ('o1', 0, 0, 'e1', 'kind', 'bob@example.org', 'key', 0, 'sent', 0, 0);
    insert into notification_preference values ('n1', 0, 0, 'e1', 1, 1, 1, 1, 1, '7,1');
    insert into notice values ('n2', 0, 0, 'e1', 'p1', 'new registration');
  `)
  return database
}

describe('the database itself refuses', () => {
  test.each([
    ['a second admin', `insert into admin values ('a2', 0, 0, 1, 'mallory@example.org', 'x')`, 'UNIQUE'],
    ['an admin beside the one', `insert into admin values ('a2', 0, 0, 2, 'mallory@example.org', 'x')`, 'CHECK'],
    [
      'a slug twice',
      `insert into exchange select * from (select 'e2'), (select 0, 0, slug from exchange), (select name, '', '', null, '2026-12-10', '2026-12-24', 'UTC', 0, 'draft', null, null, null, null, null, 0 from exchange)`,
      'UNIQUE',
    ],
    ['an unknown state', `update exchange set state = 'open'`, 'CHECK'],
    ['gifts before the close date', `update exchange set exchange_date = '2026-12-09'`, 'CHECK'],
    ['room for two', 'update exchange set max_participants = 2', 'CHECK'],
    ['a drawn exchange without a draw', `update exchange set state = 'matched'`, 'CHECK'],
    ['a completed exchange that was never completed', `update exchange set state = 'completed', draw_id = 'd1'`, 'CHECK'],
    ['an unknown event to tell the admin of', `update notice set event = 'match seen'`, 'CHECK'],
    [
      'one address twice in an exchange',
      `insert into participant (id, created_at, updated_at, exchange_id, household_id, name, email, gift_ideas, reminder_enabled, confirmed_at, withdrawn_at) values ('p3', 0, 0, 'e1', null, 'Bob', 'bob@example.org', '', 1, null, null)`,
      'UNIQUE',
    ],
    ['two matches of a giver', `insert into "match" values ('m2', 0, 0, 'e1', 'p1', 'sealed', 0, null, null)`, 'UNIQUE'],
    ['a token twice', `insert into magic_token values ('t2', 0, 0, 'magic_link', 'hash', 'p1', 'e1', null, 0, null, 'dashboard', 0, 0, null)`, 'UNIQUE'],
    [
      'a sign-in link for nobody',
      `insert into magic_token values ('t2', 0, 0, 'magic_link', 'h2', null, null, null, 0, null, 'dashboard', 0, 0, null)`,
      'CHECK',
    ],
    [
      'a sign-in link without an exchange',
      `insert into magic_token values ('t2', 0, 0, 'magic_link', 'h2', 'p1', null, null, 0, null, 'dashboard', 0, 0, null)`,
      'CHECK',
    ],
    [
      'a password reset for a participant',
      `insert into magic_token values ('t2', 0, 0, 'password_reset', 'h2', 'p1', 'e1', null, 0, null, 'dashboard', 0, 0, null)`,
      'CHECK',
    ],
    ['a session of nobody', `insert into session values ('s2', 0, 0, 'h2', null, null, 0, 0, null, '')`, 'CHECK'],
    ['a session of two', `insert into session values ('s2', 0, 0, 'h2', 'a1', 'p1', 0, 0, null, '')`, 'CHECK'],
    [
      'an e-mail twice for one cause',
      `insert into outgoing_email (id, created_at, updated_at, kind, recipient, deduplication_key, priority, due_at, give_up_at) select 'o2', 0, 0, kind, recipient, deduplication_key, 0, 0, 0 from outgoing_email`,
      'UNIQUE',
    ],
    ['somebody twice in a rule', `insert into exclusion_rule_member values ('rm3', 0, 0, 'r1', 'p1', 2)`, 'UNIQUE'],
    ['a rule of history without an earlier exchange', `insert into exclusion_rule values ('r2', 0, 0, 'e1', 'history', null)`, 'CHECK'],
    ['two repairs to undo', `insert into draw_repair values ('d2', 0, 0, 'e1', 'rule', null, 'r1', 'sealed')`, 'UNIQUE'],
    ['to delete an exchange with people', 'delete from exchange', 'FOREIGN KEY'],
    ['to delete a participant with a match', `delete from participant where id = 'p1'`, 'FOREIGN KEY'],
    ['to delete an admin who is signed in', `insert into session values ('s2', 0, 0, 'h2', 'a1', null, 0, 0, null, ''); delete from admin`, 'FOREIGN KEY'],
    ['to rename a row that others refer to', `update participant set id = 'p9' where id = 'p1'`, 'FOREIGN KEY'],
    [
      'a participant of no exchange',
      `insert into participant (id, created_at, updated_at, exchange_id, household_id, name, email, gift_ideas, reminder_enabled, confirmed_at, withdrawn_at) values ('p3', 0, 0, 'e9', null, 'Bob', 'x@example.org', '', 1, null, null)`,
      'FOREIGN KEY',
    ],
  ])('%s', async (_, sql, constraint) => {
    const { native } = await populated()
    expect(() => native.exec(sql)).toThrow(`${constraint} constraint failed`)
  })
})

describe('the entity refuses', () => {
  test.each([
    ['magic_link', {}],
    ['magic_link', { participant: 'p1' }],
    ['password_reset', { participant: 'p1', exchange: 'e1' }],
  ] as const)('a %s token for %j', async (tokenType, owner) => {
    const { orm } = await populated()
    const em = orm.em.fork()
    em.create(MagicToken, { id: 't3', tokenType, tokenHash: 'h3', requesterHash: null, codeHash: null, expiresAt: new Date(0), ...owner })
    await expect(em.flush()).rejects.toThrow('can’t belong to that')
  })
})
