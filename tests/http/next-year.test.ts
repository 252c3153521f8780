import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { addressOf, alice, type House, openHouse } from '../support/house.ts'
import type { Visitor } from '../support/visitor.ts'

const cast = ['Bob', 'Charlie', 'Dana', 'Erin']
const remembering = { remember_pairs: 'on', name: 'Christmas at the Millers’' }

const count = (house: House, table: string) => house.row<{ count: number }>(`select count(*) as count from ${table}`).count

/** Completes what is drawn, if nobody has, and goes on until it is erased. */
async function untilErased(house: House, id: string): Promise<void> {
  for (let days = 0; days < 80 && house.rows('select id from exchange where id = ?', id).length > 0; days += 1) {
    house.world.travel({ days: 1 })
    await house.tick((job) => !['forget the past', 'back up'].includes(job))
    await house.deliver()
  }
  expect(house.rows('select id from exchange where id = ?', id)).toEqual([])
}

/** Signs Alice in again: a session ends while weeks go by. */
async function aliceAgain(house: House): Promise<Visitor> {
  const organiser = await house.alice()
  await organiser.post(paths.adminLogin(), { email: 'alice@example.org', password: 'plum pudding on fire' })
  return organiser
}

const later = { registration_close_date: '2027-12-10', exchange_date: '2027-12-24', name: 'Christmas 2027' }

