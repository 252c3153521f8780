import { describe, expect, test } from 'vitest'
import { english } from '../../src/language/languages.ts'
import { blockAddress } from '../../src/mail/blocked-address.ts'
import { paths } from '../../src/paths.ts'
import { rounds } from '../doors/extent.ts'
import { addressOf, type House, openHouse } from '../support/house.ts'
import { offered } from '../support/language.ts'
import type { Answer } from '../support/visitor.ts'

const cast = ['Bob', 'Charlie', 'Dana', 'Erin', 'Frank']
const german = offered({ code: 'de', locale: 'de', name: 'Deutsch', direction: 'ltr' }, { 'email.matchReady.news': 'Die Namen sind gezogen' })

const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }
const plain = (markup = '') => markup.replace(/&(amp|lt|gt|quot|#39);/g, (entity) => entities[entity] as string)
const letterOn = ({ html }: Answer) => /<div class="sample".*?<\/div><details>/s.exec(html)?.[0] ?? ''
const textOn = ({ html }: Answer) => plain(/<pre class="sample-text"[^>]*>(.*?)<\/pre>/s.exec(html)?.[1])
const withoutDuration = ({ html }: Answer) => html.replace(/A trial took \d+(\.\d+)? (milli)?seconds?\./, '')

/** What a trial makes of the house: nothing is stored or queued, and the log says only that somebody asked for a page. */
async function leavesNoTrace(house: House, rehearse: () => Promise<Answer>): Promise<Answer> {
  await house.deliver()
  const [stored, logged, sent] = [house.everyRow(), house.log.length, house.post.inbox.length]
  const answer = await rehearse()
  expect(house.everyRow()).toEqual(stored)
  await house.deliver()
  expect(house.post.inbox).toHaveLength(sent)
  const log = house.log.slice(logged)
  expect(log.map((line) => JSON.parse(line).msg)).toEqual(['request'])
  expect(log.join()).not.toMatch(/example\.org|Bob|Charlie|Dana|receivers/)
  return answer
}

describe('a trial of the draw', () => {
  test.each(['registration_open', 'registration_closed'] as const)('says of an exchange that is %s that the draw works, and leaves no trace', async (state) => {
    const house = await openHouse()
    const { id } = await house.exchange(state, cast)
    const organiser = await house.alice()
    expect((await organiser.get(paths.draw(id))).html).toContain(`href="${paths.rehearsal(id)}"`)
    const page = await leavesNoTrace(house, () => organiser.get(paths.rehearsal(id)))
    expect(page.status).toBe(200)
    expect(page.text).toMatch(
      /The draw works Everyone is in one circle.* Every such draw was equally likely\. A trial took \d+(\.\d)? (milli)?seconds?\. It was thrown away/,
    )
    expect(page.text).toContain('E-mails that would go out 5 The names are drawn: Millers’ Christmas 5 Bob bob@example.org Charlie charlie@example.org')
    expect(page.text).toContain('Organisers who are told that the names are drawn: alice@example.org')
  })

  test(`shows the same page ${rounds(40, 400)} times, whichever draw came up`, async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_closed', cast, { match_in_email: 'on' })
    const organiser = await house.alice()
    const pages = new Set<string>()
    // Takes away the message of the step before.
    await organiser.get(paths.draw(id))
    for (let round = 0; round < rounds(40, 400); round++) pages.add(withoutDuration(await organiser.get(paths.rehearsal(id))))
    expect(pages.size).toBe(1)
    expect([...pages][0]).toContain('thrown away')
  })

  test('works twice at once, and does not keep the draw from coming', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_closed', cast)
    const organiser = await house.alice()
    const trials = [1, 2].map(() => organiser.get(paths.rehearsal(id)))
    expect((await Promise.all(trials)).map(({ status }) => status)).toEqual([200, 200])
    expect((await organiser.post(paths.draw(id))).status).toBe(303)
  })

  test('is not made ahead for a browser that prefetches', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_closed', cast)
    expect(await (await house.alice()).get(paths.rehearsal(id), { headers: { 'Sec-Purpose': 'prefetch' } })).toMatchObject({ status: 204, html: '' })
  })

  test('says of several circles that there are several, and not how long they are', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_closed', [...cast, 'Gina'])
    const organiser = await house.alice()
    // Two halves, between which nobody gives.
    for (const one of ['Bob', 'Charlie', 'Dana']) {
      for (const other of ['Erin', 'Frank', 'Gina']) {
        await organiser.post(paths.rules(id), { kind: 'exclusion', participant_ids: [house.idOf(id, one), house.idOf(id, other)] })
      }
    }
    const page = await organiser.get(paths.rehearsal(id))
    expect(page.text).toMatch(
      /The draw works The draw has several circles: the rules left no single one, or none was found\. Every such draw was equally likely\. A trial/,
    )
  })

  test('leaves out who gives to whom where the gifts are still to come, and tells nothing of its shape', async () => {
    const house = await openHouse()
    const earlier = await house.exchange('matched', cast, { name: 'Club' })
    const { id } = await house.exchange('registration_closed', cast)
    const organiser = await house.alice()
    await organiser.post(paths.rules(id), { kind: 'history', earlier_exchange_id: earlier.id })
    const page = await leavesNoTrace(house, () => organiser.get(paths.rehearsal(id)))
    expect(page.text).toContain('The draw works The draw was chosen at random among those that keep the rules. A trial took')
    expect(page.text).toContain('The trial leaves out rules about exchanges whose gifts are still to come')
  })
})

