import PostalMime from 'postal-mime'
import { describe, expect, test } from 'vitest'
import { declineToken } from '../../src/auth/signed-token.ts'
import { smtpTransport } from '../../src/mail/smtp.ts'
import { paths } from '../../src/paths.ts'
import { createVault } from '../../src/vault.ts'
import { addressOf, alice, exchangeFields, type House, openHouse, registration } from '../support/house.ts'
import { oneClicks } from '../support/one-click.ts'
import { authority, openSmtpOffice } from '../support/smtp-office.ts'
import type { Visitor } from '../support/visitor.ts'

const dan = 'dan@example.org'
const cast = ['Bob', 'Charlie', 'Dana']

/** Lets the organiser add Dan to an exchange by a list. */
async function addDan(house: House, id: string): Promise<void> {
  await (await house.alice()).post(paths.importPeople(id), { people: `Dan,${dan}`, confirm: 'yes' })
  await house.deliver()
}

/** An exchange with the cast and Dan, who was added, in the state that `move` leads to. */
async function withDan(house: House, ...moves: ('close' | 'draw' | 'complete')[]) {
  const exchange = await house.exchange('registration_open', cast)
  await addDan(house, exchange.id)
  const organiser = await house.alice()
  const steps = { close: paths.closeRegistration, draw: paths.draw, complete: paths.complete }
  for (const step of moves) expect((await organiser.post(steps[step](exchange.id))).status).toBe(303)
  await house.deliver()
  return { ...exchange, organiser, link: declineLink(house, exchange.id) }
}

function declineLink(house: House, exchangeId: string): string {
  const { id } = house.row<{ id: string }>('select id from participant where exchange_id = ? and email = ?', exchangeId, dan)
  return paths.decline(declineToken(house.services.vault, { id, email: dan }))
}

const lettersTo = (house: House, address: string) => house.post.inbox.filter(({ to }) => to.includes(address))
const standingOf = (house: House, id: string) =>
  house.row(
    'select withdrawn_at is not null as "hasLeft", wants_out_at is not null as "wantsOut" from participant where exchange_id = ? and email = ?',
    id,
    dan,
  )
const oneClick = (house: House, link: string, body = oneClicks().urlencoded) =>
  fetch(house.url + link, { method: 'POST', redirect: 'manual', body: body as URLSearchParams })

/** What the organiser is told once the clock has run. */
async function told(house: House): Promise<string[]> {
  await house.tick()
  await house.deliver()
  return lettersTo(house, alice.email).map(({ subject }) => subject)
}

