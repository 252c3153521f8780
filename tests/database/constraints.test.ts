import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { MagicToken } from '../../src/auth/magic-token.ts'
import { migrate } from '../../src/database/sqlite/migrator.ts'
import { openSqliteDatabase } from '../../src/database/sqlite/open.ts'
import { entities } from '../../src/entities.ts'
import { temporaryFolder } from '../support/folder.ts'
import { insert, insertEmail, insertExchange, insertParticipant } from '../support/insert.ts'
import { testWorld } from '../support/world.ts'

const admin = { id: 'a1', owner: 1, email: 'alice@example.org', password_hash: 'x' }
const second = { ...admin, id: 'a2', owner: null, email: 'mallory@example.org' }
const linked = { oidc_issuer: 'https://a.example', oidc_subject: '1' }
const draw = { id: 'd1', exchange_id: 'e1', method: 'circle', is_uniform: 1 }
const match = { id: 'm1', draw_id: 'd1', giver_id: 'p1', sealed_receiver: 'sealed' }
const link = {
  id: 't1',
  token_type: 'magic_link',
  token_hash: 'hash',
  participant_id: 'p1',
  exchange_id: 'e1',
  expires_at: 0,
  destination: 'dashboard',
  is_notice: 0,
}
const session = { id: 's1', token_hash: 'hash', admin_id: 'a1', expires_at: 0, ends_at: 0, user_agent: '' }
const ended = { id: 'es1', session_hash: 'hash', ends_at: 0 }
const repair = { id: 'd1', exchange_id: 'e1', cause: 'left', participant_id: 'p2', sealed_draw_before: 'sealed' }
const organiser = { id: 'or1', exchange_id: 'e1', account_id: 'a1' }

/** A migrated database with one row of each kind, which SQL may then try to break. */
async function populated() {
  const folder = temporaryFolder()
  const database = openSqliteDatabase(join(folder, 'klaus.sqlite'), testWorld(), entities)
  onTestFinished(() => database.close())
  await migrate(database, folder, new Date(0))
  database.native.exec(
    [
      insert('admin', admin),
      insertExchange('e1'),
      insert('household', { id: 'h1', exchange_id: 'e1' }),
      insertParticipant('p1', 'Bob', { household_id: 'h1' }),
      insertParticipant('p2', 'Eve'),
      insert('draw', draw),
      insert('match', match),
      insert('exclusion_rule', { id: 'r1', exchange_id: 'e1', kind: 'exclusion' }),
      insert('exclusion_rule_member', { id: 'rm1', rule_id: 'r1', participant_id: 'p1', position: 0 }),
      insert('exclusion_rule_member', { id: 'rm2', rule_id: 'r1', participant_id: 'p2', position: 1 }),
      insert('draw_repair', repair),
      insert('magic_token', link),
      insert('session', session),
      insert('ended_session', ended),
      insertEmail('o1', { exchange_id: 'e1' }),
      insert('organiser', organiser),
      insert('notice', { id: 'n2', exchange_id: 'e1', participant_id: 'p1', event: 'new registration' }),
    ].join(''),
  )
  return database
}

