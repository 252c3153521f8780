import { describe, expect, test } from 'vitest'
import { english, languages } from '../../src/language/languages.ts'
import { blockAddress } from '../../src/mail/blocked-address.ts'
import { paths } from '../../src/paths.ts'
import { addressOf, type House, openHouse, registration } from '../support/house.ts'

const cast = ['Bob', 'Charlie', 'Dana']
const overHtmx = { headers: { 'HX-Request-Type': 'partial' } }
const aDay = { days: 1 }

describe('a nudge', () => {
  test('to sign in goes to exactly those who never have, and its link lets them in', async () => {
    const { house, id, organiser } = await withLatecomers()
    expect(await organiser.post(paths.nudge(id), { kind: 'sign_in' })).toMatchObject({ status: 303, location: paths.people(id) })
    expect((await organiser.get(paths.people(id))).text).toContain('Written to 2 people.')
    expect(await written(house)).toEqual(['erin@example.org', 'frank@example.org'])
    const letter = house.post.letterTo('erin@example.org')
    expect(letter.subject).toBe('Your place is waiting: Millers’ Christmas')
    expect(letter.text).toContain('You’re in the Secret Santa “Millers’ Christmas”, and haven’t opened your page yet.')
    expect(letter.text).toContain('See who else is in, and leave a few gift ideas.')
    expect(await follow(house, 'Erin')).toBe(paths.dashboard())
    expect((await organiser.get(paths.people(id))).text).toContain('1 hasn’t opened the link Frank')
  })

  test('to write gift ideas goes to exactly those who have none, and leads there', async () => {
    const { house, id, people, organiser } = await withLatecomers()
    await people.Charlie?.post(paths.giftIdeas(), { gift_ideas: '' })
    await people.Dana?.post(paths.giftIdeas(), { gift_ideas: '' })
    await people.Dana?.post(paths.withdraw())
    house.exec(`update participant set gift_ideas = '' where name = 'Frank'`)
    await house.deliver()
    house.post.inbox.length = 0
    await organiser.post(paths.nudge(id), { kind: 'wishes' })
    expect(await written(house)).toEqual(['charlie@example.org', 'frank@example.org'])
    expect(house.post.letterTo('charlie@example.org').subject).toBe('An idea or two would help: Millers’ Christmas')
    expect(await follow(house, 'Charlie')).toBe(paths.giftIdeas())
  })

  test('to look goes to exactly those who have not since the draw, leads to the match, and takes no answer', async () => {
    const { house, id, people, organiser } = await drawn()
    await people.Bob?.post(paths.match(), { show: 'yes' })
    await organiser.post(paths.nudge(id), { kind: 'look' })
    expect(await written(house)).toEqual(['charlie@example.org', 'dana@example.org'])
    const letter = house.post.letterTo('dana@example.org')
    expect(letter.subject).toBe('Your match is waiting: Millers’ Christmas')
    expect(letter.reply_to).toBeUndefined()
    const receiver = house.drawOf(id).Dana as string
    expect(letter.text).not.toContain(receiver)
    expect(await follow(house, 'Dana')).toBe(paths.match())
  })

  test('tells no more of a repaired draw than the list does: whoever looked before it is not asked again', async () => {
    const { house, id, people, organiser } = await drawn()
    for (const name of cast) await people[name]?.post(paths.match(), { show: 'yes' })
    await organiser.post(paths.addPerson(id), { name: 'Erin', email: addressOf('Erin'), confirm: 'yes' })
    await house.deliver()
    house.post.inbox.length = 0
    await organiser.post(paths.nudge(id), { kind: 'look' })
    expect(await written(house)).toEqual(['erin@example.org'])
  })

  test('to answer goes to nobody while nothing is asked, then to whoever has answered nothing, or not what is required', async () => {
    const { house, id, organiser, people } = await withLatecomers()
    await organiser.post(paths.nudge(id), { kind: 'questions' })
    expect((await organiser.get(paths.people(id))).text).toContain('No one is left to write to')
    expect(await written(house)).toEqual([])
    await organiser.post(paths.questions(id), { text: 'Your size?', kind: 'line' })
    const { id: size } = house.row<{ id: string }>('select id from question')
    const [first, second] = Object.keys(people) as [string, string]
    await people[first]?.post(paths.answers(), { [`answer_${size}`]: 'Medium' })
    const everyone = house.rows<{ email: string }>('select email from participant where exchange_id = ? and withdrawn_at is null', id).map(({ email }) => email)
    await organiser.post(paths.nudge(id), { kind: 'questions' })
    expect(await written(house)).toEqual(everyone.filter((email) => email !== addressOf(first)).sort())
    await organiser.post(paths.questions(id), { text: 'Where do you live?', kind: 'address', required: 'on' })
    const { id: home } = house.row<{ id: string }>('select id from question where required = true')
    await people[second]?.post(paths.answers(), { [`answer_${home}`]: 'At the North Pole' })
    house.world.travel({ days: 1 })
    const before = house.post.inbox.length
    await organiser.post(paths.nudge(id), { kind: 'questions' })
    await house.deliver()
    const asked = house.post.inbox
      .slice(before)
      .filter(({ subject }) => subject.startsWith('A few questions'))
      .map(({ to }) => to[0])
    expect(asked.sort()).toEqual(everyone.filter((email) => email !== addressOf(second)).sort())
  })

  test('goes to each once a day, which ends at midnight in the exchange’s zone', async () => {
    const { house, slug, id, organiser } = await withLatecomers()
    await organiser.post(paths.nudge(id), { kind: 'sign_in' })
    await organiser.get(paths.people(id))
    await organiser.post(paths.nudge(id), { kind: 'sign_in' })
    expect((await organiser.get(paths.people(id))).text).toContain('You’ve written to all 2 of them about this today already, and once a day is enough.')
    await house.visitor().post(paths.register(slug), registration('Gina'))
    await organiser.post(paths.nudge(id), { kind: 'sign_in' })
    expect((await organiser.get(paths.people(id))).text).toContain('Written to 1 person. 2 more had this e-mail today already.')
    expect(nudged(house)).toEqual(['erin@example.org', 'frank@example.org', 'gina@example.org'])
    // 22:59, and a minute later it is the next day in Berlin.
    house.world.travel({ hours: 13, minutes: 59 })
    await organiser.post(paths.nudge(id), { kind: 'sign_in' })
    expect(nudged(house)).toHaveLength(3)
    house.world.travel({ minutes: 1 })
    await organiser.post(paths.nudge(id), { kind: 'sign_in' })
    expect(nudged(house)).toHaveLength(6)
  })

  test('of one kind says nothing of another', async () => {
    const { house, id, organiser } = await withLatecomers()
    house.exec(`update participant set gift_ideas = '' where name = 'Erin'`)
    await organiser.post(paths.nudge(id), { kind: 'sign_in' })
    await organiser.post(paths.nudge(id), { kind: 'wishes' })
    expect(nudged(house)).toEqual(['erin@example.org', 'erin@example.org', 'frank@example.org'])
  })

  test('goes once when its button is pressed several times at once', async () => {
    const { house, id, organiser } = await withLatecomers()
    const answers = await Promise.all(Array.from({ length: 5 }, () => organiser.post(paths.nudge(id), { kind: 'sign_in' })))
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303, 303])
    expect(nudged(house)).toEqual(['erin@example.org', 'frank@example.org'])
  })

  test('does not go to those who want no e-mail, nor for ever to those who never signed in', async () => {
    const { house, id, organiser } = await withLatecomers()
    await house.services.orm.em.fork().transactional((em) => blockAddress(em, house.services, 'frank@example.org'))
    expect((await organiser.get(paths.people(id))).text).toContain('Erin and Frank 1 wants no e-mail Send 1 person a link')
    await organiser.post(paths.nudge(id), { kind: 'sign_in' })
    expect((await organiser.get(paths.people(id))).text).toContain(
      'Written to 1 person. No e-mail could be sent to frank@example.org, who has asked this site for none.',
    )
    expect(await written(house)).toEqual(['erin@example.org'])
    // Five e-mails a day, of which the registration and the nudge were two.
    for (let sent = 0; sent < 3; sent++) await organiser.post(paths.resendLink(id, house.idOf(id, 'Erin')))
    house.exec(`update participant set gift_ideas = '' where name = 'Erin'`)
    await organiser.post(paths.nudge(id), { kind: 'wishes' })
    expect((await organiser.get(paths.people(id))).text).toContain('No one was written to. No e-mail could be sent to erin@example.org: that address')
  })

  test('that waits for the mail server goes to nobody who has done it meanwhile, nor to who has left', async () => {
    const { house, id, people, organiser } = await withLatecomers()
    for (const name of cast) await people[name]?.post(paths.giftIdeas(), { gift_ideas: '' })
    await organiser.post(paths.nudge(id), { kind: 'wishes' })
    await people.Bob?.post(paths.giftIdeas(), { gift_ideas: 'Socks' })
    await people.Charlie?.post(paths.withdraw())
    expect((await written(house)).filter((address) => address !== 'alice@example.org')).toEqual(['charlie@example.org', 'dana@example.org'])
    expect(house.post.letterTo('charlie@example.org').subject).not.toContain('An idea or two')
  })

  test('is refused where nothing can be done', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const refused = async (id: string, kind: string) => {
      const answer = await organiser.post(paths.nudge(id), { kind })
      return [answer.status, /role="alert"[^>]*>(.*?)<\//s.exec(answer.html)?.[1]?.trim()]
    }
    const draft = await house.exchange('draft')
    expect(await refused(draft.id, 'sign_in')).toEqual([409, expect.stringContaining('Open registration first.')])
    const open = await house.exchange('registration_open', ['Bob'])
    expect(await refused(open.id, 'look')).toEqual([409, expect.stringContaining('The names aren’t drawn yet.')])
    expect(await refused(open.id, 'everything')).toEqual([422, expect.stringContaining('Please press the button')])
    const told = await house.exchange('matched', ['Charlie', 'Dana', 'Erin'], { match_in_email: 'on' })
    expect(await refused(told.id, 'look')).toEqual([409, expect.stringContaining('no one has to look it up')])
    const shut = await house.exchange('matched', ['Ida', 'Jon', 'Kim'])
    house.exec('update exchange_key set sealed_key = ? where exchange_id = ?', 'another installation’s', shut.id)
    expect(await refused(shut.id, 'look')).toEqual([409, expect.stringContaining('This draw can’t be opened')])
    const over = await house.exchange('completed', ['Frank', 'Gina', 'Hana'])
    for (const kind of ['sign_in', 'wishes', 'questions', 'look']) {
      expect(await refused(over.id, kind)).toEqual([409, expect.stringContaining('is completed, so there’s nothing left')])
    }
    expect(nudged(house)).toEqual([])
    expect(await organiser.get(paths.nudge(open.id))).toMatchObject({ status: 303, location: paths.people(open.id) })
  })

  test('is for organisers of the exchange alone', async () => {
    const { house, id, people } = await withLatecomers()
    const mallory = await house.anotherOrganiser('Mallory')
    expect((await mallory.post(paths.nudge(id), { kind: 'sign_in' })).status).toBe(403)
    for (const stranger of [house.visitor(), people.Bob]) {
      expect(await stranger?.post(paths.nudge(id), { kind: 'sign_in' })).toMatchObject({ status: 303, location: expect.stringContaining(paths.adminLogin()) })
    }
    expect(nudged(house)).toEqual([])
  })

  test('speaks its reader’s language', async () => {
    const german = languages.filter(({ code }) => code === 'de')
    const house = await openHouse({ languages: [english, ...german] })
    const { id, slug } = await house.exchange('registration_open')
    await house.visitor().post(paths.register(slug), registration('Bob'), { headers: { 'Accept-Language': 'de' } })
    await house.deliver()
    house.post.inbox.length = 0
    await (await house.alice()).post(paths.nudge(id), { kind: 'sign_in' })
    expect(await written(house)).toEqual(['bob@example.org'])
    expect(house.post.letterTo('bob@example.org').html).toContain('<html lang="de"')
  })

  test('goes over htmx like without', async () => {
    const { house, id, organiser } = await withLatecomers()
    const answer = await organiser.post(paths.nudge(id), { kind: 'sign_in' }, overHtmx)
    expect([answer.status, answer.headers.get('HX-Redirect')]).toEqual([204, paths.people(id)])
    expect((await organiser.get(paths.people(id))).text).toContain('Written to 2 people.')
    const refused = await organiser.post(paths.nudge(id), { kind: 'look' }, overHtmx)
    expect(refused).toMatchObject({ status: 409, html: expect.stringMatching(/^<hx-partial hx-target="#messages">.*The names aren’t drawn yet/s) })
    expect(nudged(house)).toHaveLength(2)
  })

  test('stands in the list of e-mails by its name', async () => {
    const { id, organiser } = await withLatecomers()
    await organiser.post(paths.nudge(id), { kind: 'sign_in' })
    expect((await organiser.get(paths.mail())).text).toContain('Your nudge to sign in, with a link')
  })
})