describe('who gave to whom', () => {
  test('is remembered when an exchange is erased, and nobody draws the same person again', async () => {
    const house = await openHouse()
    // So many that hardly ever nobody would by chance.
    const people = [...cast, 'Frank', 'Gina', 'Hugo', 'Ida', 'Jill']
    const { id } = await house.exchange('matched', people, remembering)
    const before = house.drawOf(id)
    await untilErased(house, id)
    const organiser = await aliceAgain(house)
    const next = await house.exchange('registration_closed', people, later)
    const page = await organiser.get(paths.rules(next.id))
    expect(page.text).toContain('Christmas at the Millers’ · 24 Dec 2026')
    expect((await organiser.post(paths.rules(next.id), { kind: 'history', earlier_exchange_id: id })).status).toBe(303)
    expect((await organiser.get(paths.rules(next.id))).text).toContain('No one draws the same person as in “Christmas at the Millers’”, as far as possible.')
    await organiser.post(paths.draw(next.id))
    const now = house.drawOf(next.id)
    expect(Object.keys(now)).toHaveLength(9)
    for (const name of people) expect(now[name], name).not.toBe(before[name])
  })

  test('counts also for rules that looked back before, and as far as possible', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const three = ['Bob', 'Charlie', 'Dana']
    const { id } = await house.exchange('matched', three, remembering)
    const before = house.drawOf(id)
    const waiting = await house.exchange('draft', [], later)
    await organiser.post(paths.rules(waiting.id), { kind: 'history', earlier_exchange_id: id })
    await untilErased(house, id)
    await aliceAgain(house)
    expect(house.rows('select past_exchange_id from exclusion_rule')).toEqual([{ past_exchange_id: id }])
    await organiser.post(paths.openRegistration(waiting.id))
    for (const name of three) await house.join(waiting.slug, name)
    await organiser.post(paths.closeRegistration(waiting.id))
    // Of two draws that three people can have, it leaves the other one.
    await organiser.post(paths.draw(waiting.id))
    for (const name of three) expect(house.drawOf(waiting.id)[name], name).not.toBe(before[name])
    await organiser.post(paths.undoDraw(waiting.id), { what: 'draw' })
    await organiser.post(paths.rules(waiting.id), {
      kind: 'one_way',
      participant_ids: [house.idOf(waiting.id, 'Bob'), house.idOf(waiting.id, house.drawOf(waiting.id).Bob ?? (before.Bob === 'Charlie' ? 'Dana' : 'Charlie'))],
    })
    // Where nothing else is left, the same draw is better than none.
    expect((await organiser.post(paths.draw(waiting.id))).status).toBe(303)
    expect(house.drawOf(waiting.id)).toEqual(before)
  })

  test('can’t be found out by an organiser who tries rules', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('matched', cast, remembering)
    await untilErased(house, id)
    const organiser = await aliceAgain(house)
    const next = await house.exchange('registration_closed', cast, later)
    await organiser.post(paths.rules(next.id), { kind: 'history', earlier_exchange_id: id })
    const verdicts = new Set<string>()
    for (const giver of cast) {
      for (const receiver of cast.filter((name) => name !== giver)) {
        for (const other of cast.filter((name) => name !== giver && name !== receiver))
          await organiser.post(paths.rules(next.id), { kind: 'one_way', participant_ids: [house.idOf(next.id, giver), house.idOf(next.id, other)] })
        for (const path of [paths.rules(next.id), paths.draw(next.id)]) {
          const { text } = await organiser.get(path)
          verdicts.add(/A draw is possible|No draw is possible/.exec(text)?.[0] ?? 'nothing is said')
        }
        house.exec(`delete from exclusion_rule_member`)
        house.exec(`delete from exclusion_rule where kind = 'one_way'`)
      }
    }
    expect([...verdicts]).toEqual(['A draw is possible'])
  })

  test('stays in the database without an address, a name or a pair that anybody could read', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('matched', cast, remembering)
    const participants = house.rows<{ id: string }>('select id from participant').map((one) => one.id)
    await untilErased(house, id)
    expect(count(house, 'past_pair')).toBe(4)
    const stored = house.stored()
    for (const name of cast) {
      // In a seal or a hash any three letters may stand, “Bob” too.
      expect(stored.replaceAll(/[\w.-]{40,}/g, ' '), name).not.toContain(name)
      expect(stored, name).not.toContain(addressOf(name))
    }
    for (const participant of participants) expect(stored).not.toContain(participant)
    // Whoever knows the addresses but not the key finds nothing by them: no plain hash is there.
    const { createHash } = await import('node:crypto')
    for (const name of cast)
      for (const text of [addressOf(name), `${id} ${addressOf(name)}`, `${id}${addressOf(name)}`])
        for (const form of ['hex', 'base64', 'base64url'] as const) expect(stored).not.toContain(createHash('sha256').update(text).digest(form))
    // The rows are of one length and one time, and come in the order of their hashes, which is none.
    const rows = house.rows<{ giver: string; sealed_receiver: string; created_at: unknown }>('select giver, sealed_receiver, created_at from past_pair')
    expect(new Set(rows.map(({ sealed_receiver }) => sealed_receiver.length)).size).toBe(1)
    expect(new Set(rows.map(({ created_at }) => String(created_at))).size).toBe(1)
    if (house.isFile) expect(rows.map(({ giver }) => giver)).toEqual(rows.map(({ giver }) => giver).toSorted())
  })

  test('has other hashes in another exchange, so that nobody can tell that the same people were there', async () => {
    const house = await openHouse()
    const ids = [(await house.exchange('matched', cast, remembering)).id, (await house.exchange('matched', cast, remembering)).id]
    for (const id of ids) await untilErased(house, id)
    const givers = house.rows<{ giver: string }>('select giver from past_pair').map(({ giver }) => giver)
    expect([givers.length, new Set(givers).size]).toEqual([8, 8])
  })

  test('is forgotten where that was chosen, also at the last moment', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const never = await house.exchange('matched', cast)
    const late = await house.exchange('completed', cast, remembering)
    expect((await organiser.get(paths.exchange(late.id))).text).toContain('remembered for next time')
    const version = JSON.stringify({ rememberPairs: true })
    expect((await organiser.get(paths.editExchange(late.id, 'remember_pairs'))).status).toBe(200)
    await organiser.post(paths.exchange(late.id), { version, remember_pairs: '' })
    expect((await organiser.get(paths.exchange(late.id))).text).toContain('forgotten with the exchange')
    expect(await organiser.post(paths.exchange(late.id), { version: JSON.stringify({ rememberPairs: false }), remember_pairs: 'on' })).toMatchObject({
      status: 409,
      text: expect.stringContaining('People joined on the understanding that nothing is remembered'),
    })
    await untilErased(house, never.id)
    await untilErased(house, late.id)
    expect([count(house, 'past_exchange'), count(house, 'past_pair')]).toEqual([0, 0])
  })

  test('is said on the invitation, where it is so', async () => {
    const house = await openHouse()
    const [with_, without] = [await house.exchange('registration_open', [], remembering), await house.exchange('registration_open')]
    const text = 'Who gives to whom is kept for three years, sealed, so that no one draws the same person again.'
    expect((await house.visitor().get(paths.register(with_.slug))).text).toContain(text)
    expect((await house.visitor().get(paths.register(without.slug))).text).not.toContain(text)
  })

  test('of several earlier exchanges counts at once; once the names are drawn one is chosen at a time', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const [first, second] = [await house.exchange('completed', cast, remembering), await house.exchange('completed', cast, remembering)]
    const { id } = await house.exchange('registration_closed', [...cast, 'Frank', 'Gina'], { name: 'Now' })
    const both = { kind: 'history', earlier_exchange_id: [first.id, second.id] }
    expect((await organiser.post(paths.rules(id), both)).status).toBe(303)
    expect(house.rows('select id from exclusion_rule where exchange_id = ?', id)).toHaveLength(2)
    expect((await organiser.post(paths.rules(id), { kind: 'history' })).text).toContain('Please choose an earlier exchange.')
    const drawn = await house.exchange('matched', cast, { name: 'Drawn' })
    expect(await organiser.post(paths.rules(drawn.id), { ...both, confirm: 'yes', current_password: 'plum pudding on fire' })).toMatchObject({
      status: 409,
      text: expect.stringContaining('one earlier exchange at a time'),
    })
    expect(house.rows('select id from exclusion_rule where exchange_id = ?', drawn.id)).toEqual([])
  })

  test('is as secret as before while the gifts are still to come, also when it was completed early and erased', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const { id } = await house.exchange('completed', cast, { ...remembering, exchange_date: '2027-06-24' })
    await untilErased(house, id)
    await aliceAgain(house)
    const next = await house.exchange('registration_closed', cast, { name: 'Spring', registration_close_date: '2027-05-01', exchange_date: '2027-05-02' })
    await organiser.post(paths.rules(next.id), { kind: 'history', earlier_exchange_id: id })
    expect((await organiser.get(paths.rules(next.id))).text).toContain('as far as possible.')
  })
})