describe('the e-mail to somebody who was added', () => {
  test('offers to decline, in text, HTML and headers, by Resend', async () => {
    const house = await openHouse()
    const { link } = await withDan(house)
    const letter = house.post.letterTo(dan)
    const url = house.url + link
    expect(letter.headers).toMatchObject({ 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' })
    expect(letter.text).toContain(`Rather not take part? Say so here: ${url}`)
    expect(letter.html).toContain(`<a href="${url}">Rather not take part? Say so here</a>`)
  })

  test('offers the same by SMTP, in the raw e-mail', async () => {
    const office = await openSmtpOffice()
    const house = await openHouse({ transport: smtpTransport(`smtp://klaus:secret@localhost:${office.port}`, { authority }) })
    const { id } = await house.exchange('registration_open', [])
    await addDan(house, id)
    const raw = office.inbox.find(({ to }) => to.includes(dan))?.raw ?? ''
    const letter = await PostalMime.parse(raw)
    const header = (name: string) => letter.headers.find(({ key }) => key === name)?.value
    expect(header('list-unsubscribe')).toBe(`<${house.url}${declineLink(house, id)}>`)
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    expect(letter.text).toContain(declineLink(house, id))
  })

  test('is not the only one: the draw, a message and a link say it too, until the person signs in', async () => {
    const house = await openHouse()
    const { id, link, organiser } = await withDan(house)
    await organiser.post(paths.resendLink(id, house.idOf(id, 'Dan')))
    const nonce = '3f1c8a52-0000-4000-8000-000000000000'
    await organiser.post(paths.message(id), { subject: 'Hello', message: 'All of you', confirm: 'yes', nonce })
    await organiser.post(paths.closeRegistration(id))
    await organiser.post(paths.draw(id))
    await house.deliver()
    expect(lettersTo(house, dan).map(({ subject, text }) => [subject, text.includes(link)])).toEqual([
      ['You’re in: Millers’ Christmas', true],
      ['Your sign-in link: Millers’ Christmas', true],
      ['Hello', true],
      ['The names are drawn: Millers’ Christmas', true],
    ])
    await house.visitor().post(house.linkTo(dan))
    await organiser.post(paths.message(id), { subject: 'Again', message: 'All of you', confirm: 'yes', nonce: nonce.replace('3', '4') })
    await house.deliver()
    expect(house.post.letterTo(dan)).toMatchObject({ subject: 'Again', text: expect.not.stringContaining(link) })
  })

  test('a reminder can be stopped with one click as before, and says where to decline besides', async () => {
    const house = await openHouse()
    const { link } = await withDan(house, 'close', 'draw')
    house.world.travel({ days: 16 })
    await house.tick()
    await house.deliver()
    const reminder = house.post.letterTo(dan)
    expect(reminder.headers?.['List-Unsubscribe']).toContain('/reminders/unsubscribe/')
    expect(reminder.text).toMatch(new RegExp(`Stop these reminders: .*\\n.*Say so here: .*${link}`))
  })

  test('somebody who was in before and is added again can decline, signed in or not', async () => {
    const house = await openHouse()
    const { id, organiser, link } = await withDan(house)
    await house.visitor().post(house.linkTo(dan))
    await organiser.post(paths.removePerson(id, house.idOf(id, 'Dan')))
    await addDan(house, id)
    expect(house.post.letterTo(dan)).toMatchObject({ subject: 'You’re in: Millers’ Christmas', text: expect.stringContaining(link) })
  })

  test('an address that the organiser has corrected may be a stranger’s, who can decline; the old one gets no such link', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open', ['Bob'])
    await (await house.alice()).post(paths.correctEmail(id, house.idOf(id, 'Bob')), { email: dan })
    await house.deliver()
    expect(house.post.letterTo(dan).text).toContain(declineLink(house, id))
    expect(house.post.letterTo(addressOf('Bob'))).toMatchObject({
      subject: 'Your address was changed: Millers’ Christmas',
      text: expect.not.stringContaining('/participation/'),
    })
  })

  test('nobody who registered is offered to decline', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open')
    await house.visitor().post(paths.register(slug), registration('Bob'))
    await house.deliver()
    expect(house.post.letterTo(addressOf('Bob')).headers).not.toHaveProperty('List-Unsubscribe')
    expect(house.post.letterTo(addressOf('Bob')).text).not.toContain('/participation/')
  })

  test('a match in the e-mail is stored in one length for all givers who were added, and for all others', async () => {
    const house = await openHouse()
    const { id, organiser } = await withDan(house)
    await organiser.post(paths.exchange(id), { match_in_email: 'on' })
    await organiser.post(paths.importPeople(id), { people: 'Erin,erin@example.org\nFrank,frank@example.org', confirm: 'yes' })
    house.exec(`update participant set gift_ideas = 'something quite long indeed' where name = 'Frank'`)
    await organiser.post(paths.closeRegistration(id))
    await organiser.post(paths.draw(id))
    // Nobody knows whether any of them arrived, so that they are kept to the byte.
    house.post.mood = 'hanging up'
    await house.deliver()
    const kept = house.rows<{ length: number }>(`select length(sealed_content) as length from outgoing_email where kind = 'match notification'`)
    expect(kept).toHaveLength(6)
    expect(kept[0]?.length).toBeGreaterThan(0)
    expect(new Set(kept.map(({ length }) => length)).size).toBe(1)
  })
})