describe('what is still open', () => {
  test('stands on the page of people, with who it is and a button for those who were not written to today', async () => {
    const { house, id, organiser } = await withLatecomers()
    house.exec(`update participant set gift_ideas = '' where name in ('Bob', 'Charlie', 'Dana', 'Erin', 'Frank')`)
    const page = await organiser.get(paths.people(id))
    expect(page.text).toContain(
      'Still open 2 haven’t opened the link Erin and Frank Send 2 people a link 5 have no gift ideas Bob, Charlie, Dana and 2 more Ask 5 people for ideas',
    )
    expect(page.html).toContain(`<a href="${paths.people(id)}?show=no-ideas#people">`)
    expect(page.html).toContain('<button class="button secondary" name="kind" value="wishes">')
    await organiser.post(paths.nudge(id), { kind: 'sign_in' })
    const later = await organiser.get(paths.people(id))
    expect(later.text).toContain('Erin and Frank 2 were written to today 5 have no gift ideas')
    expect(later.html).not.toContain('value="sign_in"')
    house.world.travel(aDay)
    expect((await organiser.get(paths.people(id))).html).toContain('value="sign_in"')
  })

  test('is who has not looked, too, once the names are drawn', async () => {
    const { id, people, organiser } = await drawn()
    await people.Bob?.post(paths.match(), { show: 'yes' })
    expect((await organiser.get(paths.people(id))).text).toContain('Still open 2 haven’t looked yet Charlie and Dana Remind 2 people to look')
  })

  test('is left out when all is done, and once the exchange is over', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const done = await house.exchange('registration_open', cast)
    expect((await organiser.get(paths.people(done.id))).text).not.toContain('Still open')
    const over = await house.exchange('completed', ['Erin', 'Frank', 'Gina'])
    house.exec(`update participant set gift_ideas = ''`)
    expect((await organiser.get(paths.people(over.id))).text).not.toContain('Still open')
    expect((await organiser.get(paths.people(done.id))).text).toContain('Still open')
  })
})