const returnLink = (house: House, name: string) => {
  const letters = house.post.inbox.filter(({ to, subject }) => to.includes(addressOf(name)) && subject.startsWith('It’s on again'))
  return /\/participation\/again\/[\w-]{43}/.exec(letters.at(-1)?.text ?? '')?.[0] as string
}

/** Bob, Charlie, Dana and Erin gave each other something, Bob and Charlie live together, and all but Erin want to be invited again. */
async function lastYear(): Promise<{ house: House; organiser: Visitor; id: string; people: Record<string, Visitor> }> {
  const house = await openHouse()
  const organiser = await house.alice()
  const { id, people } = await house.exchange('registration_closed', cast, { ...remembering, name: 'Christmas 2026', budget: 'about 20 €' })
  await organiser.post(paths.rules(id), { kind: 'household', participant_ids: [house.idOf(id, 'Bob'), house.idOf(id, 'Charlie')] })
  await organiser.post(paths.draw(id))
  for (const name of ['Bob', 'Charlie', 'Dana']) await people[name]?.post(paths.preferences(), { reminder_enabled: 'on', invite_again: 'on' })
  return { house, organiser, id, people }
}

async function draftAgain(organiser: Visitor, id: string): Promise<string> {
  const answer = await organiser.post(paths.again(id))
  expect(answer.status).toBe(303)
  return answer.location?.split('/').at(-1) as string
}

