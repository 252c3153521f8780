import { describe, expect, test } from 'vitest'
import { receiverOf, type SealedMatch } from '../../src/draw/seal.ts'
import { paths } from '../../src/paths.ts'
import { alice, type House, openHouse } from '../support/house.ts'
import { wordsOf } from '../support/post-office.ts'

const cast = ['Bob', 'Charlie', 'Dana', 'Erin', 'Frank']

function sealedMatches(house: House): SealedMatch[] {
  return house.rows<SealedMatch>('select giver_id as giver, sealed_receiver as "sealedReceiver", draw_id as draw from "match"')
}

describe('the page before the draw', () => {
  test('says who takes part, what is missing, and what the draw will do', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_closed', cast)
    house.exec(`update participant set gift_ideas = '' where name = 'Bob'`)
    const page = await (await house.alice()).get(paths.draw(id))
    for (const words of [
      'Who takes part 5 Bob, Charlie, Dana, Erin and Frank',
      'Everyone has opened their link',
      'Bob has no gift ideas yet',
      'everyone can draw everyone else',
      'Draw names now',
      '5 people get an e-mail right away, with a link to their match and no name in it',
    ]) {
      expect(page.text).toContain(words)
    }
  })

  test('has no button while people are too few', async () => {
    const house = await openHouse()
    const few = await house.exchange('registration_closed', ['Bob', 'Charlie'])
    const organiser = await house.alice()
    expect((await organiser.get(paths.draw(few.id))).text).toContain('at least 3 people')
  })
})

describe('closing and drawing in one go', () => {
  test('is one press while registration is open, and needs the password that drawing needs', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open', cast)
    const organiser = await house.alice()
    const page = await organiser.get(paths.draw(id))
    expect(page.html).toContain('<button class="button">Close and draw names</button>')
    expect(page.html).toContain('name="close" value="yes"')
    expect(await organiser.post(paths.draw(id))).toMatchObject({ status: 409, text: expect.stringContaining('open for registration') })
    house.world.travel({ minutes: 21 })
    expect(await organiser.post(paths.draw(id), { close: 'yes' })).toMatchObject({ status: 422, text: expect.stringContaining('password again') })
    expect(house.row('select state from exchange')).toEqual({ state: 'registration_open' })
    expect(await organiser.post(paths.draw(id), { close: 'yes', current_password: alice.password })).toMatchObject({ status: 303 })
    expect(Object.keys(house.drawOf(id))).toEqual(cast)
  })

  test('changes nothing where no draw is possible, and says why', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open', ['Bob', 'Charlie'])
    const organiser = await house.alice()
    const tooFew = await organiser.post(paths.draw(id), { close: 'yes' })
    expect(tooFew).toMatchObject({ status: 409, text: expect.stringContaining('only 2 take part. Share the invitation first') })
    const { slug } = house.row<{ slug: string }>('select slug from exchange')
    await house.join(slug, 'Dana')
    await organiser.post(paths.rules(id), { kind: 'exclusion', participant_ids: ['Bob', 'Charlie'].map((name) => house.idOf(id, name)) })
    await organiser.post(paths.rules(id), { kind: 'exclusion', participant_ids: ['Bob', 'Dana'].map((name) => house.idOf(id, name)) })
    expect(await organiser.post(paths.draw(id), { close: 'yes' })).toMatchObject({ status: 409, text: expect.stringContaining('No draw is possible') })
    expect(house.row('select state, (select count(*) from draw) as draws from exchange')).toEqual({ state: 'registration_open', draws: 0 })
    expect(house.rows('select 1 from "match"')).toEqual([])
    expect(await house.join(slug, 'Erin')).toBeDefined()
  })
})

test('once the day is over no names are drawn, and the day can be moved', async () => {
  const house = await openHouse()
  const { id } = await house.exchange('registration_closed', cast, { registration_close_date: '2026-12-02', exchange_date: '2026-12-03' })
  const organiser = await house.alice()
  house.world.travel({ days: 2, hours: 13, minutes: 59 })
  expect((await organiser.get(paths.draw(id))).html).toContain('Draw names now')
  house.world.travel({ minutes: 1 })
  const page = await organiser.get(paths.draw(id))
  expect(page.html).not.toContain('Draw names now')
  expect(page.text).toContain('It was Thursday 3 December 2026')
  expect(page.html).toContain(`href="${paths.editExchange(id, 'exchange_date').replaceAll('&', '&amp;')}"`)
  const password = { current_password: alice.password }
  expect(await organiser.post(paths.draw(id), password)).toMatchObject({ status: 409, text: expect.stringContaining('Move it into the future first') })
  expect((await organiser.get(paths.adminDashboard())).text).toContain('The gift day is over')
  expect(await organiser.post(paths.exchange(id), { exchange_date: '2027-01-06' })).toMatchObject({ status: 303 })
  expect(await organiser.post(paths.draw(id), password)).toMatchObject({ status: 303 })
})