describe('declining before the draw', () => {
  test.each([[[]], [['close' as const]]])('after %j takes somebody out, tells the organiser, and confirms it', async (moves) => {
    const house = await openHouse()
    const { id, link } = await withDan(house, ...moves)
    const signIn = house.linkTo(dan)
    const page = await house.visitor().get(link)
    expect(page).toMatchObject({ status: 200, text: expect.stringContaining('Leave this exchange') })
    expect(page.text).toContain('Never write to me again')
    expect(page.text).toContain('Millers’ Christmas')
    const answer = await house.visitor().post(link, { choice: 'leave' })
    expect(answer).toMatchObject({ status: 303, location: link })
    const after = await house.visitor().get(link)
    expect(after.text).toContain('You’re not in Millers’ Christmas')
    expect(after.text.includes('Join again')).toBe(moves.length === 0)
    expect(standingOf(house, id)).toEqual({ hasLeft: 1, wantsOut: 0 })
    expect((await house.visitor().get(signIn)).status).toBe(410)
    expect(await told(house)).toContain('Dan declined: Millers’ Christmas')
    expect(house.post.letterTo(dan).subject).toBe('You’ve left: Millers’ Christmas')
    expect(house.post.letterTo(dan).text.includes('Join again')).toBe(moves.length === 0)
    expect((await (await house.alice()).get(paths.people(id))).text).toContain('3 people')
  })

  test('by one click of a mail program is answered 200, as either kind of form, without cookies, twice at once', async () => {
    for (const body of Object.values(oneClicks())) {
      const house = await openHouse()
      const { id, link } = await withDan(house, 'close')
      const answers = await Promise.all([1, 2, 3].map(() => oneClick(house, link, body as URLSearchParams)))
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
      expect(answers.flatMap(({ headers }) => headers.getSetCookie())).toEqual([])
      expect(standingOf(house, id)).toEqual({ hasLeft: 1, wantsOut: 0 })
      expect((await told(house)).filter((subject) => subject.includes('declined'))).toHaveLength(1)
      expect(lettersTo(house, dan).filter(({ subject }) => subject.startsWith('You’ve left'))).toHaveLength(1)
    }
  })

  test('understands one click however mail programs write it', async () => {
    const house = await openHouse()
    const { id, link } = await withDan(house)
    const send = (body: string, type: string) =>
      fetch(house.url + link, { method: 'POST', redirect: 'manual', body: Buffer.from(body), headers: type ? { 'Content-Type': type } : {} })
    const multipart = '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'
    for (const [body, type] of [
      ['List-Unsubscribe=One-Click', 'application/x-www-form-urlencoded; charset=UTF-8'],
      ['List-Unsubscribe=One-Click\r\n', 'Application/X-WWW-Form-Urlencoded'],
      ['list-unsubscribe=one-click', 'application/x-www-form-urlencoded'],
      ['List-Unsubscribe=One-Click', ''],
      ['List-Unsubscribe=One-Click', 'text/plain'],
      [multipart, 'multipart/form-data; boundary=x'],
    ] as const) {
      house.exec('update participant set withdrawn_at = null where email = ?', dan)
      house.world.travel({ minutes: 1 })
      expect([body, type, (await send(body, type)).status]).toEqual([body, type, 200])
      expect(standingOf(house, id)).toEqual({ hasLeft: 1, wantsOut: 0 })
    }
    for (const [body, type] of [
      ['{"List-Unsubscribe":"One-Click"}', 'application/json'],
      ['--x', 'multipart/form-data; boundary=x'],
      ['', ''],
    ] as const)
      expect([body, (await send(body, type)).status]).toEqual([body, 422])
  })

  test('at the same time as whatever else takes its ground away is answered as things are, never with 500', async () => {
    for (const moves of [[], ['close'], ['close', 'draw']] as ('close' | 'draw')[][]) {
      const house = await openHouse()
      const { id, link, organiser } = await withDan(house, ...moves)
      const remove = paths.removePerson(id, house.idOf(id, 'Dan'))
      const answers = await Promise.all([
        house.visitor().post(link, { choice: 'leave' }),
        organiser.post(remove, { confirm: 'yes' }),
        oneClick(house, link),
        house.visitor().post(link, { choice: 'never' }),
        house.visitor().post(link, { choice: 'again' }),
        organiser.post(moves.length === 1 ? paths.draw(id) : paths.closeRegistration(id)),
        house.visitor().get(link),
        organiser.post(paths.deleteExchange(id), { name: exchangeFields.name }),
        oneClick(house, link),
        house.visitor().post(link, { choice: 'never' }),
      ])
      expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([])
      expect((await oneClick(house, link)).status).toBe(404)
    }
  })

  test('drops what waits, and ends the session', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open', cast)
    await addDan(house, id)
    const visitor = house.visitor()
    await visitor.post(house.linkTo(dan))
    const organiser = await house.alice()
    await organiser.post(paths.message(id), { subject: 'Hello', message: 'All', confirm: 'yes', nonce: '3f1c8a52-0000-4000-8000-000000000000' })
    await house.visitor().post(declineLink(house, id), { choice: 'leave' })
    await house.deliver()
    expect(lettersTo(house, dan).map(({ subject }) => subject)).toEqual(['You’re in: Millers’ Christmas', 'You’ve left: Millers’ Christmas'])
    expect(await visitor.get(paths.dashboard())).toMatchObject({ status: 303, location: '/' })
  })

  test('opening the page, HEAD, and forms without a choice change nothing', async () => {
    const house = await openHouse()
    const { id, link } = await withDan(house)
    expect((await house.visitor().send('HEAD', link, undefined)).status).toBe(200)
    expect((await house.visitor().get(`${link}?choice=never`)).status).toBe(200)
    expect(await house.visitor().post(link)).toMatchObject({ status: 422, text: expect.stringContaining('Please choose') })
    expect((await house.visitor().post(link, { choice: 'everything' })).status).toBe(422)
    expect((await house.visitor().post(link, { 'List-Unsubscribe': 'Two-Clicks' })).status).toBe(422)
    expect(standingOf(house, id)).toEqual({ hasLeft: 0, wantsOut: 0 })
  })

  test('works by no link that was not made here, for nobody of an erased exchange, and not by one for reminders', async () => {
    const house = await openHouse()
    const { id, link, organiser } = await withDan(house)
    const token = link.slice(-43)
    const forged = `${token.slice(0, 30)}${token[30] === 'A' ? 'B' : 'A'}${token.slice(31)}`
    for (const path of [paths.decline('A'.repeat(43)), paths.decline(forged), paths.decline('short'), paths.unsubscribe(token)]) {
      expect([(await house.visitor().get(path)).status, (await house.visitor().post(path, { choice: 'leave' })).status]).toEqual([404, 404])
      expect((await oneClick(house, path)).status).toBe(404)
    }
    expect(standingOf(house, id)).toEqual({ hasLeft: 0, wantsOut: 0 })
    await organiser.post(paths.deleteExchange(id), { name: exchangeFields.name })
    expect([(await house.visitor().get(link)).status, (await oneClick(house, link)).status]).toEqual([404, 404])
  })

  test('is possible on the page of whoever has signed in, too, when registration is closed', async () => {
    const house = await openHouse()
    const { id } = await withDan(house, 'close')
    const visitor = house.visitor()
    await visitor.post(house.linkTo(dan))
    const page = await visitor.get(paths.withdraw())
    expect(page.text).toContain('You won’t be in the draw')
    expect(page.html).toContain(`href="${declineLink(house, id)}"`)
    expect((await visitor.get(paths.dashboard())).text).toContain('Leave the exchange')
    expect(await visitor.post(paths.withdraw())).toMatchObject({ status: 303, location: '/' })
    expect(standingOf(house, id)).toEqual({ hasLeft: 1, wantsOut: 0 })
  })

  test('lasts until the organiser adds the person again, who can decline again', async () => {
    const house = await openHouse()
    const { id, link } = await withDan(house)
    await oneClick(house, link)
    house.world.travel({ minutes: 1 })
    await addDan(house, id)
    expect(standingOf(house, id)).toEqual({ hasLeft: 0, wantsOut: 0 })
    expect(house.post.letterTo(dan).text).toContain(link)
    await oneClick(house, link)
    expect(standingOf(house, id)).toEqual({ hasLeft: 1, wantsOut: 0 })
  })
})