describe('whether to be invited again', () => {
  test('is asked once the names are drawn, is off until then, and leaves reminders alone', async () => {
    const house = await openHouse()
    const { people } = await house.exchange('registration_open', ['Bob'])
    expect((await people.Bob?.get(paths.dashboard()))?.text).not.toContain('Invite me again')
    const { people: drawn } = await house.exchange('matched', cast)
    const bob = drawn.Bob as Visitor
    expect((await bob.get(paths.dashboard())).text).toContain('Invite me again')
    const chosen = () =>
      house.row(
        'select reminder_enabled, invite_again from participant where name = ? and exchange_id = (select id from exchange where state = ?)',
        'Bob',
        'matched',
      )
    await bob.post(paths.preferences(), { reminder_enabled: 'on', invite_again: 'on' })
    expect((await bob.get(paths.dashboard())).text).toContain('You’ll be invited again.')
    expect(Object.values(chosen() as object).map(Boolean)).toEqual([true, true])
    const form = (await bob.get(paths.dashboard())).html
    expect(form).toContain('Don’t invite me again')
    await bob.post(paths.preferences(), { reminder_enabled: 'on' })
    expect(Object.values(chosen() as object).map(Boolean)).toEqual([true, true])
    await bob.post(paths.preferences(), { preference: 'invite_again' })
    expect(Object.values(chosen() as object).map(Boolean)).toEqual([true, false])
    // A tab from before changes nothing but what its button says.
    await bob.post(paths.preferences(), { preference: 'invite_again', invite_again: 'on' })
    await bob.post(paths.preferences(), { preference: 'reminder_enabled' })
    expect(Object.values(chosen() as object).map(Boolean)).toEqual([false, true])
  })

  test('is a promise to one address: at another one nobody has asked for it', async () => {
    const { house, organiser, id } = await lastYear()
    await organiser.post(paths.correctEmail(id, house.idOf(id, 'Bob')), { email: 'stranger@example.org' })
    expect(house.rows('select name from participant where invite_again order by name')).toEqual([{ name: 'Charlie' }, { name: 'Dana' }])
  })

  test('is said in the warning before the erasing, as is what becomes of the pairs', async () => {
    const house = await openHouse()
    const { id, people } = await house.exchange('matched', cast)
    await people.Bob?.post(paths.preferences(), { preference: 'invite_again', invite_again: 'on' })
    await untilErased(house, id)
    const { text } = house.post.inbox.find(({ subject }) => subject.startsWith('Erased in a week')) as { text: string }
    expect(text).toContain('Whoever asked to be invited again is remembered for 15 months.')
    expect(text).not.toContain('three years')
  })
})

