import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { openHouse } from '../support/house.ts'

const cast = ['Bob', 'Charlie', 'Dana']

/** The one event of a calendar file, as a calendar program reads it. */
function eventIn(file: string) {
  const calendar = new ICAL.Component(ICAL.parse(file))
  const [event, ...others] = calendar.getAllSubcomponents('vevent')
  if (!event || others.length > 0) throw new Error('There must be one event.')
  return new ICAL.Event(event)
}

describe('the calendar file', () => {
  test('holds the day of the exchange as a whole day, whatever the texts hold', async () => {
    const house = await openHouse()
    const name = `Glühwein; "Kekse", Tee\\n & 🎄${' sehr lang'.repeat(15)}`
    const description = `BEGIN:VALARM\nEND:VEVENT\r\nÄÖÜ ${'🎁'.repeat(60)}`
    const { id, slug, people } = await house.exchange('registration_open', ['Bob'], { name, description, timezone: 'Pacific/Kiritimati' })
    expect((await people.Bob?.get(paths.dashboard()))?.html).toContain(`href="${paths.calendar(id)}"`)
    const file = await people.Bob?.get(paths.calendar(id))
    expect(file?.status).toBe(200)
    expect(file?.headers.get('Content-Type')).toBe('text/calendar; charset=utf-8')
    expect(file?.headers.get('Content-Disposition')).toBe('attachment; filename="secret-santa.ics"')
    const event = eventIn(file?.html ?? '')
    expect([event.startDate.isDate, event.startDate.toString(), event.duration.toSeconds()]).toEqual([true, '2026-12-24', 86_400])
    expect(event.summary).toBe(`Secret Santa: ${name}`)
    const wayIn = house.world.url(paths.requestAccess(slug))
    expect(event.description).toBe(`${description.replaceAll('\r\n', '\n')}\n\nBudget: about 20 €\n\nYour page: ${wayIn}`)
    expect(event.component.getFirstPropertyValue('url')).toBe(wayIn)
    expect(file?.html.endsWith('END:VCALENDAR\r\n')).toBe(true)
    for (const line of file?.html.split('\r\n') ?? []) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
      expect(line).not.toMatch(/[\r\n]/)
    }
  })

  test('blocks nobody’s calendar, and leads back in from any browser', async () => {
    const house = await openHouse()
    const { id, people } = await house.exchange('matched', cast)
    const file = (await people.Bob?.get(paths.calendar(id)))?.html ?? ''
    expect(file).toContain('\r\nTRANSP:TRANSPARENT\r\n')
    expect(file).toContain('\r\nX-MICROSOFT-CDO-BUSYSTATUS:FREE\r\n')
    const address = new URL(String(eventIn(file).component.getFirstPropertyValue('url')))
    expect(await people.Bob?.get(address.pathname)).toMatchObject({ status: 303, location: paths.dashboard() })
    const phone = house.visitor()
    expect(await phone.get(address.pathname)).toMatchObject({ status: 200, text: expect.stringContaining('Millers’ Christmas') })
    // What told of the draw goes first.
    await house.deliver()
    expect(await phone.post(address.pathname, { email: 'bob@example.org' })).toMatchObject({ status: 303 })
    await house.deliver()
    expect((await phone.open(house.linkTo('bob@example.org'))).text).toContain('Hello Bob')
  })

  test('keeps its identity when the day moves, and is the same for everybody', async () => {
    const house = await openHouse()
    const { id, people } = await house.exchange('matched', cast)
    const before = await people.Bob?.get(paths.calendar(id))
    await people.Charlie?.post(paths.match(), { show: 'yes' })
    expect((await people.Charlie?.get(paths.calendar(id)))?.html).toBe(before?.html)
    expect(before?.html).not.toMatch(/Bob|Charlie|Dana/)
    house.world.travel({ minutes: 1 })
    await (await house.alice()).post(paths.exchange(id), { exchange_date: '2026-12-27' })
    const after = eventIn((await people.Bob?.get(paths.calendar(id)))?.html ?? '')
    expect([after.uid, after.startDate.toString()]).toEqual([eventIn(before?.html ?? '').uid, '2026-12-27'])
    expect(after.sequence).toBeGreaterThan(eventIn(before?.html ?? '').sequence)
  })

  test('of somebody else’s exchange is 403, of none 404, and signed out leads to the landing page', async () => {
    const house = await openHouse()
    const { id, people } = await house.exchange('registration_open', ['Bob'])
    const other = await house.exchange('registration_open', ['Charlie'], { name: 'Office' })
    expect(await people.Bob?.get(paths.calendar(other.id))).toMatchObject({ status: 403, text: expect.not.stringContaining('Office') })
    expect(await people.Bob?.get(paths.calendar('00000000-0000-4000-8000-000000000000'))).toMatchObject({ status: 403 })
    expect(await people.Bob?.get(paths.calendar('x'))).toMatchObject({ status: 404 })
    for (const someone of [house.visitor(), await house.alice()]) expect(await someone.get(paths.calendar(id))).toMatchObject({ status: 303, location: '/' })
  })
})
