import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { openHouse, registration } from '../support/house.ts'
import type { Answer } from '../support/visitor.ts'

const words = { subject: 'Where we meet', message: 'At seven.\n\nhttps://example.org/map <b>bring cookies</b>' }

const overHtmx = { headers: { 'HX-Request-Type': 'partial' } }

/** What the preview's button sends. */
function fieldsOf({ html }: Answer): Record<string, string> {
  const nonce = /name="nonce" value="([^"]*)"/.exec(html)?.[1]
  if (nonce === undefined) throw new Error('There is no preview.')
  return { ...words, nonce, confirm: 'yes' }
}

describe('a message to everybody', () => {
  test('is shown before it goes, and then goes to all who take part', async () => {
    const house = await openHouse()
    const { id, people } = await house.exchange('registration_open', ['Bob', 'Charlie', 'Dana'])
    await people.Dana?.post(paths.withdraw())
    await house.deliver()
    house.post.inbox.length = 0
    const organiser = await house.alice()
    expect((await organiser.get(paths.message(id))).text).toContain('goes by e-mail to all 2 people in this exchange')
    const preview = await organiser.post(paths.message(id), words)
    expect(preview).toMatchObject({
      status: 200,
      text: expect.stringMatching(/This is how it looks Where we meet Hello (Bob|Charlie), The organiser of “Millers’ Christmas”/),
    })
    expect(preview.html).toContain(
      '<a href="https://example.org/map" rel="noopener noreferrer nofollow ugc" target="_blank">https://example.org/map</a> &lt;b&gt;bring',
    )
    expect(preview.text).toContain('Send to 2 people')
    await house.deliver()
    expect(house.post.inbox).toEqual([])
    expect(await organiser.post(paths.message(id), fieldsOf(preview))).toMatchObject({ status: 303, location: paths.people(id) })
    expect((await organiser.get(paths.people(id))).text).toContain('Your message is on its way to 2 people.')
    await house.deliver()
    expect(house.post.inbox.map(({ to }) => to.join()).sort()).toEqual(['bob@example.org', 'charlie@example.org'])
    const letter = house.post.letterTo('bob@example.org')
    expect(letter.subject).toBe('Where we meet')
    expect(letter.text).toContain(
      'Hello Bob,\n\nThe organiser of “Millers’ Christmas” wrote to everyone:\n\nAt seven.\n\nhttps://example.org/map <b>bring cookies</b>\n',
    )
    expect(letter.html).toContain('<a href="https://example.org/map" rel="noopener noreferrer nofollow ugc" target="_blank">')
    expect(letter.html).toContain('&lt;b&gt;bring cookies&lt;/b&gt;')
  })

  test('goes once from a form without a nonce too, and again after a while or with other words', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('matched', ['Bob', 'Charlie', 'Dana'])
    const organiser = await house.alice()
    const count = () => house.rows(`select 1 from outgoing_email where kind = 'message from the organiser'`).length
    const fields = { ...words, confirm: 'yes' }
    const send = (sent: Record<string, string>) => Promise.all(Array.from({ length: 3 }, () => organiser.post(paths.message(id), sent)))
    expect((await send(fields)).map(({ status }) => status)).toEqual([303, 303, 303])
    expect(count()).toBe(3)
    await send({ ...fields, message: 'At eight.' })
    expect(count()).toBe(6)
    house.world.travel({ minutes: 11 })
    await send(fields)
    // An address that never signed in gets five e-mails a day.
    expect(count()).toBeGreaterThan(6)
  })

  test('says to whom it did not go, and why', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open')
    const organiser = await house.alice()
    for (const name of ['Bob', 'Charlie']) await organiser.post(paths.addPerson(id), { name, email: `${name.toLowerCase()}@example.org` })
    const said = async (message: string) => {
      await organiser.post(paths.message(id), { ...words, message, confirm: 'yes' })
      return (await organiser.get(paths.people(id))).text
    }
    for (const message of ['1', '2', '3']) expect(await said(message)).toContain('Your message is on its way to 2 people.')
    await organiser.post(paths.resendLink(id, house.idOf(id, 'Charlie')))
    expect(await said('4')).toContain(
      'Your message is on its way to 1 person. No e-mail could be sent to charlie@example.org: that address has never signed in and had enough mail for today. Write to them again tomorrow.',
    )
    expect(await said('5')).toContain('Your message went to no one. No e-mail could be sent to bob@example.org and charlie@example.org: those addresses')
  })

  test('goes once, however often its button is pressed, and again when it is written again', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('matched', ['Bob', 'Charlie', 'Dana'])
    const organiser = await house.alice()
    await house.deliver()
    house.post.inbox.length = 0
    const fields = fieldsOf(await organiser.post(paths.message(id), words))
    const answers = await Promise.all(Array.from({ length: 5 }, () => organiser.post(paths.message(id), fields)))
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303, 303])
    await house.deliver()
    expect(house.post.inbox).toHaveLength(3)
    await organiser.post(paths.message(id), fields)
    expect((await organiser.get(paths.people(id))).text).toContain('on its way already, so it wasn’t sent again')
    await organiser.post(paths.message(id), fieldsOf(await organiser.post(paths.message(id), words)))
    await house.deliver()
    expect(house.post.inbox).toHaveLength(6)
  })

  test('is corrected, shown and sent in its place over htmx', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open', ['Bob', 'Charlie'])
    const organiser = await house.alice()
    const refused = await organiser.post(paths.message(id), { ...words, subject: '' }, overHtmx)
    expect(refused.status).toBe(422)
    expect(refused.html).toMatch(/^<div id="writing">.*<input id="subject"[^>]* aria-invalid="true" autofocus.*At seven\./s)
    const preview = await organiser.post(paths.message(id), words, overHtmx)
    expect(preview.html).toMatch(/^<div id="writing">.*<h2 tabindex="-1" autofocus>This is how it looks<\/h2>/s)
    expect(preview.html).not.toContain('<main')
    const sent = await organiser.post(paths.message(id), fieldsOf(preview), overHtmx)
    expect([sent.status, sent.headers.get('HX-Redirect')]).toEqual([204, paths.people(id)])
    expect((await organiser.get(paths.people(id))).text).toContain('Your message is on its way to 2 people.')
  })

  test('with mistakes is refused and kept', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open', ['Bob'])
    const organiser = await house.alice()
    for (const [fields, message] of [
      [{ ...words, subject: ' ' }, 'Please write a subject.'],
      [{ ...words, subject: 'x'.repeat(201) }, 'This can have at most 200 characters; you have 201.'],
      [{ ...words, subject: 'Hello\nBcc: eve@example.org' }, 'can’t have line breaks'],
      [{ ...words, message: ' \n' }, 'Please write a message.'],
      [{ ...words, message: 'x'.repeat(5001) }, 'at most 5,000 characters; you have 5,001'],
    ] as const) {
      for (const confirm of ['', 'yes']) {
        const answer = await organiser.post(paths.message(id), { ...fields, confirm })
        expect(answer).toMatchObject({ status: 422, text: expect.stringContaining(message), html: expect.stringContaining(fields.message.trim().slice(0, 9)) })
      }
    }
    expect(house.rows(`select * from outgoing_email where kind = 'message from the organiser'`)).toEqual([])
  })

  test('of the full length goes out', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open', ['Bob'])
    const message = '🎄'.repeat(5000)
    expect(await (await house.alice()).post(paths.message(id), { subject: 'é'.repeat(200), message, confirm: 'yes' })).toMatchObject({ status: 303 })
    await house.deliver()
    expect(house.post.letterTo('bob@example.org')).toMatchObject({ subject: 'é'.repeat(200), text: expect.stringContaining(message) })
  })

  test('has to wait for somebody who takes part', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    for (const [state, message] of [
      ['draft', 'Open registration first.'],
      ['registration_open', 'No one has joined yet'],
    ] as const) {
      const { id } = await house.exchange(state)
      expect((await organiser.get(paths.message(id))).text).toContain(message)
      for (const confirm of ['', 'yes']) {
        const answer = await organiser.post(paths.message(id), { ...words, confirm })
        expect(answer).toMatchObject({ status: 409, text: expect.stringContaining(message), html: expect.stringContaining('Where we meet') })
      }
    }
  })

  test.each(['registration_closed', 'matched', 'completed'] as const)('is possible while the exchange is %s', async (state) => {
    const house = await openHouse()
    const { id } = await house.exchange(state, ['Bob', 'Charlie', 'Dana'])
    expect(await (await house.alice()).post(paths.message(id), { ...words, confirm: 'yes' })).toMatchObject({ status: 303 })
    expect(house.row(`select count(*) as count from outgoing_email where kind = 'message from the organiser'`)).toEqual({ count: 3 })
  })

  test('leaves out addresses that never signed in and have had five e-mails today, and says how many it goes to', async () => {
    const house = await openHouse()
    const { id, slug } = await house.exchange('registration_open', ['Bob'])
    const organiser = await house.alice()
    await house.visitor().post(paths.register(slug), registration('Charlie'))
    for (let number = 1; number <= 5; number++) {
      await organiser.post(paths.message(id), { ...words, subject: `News ${number}`, confirm: 'yes' })
      expect((await organiser.get(paths.people(id))).text).toContain(
        number < 5 ? 'Your message is on its way to 2 people.' : 'Your message is on its way to 1 person.',
      )
    }
  })
})