test('a draw that is there can’t be drawn again, and asks for no password to say so', async () => {
  const house = await openHouse()
  const { id } = await house.exchange('matched', cast)
  house.world.travel({ minutes: 21 })
  const again = await (await house.alice()).post(paths.draw(id))
  expect(again).toMatchObject({ status: 409, text: expect.stringContaining('is drawn') })
  expect(again.text).toContain('The names are drawn')
  expect(again.text).not.toContain('A draw is possible')
})

describe('drawing', () => {
  test('lets everybody give to one other and receive from one other, in one circle', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('matched', cast)
    const matches = sealedMatches(house)
    const receivers = new Map(matches.map((match) => [match.giver, receiverOf(house.vaultOf(id), match)]))
    expect(receivers.size).toBe(5)
    const circle = new Set<string>()
    for (let giver = matches[0]?.giver as string; !circle.has(giver); giver = receivers.get(giver) as string) circle.add(giver)
    expect(circle.size).toBe(5)
  })

  test('stores no pair: seals are of one length and open only in their own place', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('matched', cast)
    const rows = sealedMatches(house)
    expect(new Set(rows.map(({ sealedReceiver }) => sealedReceiver.length)).size).toBe(1)
    const [first, second] = rows as [SealedMatch, SealedMatch]
    expect(receiverOf(house.vaultOf(id), first)).not.toBe('')
    expect(() => receiverOf(house.vaultOf(id), { ...first, sealedReceiver: second.sealedReceiver })).toThrow()
    expect(() => receiverOf(house.vaultOf(id), { ...first, draw: 'another draw' })).toThrow()
    expect(() => receiverOf(house.services.vault, first)).toThrow()
  })

  test('tells everybody by e-mail, once, without the match', async () => {
    const house = await openHouse()
    await house.exchange('matched', cast)
    const before = house.post.inbox.length
    await house.deliver()
    await house.deliver()
    const letters = house.post.inbox.slice(before)
    expect(letters.map(({ to }) => to[0]).sort()).toEqual(cast.map((name) => `${name.toLowerCase()}@example.org`).sort())
    for (const letter of letters) {
      const { to, text } = letter
      const others = cast.filter((name) => `${name.toLowerCase()}@example.org` !== to[0])
      for (const other of others) expect(wordsOf(letter)).not.toContain(other)
      expect(text).toContain(house.world.url(house.linkTo(to[0] as string)))
    }
  })

  test('puts name and gift ideas into the e-mail only when the exchange wants it, and never into the subject', async () => {
    const house = await openHouse()
    const { people } = await house.exchange('matched', cast, { match_in_email: 'on' })
    await house.deliver()
    const letter = house.post.letterTo('bob@example.org')
    const [, receiver] = /You give to (\w+)\./.exec(letter.text) ?? []
    expect(cast).toContain(receiver)
    expect(letter.text).toContain(`> ${receiver} likes socks`)
    expect(letter.html).toContain(`${receiver} likes socks`)
    expect(letter.subject).not.toContain(receiver)
    await people.Bob?.post(paths.match())
    expect((await people.Bob?.get(paths.match()))?.text).toContain(`You give to ${receiver}`)
  })

  test('is refused for two people, and changes and sends nothing', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_closed', ['Bob', 'Charlie'])
    const before = house.row('select count(*) as count from outgoing_email')
    const answer = await (await house.alice()).post(paths.draw(id))
    expect(answer).toMatchObject({ status: 409, text: expect.stringContaining('at least 3 people') })
    expect(house.row('select state, (select count(*) from draw) as draws from exchange')).toEqual({ state: 'registration_closed', draws: 0 })
    expect(house.rows('select * from "match"')).toEqual([])
    expect(house.row('select count(*) as count from outgoing_email')).toEqual(before)
  })

  test('30 times at once makes one draw', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_closed', cast)
    const organiser = await house.alice()
    const answers = await Promise.all(Array.from({ length: 30 }, () => organiser.post(paths.draw(id))))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array(29).fill(409)])
    expect(house.row('select count(*) as count from "match"')).toEqual({ count: 5 })
    expect(house.row(`select count(*) as count from outgoing_email where kind = 'match notification'`)).toEqual({ count: 5 })
  })

  test('leaves withdrawn people out', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_closed', cast)
    house.exec(`update participant set withdrawn_at = ? where name = 'Bob'`, new Date(1))
    await (await house.alice()).post(paths.draw(id))
    expect(house.rows(`select name from "match" join participant on participant.id = giver_id order by name`)).toEqual(
      ['Charlie', 'Dana', 'Erin', 'Frank'].map((name) => ({ name })),
    )
  })
})

