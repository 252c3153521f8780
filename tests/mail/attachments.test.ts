import ICAL from 'ical.js'
import PostalMime, { type Attachment } from 'postal-mime'
import { describe, expect, test } from 'vitest'
import { drawing } from '../../src/mail/drawing.ts'
import { smtpTransport } from '../../src/mail/smtp.ts'
import { paths } from '../../src/paths.ts'
import { addressOf, openHouse, registration } from '../support/house.ts'
import { authority, openSmtpOffice } from '../support/smtp-office.ts'

const files = (letter: { attachments?: { filename: string }[] }) => letter.attachments?.map(({ filename }) => filename)
const dayIn = (base64 = '') => {
  const event = new ICAL.Component(ICAL.parse(Buffer.from(base64, 'base64').toString())).getFirstSubcomponent('vevent')
  return [event?.getFirstPropertyValue('dtstart')?.toString(), event?.getFirstPropertyValue('summary')]
}

describe('by Resend', () => {
  test('Klaus is in every e-mail, and the day goes along where it is announced', async () => {
    const house = await openHouse()
    const { id, slug } = await house.exchange('registration_open', ['Charlie', 'Dana'])
    const organiser = await house.alice()
    await house.visitor().post(paths.register(slug), registration('Bob'))
    await organiser.post(paths.addPerson(id), { name: 'Erin', email: addressOf('Erin') })
    await house.deliver()
    for (const name of ['Bob', 'Erin']) {
      const { attachments = [], html, text } = house.post.letterTo(addressOf(name))
      expect(attachments[0]).toEqual({ filename: 'klaus.png', content_type: 'image/png', content_id: drawing.contentId, content: drawing.base64 })
      expect(html).toContain(`<img src="cid:${drawing.contentId}"`)
      expect(attachments[1]).toMatchObject({ filename: 'secret-santa.ics', content_type: 'text/calendar; charset=utf-8' })
      expect(attachments[1]).not.toHaveProperty('content_id')
      expect(dayIn(attachments[1]?.content)).toEqual(['2026-12-24', 'Secret Santa: Millers’ Christmas'])
      expect(Buffer.from(attachments[1]?.content ?? '', 'base64').toString()).not.toContain('METHOD')
      expect(text).toContain('The attached file puts the day in your calendar.')
    }
    await house.visitor().post(paths.requestAccess(slug), { email: addressOf('Bob') })
    await organiser.post(paths.closeRegistration(id))
    await organiser.post(paths.draw(id))
    await house.deliver()
    const later = house.post.inbox.slice(-6).map((letter) => [letter.subject, files(letter)])
    expect(later).toContainEqual(['Your sign-in link: Millers’ Christmas', ['klaus.png']])
    expect(later).toContainEqual(['The names are drawn: Millers’ Christmas', ['klaus.png', 'secret-santa.ics']])
  })

  test('a repetition is the same to the byte, calendar file and all', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open')
    await house.visitor().post(paths.register(slug), registration('Bob'))
    const tries: string[] = []
    house.post.refuses = (email) => (tries.push(JSON.stringify(email)) < 2 ? { status: 500, name: 'application_error' } : undefined)
    await house.deliver()
    house.world.travel({ minutes: 10 })
    await house.deliver()
    expect(tries).toHaveLength(2)
    expect(tries[1]).toBe(tries[0])
    expect(tries[0]).toContain('secret-santa.ics')
  })

  test('what is stored of a match has one length, however much the organiser and the receivers wrote', async () => {
    const house = await openHouse()
    const described = { match_in_email: 'on', description: '"&\n'.repeat(660), budget: '"'.repeat(100), name: '"'.repeat(250) }
    const { id } = await house.exchange('registration_closed', ['Bo', 'Charlotte', 'Dana', 'Erin the Elder'], described)
    house.exec(`update participant set gift_ideas = ? where name = 'Dana'`, '"<'.repeat(600))
    await (await house.alice()).post(paths.draw(id))
    // Nobody knows whether any of them arrived, so that they are kept to the byte.
    house.post.mood = 'hanging up'
    await house.deliver()
    const stored = `select length(sealed_content) as length, count(*) as count from outgoing_email where kind = 'match notification' group by 1`
    expect(house.rows(stored)).toEqual([{ length: expect.any(Number), count: 4 }])
  })
})

describe('by SMTP', () => {
  test('Klaus stands inside of the markup, and the day beside it', async () => {
    const office = await openSmtpOffice()
    const house = await openHouse({ transport: smtpTransport(`smtp://klaus:secret@localhost:${office.port}`, { authority }) })
    const { slug } = await house.exchange('registration_open')
    await house.visitor().post(paths.register(slug), registration('Bob'))
    await house.deliver()
    const raw = office.inbox[0]?.raw ?? ''
    const { html, text, attachments } = await PostalMime.parse(raw, { attachmentEncoding: 'base64' })
    const [klaus, day] = attachments as [Attachment, Attachment]
    expect(klaus).toMatchObject({ mimeType: 'image/png', disposition: 'inline', related: true, contentId: `<${drawing.contentId}>` })
    expect(klaus.content).toBe(drawing.base64)
    expect(html).toContain(`<img src="cid:${drawing.contentId}"`)
    expect(day).toMatchObject({ filename: 'secret-santa.ics', mimeType: 'text/calendar', disposition: 'attachment' })
    expect(day).not.toHaveProperty('method')
    expect(dayIn(String(day.content))).toEqual(['2026-12-24', 'Secret Santa: Millers’ Christmas'])
    expect(text).toContain('The attached file puts the day in your calendar.')
    expect(raw.length).toBeLessThan(24_000)
  })
})