describe('declining after the draw', () => {
  test('tells the organiser, once, who takes the person out', async () => {
    const house = await openHouse()
    const { id, link, organiser } = await withDan(house, 'close', 'draw')
    expect((await house.visitor().get(link)).text).toContain('Tell the organiser I want out')
    expect((await house.visitor().post(link, { choice: 'leave' })).status).toBe(303)
    expect((await oneClick(house, link)).status).toBe(200)
    const page = await house.visitor().get(link)
    expect(page.text).toContain('Your organiser knows you want out')
    expect(page.text).not.toContain('Tell the organiser I')
    expect(standingOf(house, id)).toEqual({ hasLeft: 0, wantsOut: 1 })
    expect((await told(house)).filter((subject) => subject.includes('out'))).toEqual(['Dan wants out: Millers’ Christmas'])
    expect((await organiser.get(paths.people(id))).html).toMatch(/Dan<.*?<em class="trouble">Wants out<\/em>/s)
    await organiser.post(paths.removePerson(id, house.idOf(id, 'Dan')), { confirm: 'yes' })
    expect((await house.visitor().get(link)).text).toContain('You’re not in Millers’ Christmas')
    expect(Object.keys(house.drawOf(id)).sort()).toEqual(cast)
  })

  test('is not told to an organiser who wants no such e-mails; the list still shows it', async () => {
    const house = await openHouse()
    const { id, link, organiser } = await withDan(house, 'close', 'draw')
    await organiser.post(paths.notifications(id), { draw_done: 'on' })
    await oneClick(house, link)
    expect((await told(house)).filter((subject) => subject.includes('out'))).toEqual([])
    expect((await organiser.get(paths.people(id))).text).toContain('Wants out')
  })

  test('once it is over there is nothing to leave, and nobody is told', async () => {
    const house = await openHouse()
    const { id, link } = await withDan(house, 'close', 'draw', 'complete')
    const page = await house.visitor().get(link)
    expect(page.text).toContain('is over, so there’s nothing left to leave')
    expect(page.text).not.toContain('Leave this exchange')
    expect((await oneClick(house, link)).status).toBe(200)
    expect(standingOf(house, id)).toEqual({ hasLeft: 0, wantsOut: 0 })
  })
})