describe('a match', () => {
  test('shows after a deliberate click, stays, and can be hidden again', async () => {
    const house = await openHouse()
    const { people } = await house.exchange('matched', cast)
    const bob = people.Bob as NonNullable<typeof people.Bob>
    expect((await bob.get(paths.dashboard())).text).toContain('Reveal my match')
    expect(await bob.get(paths.match())).toMatchObject({ status: 303, location: paths.dashboard() })
    expect(await bob.post(paths.match())).toMatchObject({ status: 303, location: paths.match() })
    const page = await bob.get(paths.match())
    const [, receiver] = /You give to (\w+)/.exec(page.text) ?? []
    expect(cast.filter((name) => name !== 'Bob')).toContain(receiver)
    expect(page.text).toContain(`${receiver} likes socks`)
    expect((await bob.get(paths.match())).text).toContain(`You give to ${receiver}`)
    expect(await bob.post(paths.match(), { show: 'no' })).toMatchObject({ status: 303, location: paths.dashboard() })
    expect(await bob.get(paths.match())).toMatchObject({ status: 303 })
  })

  test('says what a shopper needs to know: the day, the budget, and what the organiser wrote; once all is over there is nothing to note down', async () => {
    const house = await openHouse()
    const { id, people } = await house.exchange('matched', cast)
    await people.Bob?.post(paths.match())
    const page = await people.Bob?.get(paths.match())
    for (const words of ['Exchange Millers’ Christmas', 'Gift day Thursday 24 December 2026', 'Budget about 20 €', 'From your organiser At Grandma’s']) {
      expect(page?.text).toContain(words)
    }
    expect(page?.html).toContain(`href="${paths.calendar(id)}"`)
    // Printing takes a script, which shows the button.
    expect(page?.html).toMatch(/<button [^>]*hidden[^>]* data-print/)
    await (await house.alice()).post(paths.complete(id))
    const after = await people.Bob?.get(paths.match())
    expect(after?.text).toContain('You give to')
    expect(after?.html).not.toContain('calendar.ics')
  })

  test('shows the newest gift ideas', async () => {
    const house = await openHouse()
    const { people } = await house.exchange('matched', ['Bob', 'Charlie', 'Dana'])
    for (const name of ['Charlie', 'Dana']) await people[name]?.post(paths.giftIdeas(), { gift_ideas: 'Changed my mind: a kite' })
    await people.Bob?.post(paths.match())
    expect((await people.Bob?.get(paths.match()))?.text).toContain('Changed my mind: a kite')
  })

  test('before the draw is 409', async () => {
    const house = await openHouse()
    const { people } = await house.exchange('registration_open', ['Bob'])
    expect(await people.Bob?.post(paths.match())).toMatchObject({ status: 409, text: expect.stringContaining('aren’t drawn yet') })
  })

  test('the admin learns who has looked, and nothing more', async () => {
    const house = await openHouse()
    const { id, people } = await house.exchange('matched', ['Bob', 'Charlie', 'Dana'])
    await people.Bob?.post(paths.match())
    const page = await (await house.alice()).get(paths.exchange(id))
    expect(page.text).toContain('1 of 3 has looked')
    expect(page.html).toContain('<progress max="3" value="1"')
    expect(page.html).toContain(`href="${paths.peopleWho(id, 'not-looked')}"`)
    expect(page.text).toContain('Bob Has looked bob@example.org')
    expect(page.text).toContain('Charlie Hasn’t looked yet charlie@example.org')
  })
})

test('no pair is in the database file, its log, or the app’s log', async () => {
  const house = await openHouse()
  const { id, people } = await house.exchange('matched', cast, { match_in_email: 'on' })
  await house.deliver()
  for (const person of Object.values(people)) await person.post(paths.match())
  const pairs = sealedMatches(house).map((match) => [match.giver, receiverOf(house.vaultOf(id), match)] as const)
  const dump = JSON.stringify(['match', 'outgoing_email', 'session', 'magic_token'].map((table) => house.rows(`select * from "${table}"`)))
  const rows = [...house.rows<object>('select * from "match"'), ...house.rows<object>('select * from outgoing_email')].map((row) => JSON.stringify(row))
  expect(pairs).toHaveLength(5)
  for (const [giver, receiver] of pairs) expect(rows.filter((row) => row.includes(giver) && row.includes(receiver))).toEqual([])
  expect(dump).not.toMatch(/You give to/)
  expect(house.stored()).not.toContain('You give to')
  expect(house.log.join('\n')).not.toMatch(/You give to|Bob|Charlie|Dana|Erin|Frank/)
})
