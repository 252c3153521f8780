import { expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { openHouse } from '../support/house.ts'

const overHtmx = { headers: { 'HX-Request-Type': 'partial' } }

test('htmx gets the content of any page, refused forms too, without what stands on every page', async () => {
  const house = await openHouse()
  const organiser = await house.alice()
  const { id, slug } = await house.exchange('registration_open', ['Bob'])
  const answers = {
    login: await house.visitor().post(paths.adminLogin(), { email: '', password: '' }, overHtmx),
    forgotPassword: await house.visitor().post(paths.forgotPassword(), { email: 'x' }, overHtmx),
    requestAccess: await house.visitor().post(paths.requestAccess(slug), { email: 'x' }, overHtmx),
    settings: await organiser.post(paths.settings(), { email: 'x' }, overHtmx),
    addPerson: await organiser.post(paths.addPerson(id), { name: '', email: '' }, overHtmx),
    delete: await organiser.post(paths.deleteExchange(id), { name: 'another' }, overHtmx),
    draw: await organiser.post(paths.draw(id), {}, overHtmx),
    reopen: await organiser.post(paths.reopenRegistration(id), {}, overHtmx),
    desk: await organiser.get(paths.exchange(id), overHtmx),
  }
  const seen = Object.entries(answers).map(([name, { status, html, headers }]) => [name, status, /<html|<head>|<footer/.test(html), headers.get('Vary')])
  const vary = 'HX-Request-Type, Accept-Encoding, Accept-Language, Cookie'
  expect(seen).toEqual([
    ['login', 422, false, vary],
    ['forgotPassword', 422, false, vary],
    ['requestAccess', 422, false, vary],
    ['settings', 422, false, vary],
    ['addPerson', 422, false, vary],
    ['delete', 422, false, vary],
    ['draw', 409, false, vary],
    ['reopen', 409, false, vary],
    ['desk', 200, false, vary],
  ])
  expect(answers.requestAccess.text).toContain('That doesn’t look like an e-mail address')
  expect(answers.delete.text).toContain('That isn’t the name of this exchange')
})

test('a message from the step before waits for a whole page', async () => {
  const house = await openHouse()
  const organiser = await house.alice()
  const { id } = await house.exchange('draft')
  await organiser.post(paths.openRegistration(id))
  expect((await organiser.get(paths.exchange(id), overHtmx)).text).not.toContain('Registration is open. Share')
  expect((await organiser.get(paths.exchange(id))).text).toContain('Registration is open. Share')
})