describe('somebody who registered and can’t leave alone any more', () => {
  test.each(['registration_closed', 'matched'] as const)('tells the organiser with a button while %s, once', async (state) => {
    const house = await openHouse()
    const { id, people } = await house.exchange(state, cast)
    const bob = people.Bob as Visitor
    expect((await bob.get(paths.withdraw())).text).toContain('Tell my organiser')
    expect(await bob.post(paths.withdraw(), { ask: 'organiser' })).toMatchObject({ status: 303, location: paths.withdraw() })
    expect((await bob.get(paths.withdraw())).text).toContain('Your organiser knows you want out')
    await Promise.all([1, 2].map(() => bob.post(paths.withdraw(), { ask: 'organiser' })))
    expect((await told(house)).filter((subject) => subject.includes('out'))).toEqual(['Bob wants out: Millers’ Christmas'])
    expect(house.rows('select * from participant where withdrawn_at is not null')).toEqual([])
    expect((await (await house.alice()).get(paths.people(id))).text).toContain('Wants out')
  })

  test('has nobody to ask while leaving is possible, or when it is over', async () => {
    const house = await openHouse()
    for (const state of ['registration_open', 'completed'] as const) {
      const { people } = await house.exchange(state, cast)
      expect((await people.Bob?.post(paths.withdraw(), { ask: 'organiser' }))?.status).toBe(409)
    }
    expect(house.rows('select * from participant where wants_out_at is not null or withdrawn_at is not null')).toEqual([])
  })
})