describe('the database itself refuses', () => {
  test.each([
    ['a second owner', insert('admin', { ...admin, id: 'a2', email: 'mallory@example.org' }), 'UNIQUE'],
    ['an owner beside the one', insert('admin', { ...admin, id: 'a2', owner: 2, email: 'mallory@example.org' }), 'CHECK'],
    ['two accounts of one address', insert('admin', { ...admin, id: 'a2', owner: null }), 'UNIQUE'],
    [
      'two accounts of one subject',
      `${insert('admin', { ...second, ...linked })} update admin set oidc_issuer = 'https://a.example', oidc_subject = '1'`,
      'UNIQUE',
    ],
    ['a subject of no issuer', `update admin set oidc_subject = '1'`, 'CHECK'],
    ['somebody who organises an exchange twice', insert('organiser', { ...organiser, id: 'or2' }), 'UNIQUE'],
    ['to delete an account that organises an exchange', 'delete from admin', 'FOREIGN KEY'],
    [
      'a password reset for nobody',
      insert('magic_token', { ...link, id: 't2', token_hash: 'h2', token_type: 'password_reset', participant_id: null, exchange_id: null }),
      'CHECK',
    ],
    ['a sign-in link for an account, too', insert('magic_token', { ...link, id: 't2', token_hash: 'h2', account_id: 'a1' }), 'CHECK'],
    ['a slug twice', insertExchange('e2'), 'UNIQUE'],
    ['an unknown state', `update exchange set state = 'open'`, 'CHECK'],
    ['gifts before the close date', `update exchange set exchange_date = '2026-12-09'`, 'CHECK'],
    ['room for two', 'update exchange set max_participants = 2', 'CHECK'],
    ['a second draw of an exchange', insert('draw', { ...draw, id: 'd2' }), 'UNIQUE'],
    ['a match of no draw', insert('match', { ...match, id: 'm2', giver_id: 'p2', draw_id: 'd2' }), 'FOREIGN KEY'],
    ['a completed exchange that was never completed', `update exchange set state = 'completed'`, 'CHECK'],
    ['an unknown event to tell the admin of', `update notice set event = 'match seen'`, 'CHECK'],
    ['one address twice in an exchange', insertParticipant('p3', 'Bob'), 'UNIQUE'],
    ['two matches of a giver', insert('match', { ...match, id: 'm2' }), 'UNIQUE'],
    ['a token twice', insert('magic_token', { ...link, id: 't2' }), 'UNIQUE'],
    ['a sign-in link for nobody', insert('magic_token', { ...link, id: 't2', token_hash: 'h2', participant_id: null, exchange_id: null }), 'CHECK'],
    ['a sign-in link without an exchange', insert('magic_token', { ...link, id: 't2', token_hash: 'h2', exchange_id: null }), 'CHECK'],
    ['a password reset for a participant', insert('magic_token', { ...link, id: 't2', token_hash: 'h2', token_type: 'password_reset' }), 'CHECK'],
    ['a session of nobody', insert('session', { ...session, id: 's2', token_hash: 'h2', admin_id: null }), 'CHECK'],
    ['a session of two', insert('session', { ...session, id: 's2', token_hash: 'h2', participant_id: 'p1' }), 'CHECK'],
    ['a session that ends twice', insert('ended_session', { ...ended, id: 'es2' }), 'UNIQUE'],
    ['an e-mail twice for one cause', insertEmail('o2', { deduplication_key: 'o1' }), 'UNIQUE'],
    ['somebody twice in a rule', insert('exclusion_rule_member', { id: 'rm3', rule_id: 'r1', participant_id: 'p1', position: 2 }), 'UNIQUE'],
    ['a rule of history without an earlier exchange', insert('exclusion_rule', { id: 'r2', exchange_id: 'e1', kind: 'history' }), 'CHECK'],
    ['two repairs to undo', insert('draw_repair', { ...repair, id: 'd2', cause: 'rule', participant_id: null, rule_id: 'r1' }), 'UNIQUE'],
    ['to delete an exchange with people', 'delete from exchange', 'FOREIGN KEY'],
    ['to delete a participant with a match', `delete from participant where id = 'p1'`, 'FOREIGN KEY'],
    ['to delete an admin who is signed in', 'delete from admin', 'FOREIGN KEY'],
    ['to delete an admin whom an e-mail is for', `${insertEmail('o2', { account_id: 'a1' })} delete from admin`, 'FOREIGN KEY'],
    ['to rename a row that others refer to', `update participant set id = 'p9' where id = 'p1'`, 'FOREIGN KEY'],
    ['a participant of no exchange', insertParticipant('p3', 'Bob', { exchange_id: 'e9' }), 'FOREIGN KEY'],
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
