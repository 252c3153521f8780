import PostalMime from 'postal-mime'
import { describe, expect, test } from 'vitest'
import { smtpTransport } from '../../src/mail/smtp.ts'
import { paths } from '../../src/paths.ts'
import { addressOf, alice, exchangeFields, type House, openHouse, registration } from '../support/house.ts'
import { authority, openSmtpOffice } from '../support/smtp-office.ts'
import type { Answer } from '../support/visitor.ts'

const cast = ['Bob', 'Charlie', 'Dana']
const nobodyReads = 'No one reads answers to this e-mail.'
const message = { subject: 'Hello', message: 'All of you', confirm: 'yes', nonce: '3f1c8a52-0000-4000-8000-000000000000' }

const kindsTo = (house: House, address: string) =>
  house.post.inbox.filter(({ to }) => to.includes(address)).map(({ subject, reply_to, text }) => [subject, reply_to, text.includes(nobodyReads)])
const stored = (house: House) => house.row<{ reply_to: number }>('select reply_to from exchange').reply_to
const versionIn = ({ html }: Answer) => /name="version" value="([^"]*)"/.exec(html)?.[1] ?? ''

describe('answers to e-mails of an exchange', () => {
  test('reach its organiser by Resend, from registration to the end, save where the e-mail is a secret', async () => {
    const house = await openHouse()
    const { id, people } = await house.exchange('registration_open', [...cast, 'Erin'], { reply_to: 'on', match_in_email: 'on' })
    const organiser = await house.alice()
    await organiser.post(paths.message(id), message)
    // What waits together goes out at the same time, in no order.
    await house.deliver()
    await organiser.post(paths.closeRegistration(id))
    await organiser.post(paths.draw(id))
    await house.deliver()
    const [giver = ''] = Object.entries(house.drawOf(id)).find(([, receiver]) => receiver === 'Erin') ?? []
    await organiser.post(paths.removePerson(id, house.idOf(id, 'Erin')), { confirm: 'yes' })
    await people[giver]?.get(paths.dashboard())
    await house.deliver()
    await organiser.post(paths.deleteExchange(id), { name: exchangeFields.name })
    await house.deliver()
    expect(kindsTo(house, addressOf(giver))).toEqual([
      ['You’re in: Millers’ Christmas', alice.email, false],
      ['Hello', alice.email, false],
      // It names the match, and so would an answer that quotes it.
      ['The names are drawn: Millers’ Christmas', undefined, true],
      ['Your match has changed: Millers’ Christmas', undefined, true],
      ['Called off: Millers’ Christmas', alice.email, false],
    ])
    const quoting = 'Leave this e-mail out of your answer: its link opens your page.'
    const feet = house.post.inbox
      .filter(({ to, reply_to }) => to.includes(addressOf(giver)) && reply_to !== undefined)
      .map(({ text }) => text.split('\n-- \n')[1] ?? '')
    expect(feet.map((foot) => [foot.includes('If you answer, your organiser reads it.'), foot.includes(quoting)])).toEqual([
      [true, true],
      [true, true],
      [true, false],
    ])
    expect(house.post.inbox.filter(({ to }) => to.includes(alice.email)).every(({ reply_to }) => reply_to === undefined)).toBe(true)
  })

  test('reach nobody where the e-mail has a link to the match, which they would quote', async () => {
    const house = await openHouse()
    await house.exchange('matched', cast, { reply_to: 'on' })
    house.world.travel({ days: 16, hours: 10 })
    await house.tick((job) => job === 'send reminders')
    await house.deliver()
    expect(kindsTo(house, addressOf('Bob'))).toEqual([
      ['You’re in: Millers’ Christmas', alice.email, false],
      ['The names are drawn: Millers’ Christmas', undefined, true],
      ['In 7 days: Millers’ Christmas', undefined, true],
    ])
  })

  test.each([['on'], ['']])('reach the organiser by SMTP only with the box ticked (%j)', async (reply_to) => {
    const office = await openSmtpOffice()
    const house = await openHouse({ transport: smtpTransport(`smtp://klaus:secret@localhost:${office.port}`, { authority }) })
    const { id } = await house.exchange('registration_open', [], { reply_to })
    await (await house.alice()).post(paths.importPeople(id), { people: 'Dan,dan@example.org', confirm: 'yes' })
    await house.deliver()
    const letter = await PostalMime.parse(office.inbox[0]?.raw ?? '')
    expect(letter.replyTo?.map(({ address }) => address)).toEqual(reply_to ? [alice.email] : undefined)
    expect([letter.text?.includes(nobodyReads), letter.html?.includes(nobodyReads)]).toEqual(reply_to ? [false, false] : [true, true])
  })

  test('no one reads them without the box, and the e-mails say so', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open')
    await house.visitor().post(paths.register(slug), registration('Bob'))
    await house.deliver()
    expect(kindsTo(house, addressOf('Bob'))).toEqual([['You’re in: Millers’ Christmas', undefined, true]])
    expect(house.post.letterTo(addressOf('Bob')).html).toContain(nobodyReads)
    await house.visitor().post(paths.forgotPassword(), { email: alice.email })
    await house.deliver()
    expect(house.post.letterTo(alice.email)).toMatchObject({ text: expect.not.stringContaining('answer') })
  })
})

describe('the box for answers', () => {
  test('is ticked in the form for a new exchange, and says what it means', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const page = await organiser.get(paths.newExchange())
    expect(page.html).toMatch(/<input[^>]*name="reply_to"[^>]* checked/)
    expect(page.text).toContain('People see your e-mail address then.')
    await organiser.post(paths.newExchange(), { ...exchangeFields, reply_to: 'on' })
    expect(stored(house)).toBe(1)
    const refused = await organiser.post(paths.newExchange(), { ...exchangeFields, name: '' })
    expect(refused.html).not.toMatch(/<input[^>]*name="reply_to"[^>]* checked/)
  })

  test('is only changed by a form that has it, alone, with others, and not once the names are drawn', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open', cast, { reply_to: 'on' })
    const organiser = await house.alice()
    await organiser.post(paths.exchange(id), { budget: '30 €' })
    await organiser.post(paths.exchange(id), { match_in_email: 'on' })
    expect(stored(house)).toBe(1)
    const form = await organiser.get(paths.editExchange(id, 'reply_to'))
    expect(form.html).toMatch(/type="checkbox"[^>]* checked/)
    await organiser.post(paths.exchange(id), { version: versionIn(form) })
    expect(house.row('select reply_to, match_in_email from exchange')).toEqual({ reply_to: 0, match_in_email: 1 })
    expect((await organiser.get(paths.exchange(id))).text).toContain('no one reads them')
    const { html } = await organiser.post(paths.exchange(id), { reply_to: 'on' }, { headers: { 'HX-Request-Type': 'partial' } })
    expect(html).toContain('come to you')
    expect(stored(house)).toBe(1)
    const all = versionIn(await organiser.get(paths.editExchange(id)))
    await organiser.post(paths.exchange(id), { version: all, match_in_email: 'on' })
    expect(stored(house)).toBe(0)
    await organiser.post(paths.closeRegistration(id))
    await organiser.post(paths.draw(id))
    expect((await organiser.post(paths.exchange(id), { reply_to: 'on' })).status).toBe(409)
  })
})