describe('never hearing from here again', () => {
  test('takes somebody out without another e-mail, and the organiser is told', async () => {
    const house = await openHouse()
    const { id, link, organiser } = await withDan(house, 'close')
    const before = lettersTo(house, dan).length
    expect(await house.visitor().post(link, { choice: 'never' })).toMatchObject({ status: 303, location: link })
    expect((await house.visitor().get(link)).text).toContain('No more e\u2011mails from here')
    expect(standingOf(house, id)).toEqual({ hasLeft: 1, wantsOut: 0 })
    expect(await told(house)).toContain('Dan declined: Millers’ Christmas')
    expect(lettersTo(house, dan)).toHaveLength(before)
    const stored = JSON.stringify(house.rows('select * from blocked_address'))
    expect(stored).not.toContain('dan')
    await organiser.post(paths.deleteExchange(id), { name: exchangeFields.name })
    expect(house.rows('select * from blocked_address')).toHaveLength(1)
    expect(house.stored()).not.toContain(dan)
  })

  test('holds in every exchange: adding, importing, links, messages, draws, changes and their end', async () => {
    const house = await openHouse()
    const { link, id: first, organiser } = await withDan(house)
    await house.visitor().post(link, { choice: 'never' })
    await organiser.post(paths.deleteExchange(first), { name: exchangeFields.name })
    await house.deliver()
    const before = lettersTo(house, dan).length
    const { id } = await house.exchange('registration_open', cast, { name: 'Office', match_in_email: 'on' })
    await organiser.post(paths.addPerson(id), { name: 'Dan', email: dan })
    const people = await organiser.get(paths.people(id))
    expect(people.text).toContain(`Dan is in. No e-mail could be sent to ${dan}`)
    expect(people.html).toMatch(/Dan<.*?<em class="trouble">Gets no e-mails<\/em>/s)
    const refused = await organiser.post(paths.resendLink(id, house.idOf(id, 'Dan')))
    expect(refused).toMatchObject({ status: 409, text: expect.stringContaining('No e-mail could be sent to Dan') })
    await organiser.post(paths.message(id), { subject: 'Hello', message: 'All', confirm: 'yes', nonce: '3f1c8a52-0000-4000-8000-000000000000' })
    await organiser.post(paths.closeRegistration(id))
    await organiser.post(paths.draw(id))
    await organiser.post(paths.undoDraw(id), {})
    await organiser.post(paths.draw(id))
    await organiser.post(paths.removePerson(id, house.idOf(id, 'Dana')), { confirm: 'yes' })
    const another = await house.exchange('registration_open', [], { name: 'Friends' })
    await addDan(house, another.id)
    await organiser.post(paths.correctEmail(another.id, house.idOf(another.id, 'Dan')), { email: 'daniel@example.org' })
    expect(house.rows(`select 1 from outgoing_email where recipient = 'daniel@example.org'`)).toHaveLength(1)
    await organiser.post(paths.correctEmail(another.id, house.idOf(another.id, 'Dan')), { email: dan })
    expect((await organiser.get(paths.people(another.id))).text).toContain(`The address is corrected. No e-mail could be sent to ${dan}`)
    house.world.travel({ days: 16 })
    await house.tick()
    await house.deliver()
    expect(house.rows(`select 1 from outgoing_email where kind = 'reminder' and state = 'sent'`)).toHaveLength(2)
    await organiser.post(paths.adminLogin(), alice)
    await organiser.post(paths.deleteExchange(id), { name: 'Office' })
    await house.deliver()
    expect(lettersTo(house, dan)).toHaveLength(before)
    expect(house.post.letterTo(addressOf('Bob')).subject).toBe('Called off: Office')
  })

  test('drops what waits for that address in every exchange, and leaves everybody else’s', async () => {
    const house = await openHouse()
    const { link, organiser } = await withDan(house)
    const { id } = await house.exchange('registration_open', cast, { name: 'Office' })
    await organiser.post(paths.importPeople(id), { people: `Dan,${dan}\nErin,erin@example.org`, confirm: 'yes' })
    await house.visitor().post(link, { choice: 'never' })
    await house.deliver()
    expect(lettersTo(house, dan).map(({ subject }) => subject)).toEqual(['You’re in: Millers’ Christmas'])
    expect(lettersTo(house, 'erin@example.org')).toHaveLength(1)
  })

  test('after the draw tells the organiser, leaves the draw as it is, and ends when the person says so', async () => {
    const house = await openHouse()
    const { id, link, organiser } = await withDan(house, 'close', 'draw')
    const [before, draw] = [lettersTo(house, dan).length, house.drawOf(id)]
    for (let round = 0; round < 2; round++) expect((await house.visitor().post(link, { choice: 'never' })).status).toBe(303)
    expect(house.rows('select * from blocked_address')).toHaveLength(1)
    expect(house.drawOf(id)).toEqual(draw)
    expect((await told(house)).filter((subject) => subject.includes('out'))).toEqual(['Dan wants out: Millers’ Christmas'])
    await organiser.post(paths.undoDraw(id), {})
    await house.deliver()
    expect(lettersTo(house, dan)).toHaveLength(before)
    expect(await house.visitor().post(link, { choice: 'again' })).toMatchObject({ status: 303 })
    expect(house.rows('select * from blocked_address')).toEqual([])
    await organiser.post(paths.draw(id))
    await house.deliver()
    expect(lettersTo(house, dan)).toHaveLength(before + 1)
  })

  test('still works when the exchange is over or has been left', async () => {
    const house = await openHouse()
    const over = await withDan(house, 'close', 'draw', 'complete')
    await house.visitor().post(over.link, { choice: 'never' })
    expect(house.rows('select * from blocked_address')).toHaveLength(1)
    await house.visitor().post(over.link, { choice: 'again' })
    const left = await withDan(house)
    await house.visitor().post(left.link, { choice: 'leave' })
    await house.visitor().post(left.link, { choice: 'never' })
    expect(house.rows('select * from blocked_address')).toHaveLength(1)
  })

  test('ends for whoever joins by the invitation and opens the link; a stranger who types that address causes two e-mails a day at most', async () => {
    const house = await openHouse()
    const { link } = await withDan(house)
    await house.visitor().post(link, { choice: 'never' })
    await house.deliver()
    const before = lettersTo(house, dan).length
    const { slug, id } = await house.exchange('registration_open', [], { name: 'Office' })
    const answer = await house.visitor().post(paths.register(slug), { ...registration('Dan'), email: dan })
    expect(answer.location).toBe(paths.registered(slug))
    for (let round = 0; round < 2; round++) {
      const asked = await house.visitor().post(paths.requestAccess(slug), { email: dan })
      expect(asked.location).toBe(paths.accessRequested(slug))
    }
    await house.deliver()
    expect(lettersTo(house, dan)).toHaveLength(before + 2)
    expect(house.rows('select * from blocked_address')).toHaveLength(1)
    await house.visitor().post(house.linkTo(dan))
    expect(house.rows('select * from blocked_address')).toEqual([])
    expect((await (await house.alice()).get(paths.people(id))).text).not.toContain('Gets no e-mails')
  })

  test('holds when the secret key is replaced and the old one is kept, and can be ended then', async () => {
    const house = await openHouse()
    const { link } = await withDan(house)
    await house.visitor().post(link, { choice: 'never' })
    house.services.vault = createVault(['another secret of the tests that is long enough', 'a secret of the tests that is long enough'])
    const { id } = await house.exchange('registration_open', [], { name: 'Office' })
    const before = house.rows('select 1 from outgoing_email').length
    await (await house.alice()).post(paths.importPeople(id), { people: `Dan,${dan}`, confirm: 'yes' })
    expect(house.rows('select 1 from outgoing_email')).toHaveLength(before)
    expect((await house.visitor().get(link)).text).toContain('No more e\u2011mails from here')
    await house.visitor().post(link, { choice: 'again' })
    expect(house.rows('select * from blocked_address')).toEqual([])
  })

  test('is told as it is after a list and a removal, and is not said to be an e-mail too many', async () => {
    const house = await openHouse()
    const { link } = await withDan(house)
    await house.visitor().post(link, { choice: 'never' })
    const { id } = await house.exchange('registration_open', [], { name: 'Office' })
    const organiser = await house.alice()
    const list = `Bob,bob@example.org\nDan,${dan}`
    await organiser.post(paths.importPeople(id), { people: list, confirm: 'yes' })
    const page = await organiser.get(paths.people(id))
    expect(page.text).toContain(
      `2 people were added, and 1 e-mail with a link is on the way. No e-mail could be sent to ${dan}, who has asked this site for none.`,
    )
    expect(page.text).not.toContain('tomorrow')
    await organiser.post(paths.removePerson(id, house.idOf(id, 'Dan')), {})
    const after = (await organiser.get(paths.people(id))).text
    expect(after).toContain('Dan is out.')
    expect(after).not.toContain('An e-mail tells them.')
    await organiser.post(paths.removePerson(id, house.idOf(id, 'Bob')), {})
    expect((await organiser.get(paths.people(id))).text).toContain('Bob is out. An e-mail tells them.')
  })

  test('is not for whoever got the e-mail at a wrong address, once that is corrected', async () => {
    const house = await openHouse()
    const { id, organiser, link } = await withDan(house)
    const fixed = 'daniel@example.org'
    await organiser.post(paths.correctEmail(id, house.idOf(id, 'Dan')), { email: fixed })
    const before = standingOf(house, id)
    expect(await house.visitor().get(link)).toMatchObject({ status: 404, text: expect.stringContaining('This link doesn’t work') })
    for (const choice of ['leave', 'never', 'again']) expect((await house.visitor().post(link, { choice })).status).toBe(404)
    expect((await house.visitor().post(link, { 'List-Unsubscribe': 'One-Click' })).status).toBe(404)
    expect(house.rows('select 1 from blocked_address')).toEqual([])
    expect(standingOf(house, id)).toEqual(before)
    await house.deliver()
    const [sent] = lettersTo(house, fixed)
    const right = /https?:\/\/\S+(\/participation\/decline\/[\w-]{43})/.exec(sent?.text ?? '')?.[1] as string
    expect((await house.visitor().get(right)).text).toContain('You’re in Millers’ Christmas')
    await organiser.post(paths.correctEmail(id, house.idOf(id, 'Dan')), { email: dan })
    expect((await house.visitor().get(link)).status).toBe(200)
  })

  test('does not keep an organiser of the same address out, nor from the notices', async () => {
    const house = await openHouse()
    const { id, organiser } = await withDan(house)
    await organiser.post(paths.addPerson(id), { name: 'Alice', email: alice.email })
    const own = house.row<{ id: string }>('select id from participant where email = ?', alice.email).id
    await house.visitor().post(paths.decline(declineToken(house.services.vault, { id: own, email: alice.email })), { choice: 'never' })
    await house.visitor().post(paths.forgotPassword(), { email: alice.email })
    expect(await told(house)).toEqual(expect.arrayContaining(['Alice declined: Millers’ Christmas', expect.stringContaining('password')]))
    expect((await told(house)).filter((subject) => subject.startsWith('You '))).toEqual([])
  })
})