/** Bob, Charlie and Dana are in; Erin and Frank have registered, and never opened their link. */
async function withLatecomers() {
  const house = await openHouse()
  const exchange = await house.exchange('registration_open', cast)
  for (const name of ['Erin', 'Frank']) await house.visitor().post(paths.register(exchange.slug), registration(name))
  await house.deliver()
  house.post.inbox.length = 0
  return { house, ...exchange, organiser: await house.alice() }
}

async function drawn() {
  const house = await openHouse()
  const exchange = await house.exchange('matched', cast, { reply_to: 'on' })
  await house.deliver()
  house.post.inbox.length = 0
  return { house, ...exchange, organiser: await house.alice() }
}

/** Delivers what waits. Returns the addresses that something went to. */
async function written(house: House): Promise<string[]> {
  await house.deliver()
  return house.post.inbox.map(({ to }) => to.join()).sort()
}

/** The addresses of all nudges so far. */
function nudged(house: House): string[] {
  return house
    .rows<{ recipient: string }>(`select recipient from outgoing_email where kind like 'nudge%'`)
    .map(({ recipient }) => recipient)
    .sort()
}

/** Opens the newest link of somebody in another browser, and signs in by its button. Returns where that leads. */
async function follow(house: House, name: string): Promise<string | null> {
  return (await house.visitor().post(house.linkTo(addressOf(name)))).location
}