describe('the next exchange', () => {
  test.each([
    ['Winter 2026/27', 'Winter 2027/28'],
    ['2025-2026', '2026-2027'],
    ['Room 20261 in 2026', 'Room 20261 in 2027'],
    ['Since 1999', 'Since 1999'],
  ])('of “%s” is called “%s”', async (name, next) => {
    const house = await openHouse()
    const organiser = await house.alice()
    const { id } = await house.exchange('draft', [], { name })
    const again = await draftAgain(organiser, id)
    expect(house.row('select name from exchange where id = ?', again)).toEqual({ name: next })
  })

  test('is a draft with the details, a year on, and the rule, made once by a form that is sent twice', async () => {
    const { house, organiser, id } = await lastYear()
    const page = await organiser.get(paths.again(id))
    expect(page.text).toContain('Christmas 2027')
    expect(page.text).toContain('3 people who asked to be invited again')
    const nonce = /name="nonce" value="([\w-]+)"/.exec(page.html)?.[1] as string
    const answers = await Promise.all([organiser.post(paths.again(id), { nonce }), organiser.post(paths.again(id), { nonce })])
    expect(answers.map(({ location }) => location)).toEqual([paths.exchange(nonce), paths.exchange(nonce)])
    const columns = 'name, budget, description, registration_close_date, exchange_date, timezone, state'
    expect(house.rows(`select ${columns} from exchange where again_of = ?`, id)).toEqual([
      {
        name: 'Christmas 2027',
        budget: 'about 20 €',
        description: 'At Grandma’s, bring cookies.',
        registration_close_date: '2027-12-10',
        exchange_date: '2027-12-24',
        timezone: 'Europe/Berlin',
        state: 'draft',
      },
    ])
    expect((await organiser.get(paths.rules(nonce))).text).toContain('No one draws the same person as in “Christmas 2026”')
    expect((await organiser.get(paths.exchange(nonce))).text).toContain('3 people have asked to be invited again')
  })

  test('invites those who asked for it by one link when it opens: one tap joins, another one forgets', async () => {
    const { house, organiser, id } = await lastYear()
    const next = await draftAgain(organiser, id)
    const before = house.post.inbox.length
    await organiser.post(paths.openRegistration(next))
    expect((await organiser.get(paths.exchange(next))).text).toContain('3 people who asked for it are being invited again')
    await house.deliver()
    expect(
      house.post.inbox
        .slice(before)
        .filter(({ subject }) => subject === 'It’s on again: Christmas 2027')
        .map(({ to }) => to[0])
        .sort(),
    ).toEqual(['Bob', 'Charlie', 'Dana'].map(addressOf))
    const bob = house.visitor()
    const link = returnLink(house, 'Bob')
    expect(await bob.get(link)).toMatchObject({ status: 200, text: expect.stringContaining('one tap, and you’re in') })
    expect(house.rows('select id from participant where exchange_id = ?', next)).toEqual([])
    expect(await bob.post(link, {})).toMatchObject({ status: 422, text: expect.stringContaining('Please choose one of the two.') })
    expect(await bob.post(link, { choice: 'yes' })).toMatchObject({ status: 303, location: paths.dashboard() })
    // A second tap leads to the same page.
    expect(await bob.post(link, { choice: 'yes' })).toMatchObject({ status: 303, location: paths.dashboard() })
    expect((await bob.get(link)).location).toBe(paths.dashboard())
    expect((await bob.get(paths.dashboard())).text).toContain('You’re in. Welcome back!')
    await house.visitor().post(returnLink(house, 'Charlie'), { choice: 'yes' })
    // Whoever lived together does again.
    expect((await organiser.get(paths.rules(next))).text).toContain('Bob and Charlie are a household.')
    const dana = house.visitor()
    expect((await dana.post(returnLink(house, 'Dana'), { choice: 'no' })).location).toBe(paths.landing())
    expect((await dana.get(paths.landing())).text).toContain('We have forgotten you, and')
    // Used, or no longer wanted: the link is dead, for everybody.
    for (const name of ['Bob', 'Dana']) expect((await house.visitor().get(returnLink(house, name))).status, name).toBe(410)
    expect((await house.visitor().post(link, { choice: 'yes' })).status).toBe(410)
    // Nor does the list of e-mails know of Dana any more.
    expect(house.rows('select recipient from outgoing_email where exchange_id = ? and recipient = ?', next, addressOf('Dana'))).toEqual([])
    expect(house.rows('select name from participant where exchange_id = ? order by name', next)).toEqual([{ name: 'Bob' }, { name: 'Charlie' }])
  })

  test('outlives the erasing of the earlier one with those who asked for it, and nobody else', async () => {
    const { house, id } = await lastYear()
    await untilErased(house, id)
    expect(house.rows('select name, email from past_participant order by name')).toEqual(
      ['Bob', 'Charlie', 'Dana'].map((name) => ({ name, email: addressOf(name) })),
    )
    expect(house.stored()).not.toContain(addressOf('Erin'))
    const organiser = await aliceAgain(house)
    const list = await organiser.get(paths.adminDashboard())
    expect(list.text).toContain('Christmas 2026')
    const page = await organiser.get(paths.again(id))
    expect(page.text).toContain('the name; everything else was erased')
    const next = await draftAgain(organiser, id)
    await organiser.post(paths.openRegistration(next))
    await house.deliver()
    await house.visitor().post(returnLink(house, 'Charlie'), { choice: 'yes' })
    // By the invitation, as everybody else, and home all the same.
    const { slug } = house.row<{ slug: string }>('select slug from exchange where id = ?', next)
    await house.join(slug, 'Bob')
    const rules = (await organiser.get(paths.rules(next))).text
    expect(rules).toContain('Bob and Charlie are a household.')
    expect(rules).toContain('No one draws the same person as in “Christmas 2026”, as far as possible.')
  })

  test('asks nobody who is in already, too late or full, and says so', async () => {
    const { house, organiser, id } = await lastYear()
    const next = await draftAgain(organiser, id)
    await organiser.post(paths.openRegistration(next))
    await house.deliver()
    const [bob, charlie] = [returnLink(house, 'Bob'), returnLink(house, 'Charlie')]
    await organiser.post(paths.exchange(next), { version: JSON.stringify({ maxParticipants: null }), max_participants: '3' })
    const { slug } = house.row<{ slug: string }>('select slug from exchange where id = ?', next)
    for (const name of ['Gina', 'Hugo', 'Ida']) await house.join(slug, name)
    expect(await house.visitor().get(bob)).toMatchObject({ status: 200, text: expect.stringContaining('This exchange is full.') })
    expect((await house.visitor().post(bob, { choice: 'yes' })).status).toBe(409)
    await organiser.post(paths.closeRegistration(next))
    expect(await house.visitor().post(charlie, { choice: 'yes' })).toMatchObject({ status: 409, text: expect.stringContaining('Registration is closed') })
    expect((await house.visitor().post(charlie, { choice: 'no' })).status).toBe(303)
  })

  test('is for its organisers alone, as is forgetting', async () => {
    const { house, id } = await lastYear()
    const olga = await house.anotherOrganiser('Olga')
    for (const isErased of [false, true]) {
      if (isErased) await untilErased(house, id)
      await olga.post(paths.adminLogin(), { email: addressOf('Olga'), password: 'plum pudding on fire' })
      for (const path of [paths.again(id), ...(isErased ? [paths.forget(id)] : [])]) {
        expect((await olga.get(path)).status, path).toBe(403)
        expect((await olga.post(path)).status, path).toBe(403)
        expect((await house.visitor().get(path)).location, path).toContain(paths.adminLogin())
      }
      expect((await olga.get(paths.adminDashboard())).text).not.toContain('Christmas 2026')
    }
    expect((await olga.get(paths.forget(house.world.newId()))).status).toBe(404)
    const organiser = await aliceAgain(house)
    expect((await organiser.get(paths.forget(id))).text).toContain('Forget “ Christmas 2026 ”?')
    house.world.travel({ minutes: 21 })
    expect(await organiser.post(paths.forget(id))).toMatchObject({ status: 422, text: expect.stringContaining('Your password') })
    expect((await organiser.post(paths.forget(id), { current_password: alice.password })).location).toBe(paths.adminDashboard())
    expect(['past_exchange', 'past_organiser', 'past_pair', 'past_participant'].map((table) => count(house, table))).toEqual([0, 0, 0, 0])
    expect(house.stored()).not.toContain(addressOf('Bob'))
  })

  /** An exchange of Olga's alone that is erased, with what the owner goes by to remove her account; `keepers` remember it, too. */
  async function ofOlga(keepers: string[] = []) {
    const { house, organiser, id } = await lastYear()
    for (const name of ['Olga', ...keepers]) {
      await house.anotherOrganiser(name)
      await organiser.post(paths.sharing(id), { email: addressOf(name) })
    }
    const accountOf = (name: string) => house.row<{ id: string }>('select id from admin where email = ?', addressOf(name)).id
    await organiser.post(paths.unshare(id, accountOf('Alice')))
    await untilErased(house, id)
    return { house, id, owner: await aliceAgain(house), accountOf, removal: paths.removeAccount(accountOf('Olga')) }
  }

  const left = (house: House) => ['past_exchange', 'past_organiser', 'past_pair', 'past_participant'].map((table) => count(house, table))

  test('goes to the heir of the account that alone remembers it, who can plan it again and forget it', async () => {
    const { house, id, owner, accountOf, removal } = await ofOlga()
    const heir = await house.anotherOrganiser('Heidi')
    for (const path of [paths.again(id), paths.forget(id)]) expect((await heir.get(path)).status, path).toBe(403)
    const page = await owner.get(removal)
    expect(page.text).toContain('Nobody else organises: Christmas 2026 · 4 people')
    expect(page.text).toContain('Hand over to heidi@example.org')
    expect(await owner.post(removal)).toMatchObject({ status: 422, text: expect.stringContaining('choose what happens') })
    expect(left(house)).toEqual([1, 1, 4, 3])
    expect((await owner.post(removal, { to: accountOf('Heidi') })).status).toBe(303)
    expect(left(house)).toEqual([1, 1, 4, 3])
    for (const path of [paths.again(id), paths.forget(id)]) expect((await heir.get(path)).status, path).toBe(200)
    expect((await heir.post(paths.forget(id))).status).toBe(303)
    expect(left(house)).toEqual([0, 0, 0, 0])
  })

  test('is forgotten with the account that alone remembers it, once it was shown', async () => {
    const { house, owner, accountOf, removal } = await ofOlga()
    const versionIn = ({ html }: { html: string }) => /name="version" value="([^"]+)"/.exec(html)?.[1]?.replaceAll('&quot;', '"') as string
    expect(await owner.post(removal, { to: 'delete' })).toMatchObject({ status: 409, text: expect.stringContaining('Christmas 2026 · 4 people') })
    const version = versionIn(await owner.get(removal))
    house.exec('delete from past_pair')
    expect(await owner.post(removal, { to: 'delete', version })).toMatchObject({ status: 409, text: expect.stringContaining('Christmas 2026 · 3 people') })
    expect(left(house)).toEqual([1, 1, 0, 3])
    expect(accountOf('Olga')).toBeTruthy()
    expect((await owner.post(removal, { to: 'delete', version: versionIn(await owner.get(removal)) })).status).toBe(303)
    expect(left(house)).toEqual([0, 0, 0, 0])
    expect(house.stored()).not.toContain(addressOf('Bob'))
  })

  test('stays with whoever else remembers it, and nobody is asked', async () => {
    const { house, owner, removal } = await ofOlga(['Walter'])
    const page = await owner.get(removal)
    expect(page.text).toContain('1 exchange has other organisers, too, and stays with them.')
    expect(page.text).not.toContain('Nobody else organises')
    expect((await owner.post(removal)).status).toBe(303)
    expect(left(house)).toEqual([1, 1, 4, 3])
  })

  test('takes rules with it that look back to it, of which the other organisers are told', async () => {
    const { house, organiser, id } = await lastYear()
    await untilErased(house, id)
    await aliceAgain(house)
    await house.anotherOrganiser('Olga')
    const next = await draftAgain(organiser, id)
    await organiser.post(paths.sharing(next), { email: addressOf('Olga') })
    await house.deliver()
    const before = house.post.inbox.length
    expect((await organiser.post(paths.forget(id))).status).toBe(303)
    expect(count(house, 'exclusion_rule')).toBe(0)
    await house.deliver()
    expect(house.post.inbox.slice(before).map(({ to, subject }) => [to, subject])).toEqual([
      [[addressOf('Olga')], 'A rule for the draw is gone: Christmas 2027'],
    ])
  })

  test('keeps the rules that look back to it when it is erased, and nobody is told', async () => {
    const { house, organiser, id } = await lastYear()
    await house.anotherOrganiser('Olga')
    const next = await draftAgain(organiser, id)
    await organiser.post(paths.sharing(next), { email: addressOf('Olga') })
    await untilErased(house, id)
    expect(house.rows('select past_exchange_id from exclusion_rule')).toEqual([{ past_exchange_id: id }])
    expect(house.post.inbox.filter(({ subject }) => subject.startsWith('A rule for the draw is gone'))).toEqual([])
  })

  test('is offered for 15 months, and who gave to whom is remembered for three years', async () => {
    const { house, id } = await lastYear()
    await untilErased(house, id)
    const left = () => ['past_exchange', 'past_pair', 'past_participant'].map((table) => count(house, table))
    const erasedAt = house.world.now().getTime()
    const travelTo = (iso: Temporal.DurationLike) => {
      const then = Temporal.Instant.fromEpochMilliseconds(erasedAt).toZonedDateTimeISO('UTC').add(iso).epochMilliseconds
      house.world.travel({ minutes: (then - house.world.now().getTime()) / 60_000 })
      return house.tick((job) => job === 'forget the past')
    }
    await travelTo({ months: 14, days: 27 })
    expect(left()).toEqual([1, 4, 3])
    await travelTo({ months: 15, days: 1 })
    expect(left()).toEqual([1, 4, 0])
    expect(house.stored()).not.toContain(addressOf('Bob'))
    await travelTo({ years: 2, months: 11, days: 27 })
    expect(left()).toEqual([1, 4, 0])
    await travelTo({ years: 3, days: 1 })
    expect(left()).toEqual([0, 0, 0])
  })

  test('lets people home by whatever door they come', async () => {
    const { organiser, id } = await lastYear()
    const next = await draftAgain(organiser, id)
    await organiser.post(paths.openRegistration(next))
    await organiser.post(paths.addPerson(next), { name: 'Bob', email: addressOf('Bob') })
    await organiser.post(paths.importPeople(next), { people: `Charlie,${addressOf('Charlie')}`, confirm: 'yes' })
    expect((await organiser.get(paths.rules(next))).text).toContain('Bob and Charlie are a household.')
  })

  test('has an identifier of its own, whatever a form proposes, and an exchange that can’t be erased holds up no other', async () => {
    const { house, id } = await lastYear()
    const other = await house.exchange('matched', cast, remembering)
    house.insert('past_exchange', { id, name: 'In its place', exchange_date: '2025-12-24' })
    for (let days = 0; days < 80; days += 1) {
      house.world.travel({ days: 1 })
      await house.tick((job) => !['forget the past', 'back up'].includes(job))
      await house.deliver()
    }
    expect(house.rows('select id from exchange')).toEqual([{ id }])
    expect(house.log.filter((line) => line.includes('an exchange could not be erased')).length).toBeGreaterThan(0)
    const organiser = await aliceAgain(house)
    const draft = await organiser.post(paths.again(other.id), { nonce: other.id })
    expect(draft.location).not.toBe(paths.exchange(other.id))
    expect(house.rows('select id from exchange')).toHaveLength(2)
  })

  test('forgets whoever asks never to hear from here again', async () => {
    const { house, organiser, id } = await lastYear()
    await untilErased(house, id)
    await aliceAgain(house)
    const other = await house.exchange('registration_open', [], { ...later, name: 'Office' })
    await organiser.post(paths.addPerson(other.id), { name: 'Bob', email: addressOf('Bob') })
    await house.deliver()
    const decline = /\/participation\/decline\/[\w-]{43}/.exec(house.post.letterTo(addressOf('Bob')).text)?.[0] as string
    const living = await house.exchange('matched', cast, { ...later, name: 'Club' })
    await living.people.Bob?.post(paths.preferences(), { preference: 'invite_again', invite_again: 'on' })
    await house.visitor().post(decline, { choice: 'never' })
    expect(house.rows('select id from participant where invite_again')).toEqual([])
    expect(house.rows('select name from past_participant order by name')).toEqual([{ name: 'Charlie' }, { name: 'Dana' }])
  })
})