describe('a trial that can’t be', () => {
  test.each([
    ['draft', 'is a draft'],
    ['matched', 'is drawn'],
    ['completed', 'is completed'],
  ] as const)('says so: %s', async (state, words) => {
    const house = await openHouse()
    const { id } = await house.exchange(state, state === 'draft' ? [] : cast)
    expect(await (await house.alice()).get(paths.rehearsal(id))).toMatchObject({ status: 409, text: expect.stringContaining(words) })
  })

  test('for want of people, says what the draw says', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_closed', ['Bob', 'Charlie'])
    const organiser = await house.alice()
    const trial = await leavesNoTrace(house, () => organiser.get(paths.rehearsal(id)))
    expect(trial).toMatchObject({ status: 409, text: expect.stringContaining('only 2 take part') })
    expect(trial.text).not.toContain('E-mails that would go out')
  })

  test('for impossible rules, explains it as the draw does', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_closed', ['Bob', 'Charlie', 'Dana'])
    const organiser = await house.alice()
    for (const other of ['Charlie', 'Dana']) {
      await organiser.post(paths.rules(id), { kind: 'exclusion', participant_ids: [house.idOf(id, 'Bob'), house.idOf(id, other)] })
    }
    const trial = await leavesNoTrace(house, () => organiser.get(paths.rehearsal(id)))
    expect(trial.status).toBe(409)
    const explained = /<section class="message problem verdict".*?<\/section>/s
    expect(explained.exec(trial.html)?.[0]).toBe(explained.exec((await organiser.get(paths.draw(id))).html)?.[0])
    expect(trial.text).toContain('No draw is possible')
  })

  test('is closed to other organisers, participants and strangers', async () => {
    const house = await openHouse()
    const { id, people } = await house.exchange('registration_closed', cast)
    expect((await (await house.anotherOrganiser('Olga')).get(paths.rehearsal(id))).status).toBe(403)
    for (const somebody of [house.visitor(), people.Bob]) {
      expect(await somebody?.get(paths.rehearsal(id))).toMatchObject({ status: 303, location: paths.adminLogin(paths.rehearsal(id)) })
    }
  })
})

describe('the example of an e-mail', () => {
  test.each(['', 'on'])('is the e-mail that goes out, but for the match and a link that leads nowhere (match_in_email: %j)', async (match_in_email) => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_closed', cast, { match_in_email, description: 'See https://example.org/map' })
    const organiser = await house.alice()
    const page = await organiser.get(paths.rehearsal(id))
    expect(letterOn(page)).toContain(match_in_email ? '(the name of your match)' : 'The names are drawn')
    expect(letterOn(page)).not.toMatch(/href|target|<h1/)
    expect(page.html).not.toMatch(/\/auth\/magic\/[\w-]{43}/)
    await organiser.post(paths.draw(id))
    await house.deliver()
    const receiver = house.drawOf(id).Bob ?? ''
    const letter = house.post.letterTo(addressOf('Bob')).text.replaceAll(/(\/auth\/magic\/)[\w-]{43}/g, '$1…')
    const told = match_in_email
      ? letter.replaceAll(`${receiver} likes socks`, '(the gift ideas of your match)').replaceAll(receiver, '(the name of your match)')
      : letter
    expect(textOn(page).trim()).toBe(told.trim())
  })

  test('of somebody who was added has no way to decline in it that works', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open')
    const organiser = await house.alice()
    await organiser.post(paths.importPeople(id), { people: 'Ada,ada@example.org\nBert,bert@example.org\nCleo,cleo@example.org', confirm: 'yes' })
    const page = await organiser.get(paths.rehearsal(id))
    expect(textOn(page)).toContain(`${house.url}${paths.decline('…')}`)
    expect(page.html).not.toMatch(/decline\/[\w-]{43}/)
  })

  test('stands in the language of whoever reads it, and in each other one that is read', async () => {
    const house = await openHouse({ languages: [english, german] })
    const { id } = await house.exchange('registration_closed', cast)
    house.exec(`update participant set language = 'de' where name = 'Dana'`)
    const organiser = await house.alice()
    const page = await organiser.get(paths.rehearsal(id))
    expect(page.text).toContain('Die Namen sind gezogen: Millers’ Christmas 1 Dana dana@example.org')
    expect(letterOn(page)).toContain('lang="en"')
    expect(page.html).toContain(`href="${paths.rehearsal(id, 'de')}#preview"`)
    expect(letterOn(await organiser.get(paths.rehearsal(id, 'de')))).toMatch(/lang="de".*Die Namen sind gezogen/s)
    expect(letterOn(await organiser.get(paths.rehearsal(id, 'xx')))).toContain('lang="en"')
  })

  test('is for nobody who wants no e-mail, of whom it says so', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_closed', cast)
    await house.services.orm.em.fork().transactional((em) => blockAddress(em, house.services, addressOf('Bob')))
    const page = await (await house.alice()).get(paths.rehearsal(id))
    expect(page.text).toContain('E-mails that would go out 4 The names are drawn: Millers’ Christmas 4 Charlie')
    expect(page.text).toContain('who have asked for none. Please tell them yourself once the names are drawn: Bob bob@example.org')
    expect(page.text).toContain('This is the e-mail to Charlie')
  })
})

test('of 500 people the page shows a few and folds the others, and stays light', async () => {
  const house = await openHouse()
  const { id } = await house.exchange('registration_open')
  const organiser = await house.alice()
  const people = Array.from({ length: 500 }, (_, number) => `Guest ${number + 1},guest${number + 1}@example.org`).join('\n')
  await organiser.post(paths.importPeople(id), { people, confirm: 'yes' })
  const page = await leavesNoTrace(house, () => organiser.get(paths.rehearsal(id)))
  expect(page.text).toContain('The draw works')
  expect(page.html.match(/@example\.org<\/bdi>/g)).toHaveLength(500)
  expect(page.text).toContain('and 488 more')
  expect(page.html.length).toBeLessThan(60_000)
})
