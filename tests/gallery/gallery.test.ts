import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'vitest'
import { unsubscribeToken } from '../../src/participants/reminders.ts'
import { paths } from '../../src/paths.ts'
import { launchBrowser, type Person, sitDown } from '../support/browser.ts'
import { addressOf, alice, type House, openHouse, registration } from '../support/house.ts'
import type { Visitor } from '../support/visitor.ts'

const folder = join(import.meta.dirname, '../../.output/gallery')
const cast = ['Bob', 'Charlie', 'Dana', 'Zoë Kowalczyk-Fernández', 'נועה', 'Erin 🎄']

test('every page, on a phone and on a desktop, light and dark', async () => {
  mkdirSync(folder, { recursive: true })
  const browser = await launchBrowser()
  for (const [name, options] of Object.entries({
    desktop: {},
    'desktop-dark': { dark: true },
    phone: { phone: true },
    'phone-dark': { phone: true, dark: true },
  })) {
    const house = await openHouse()
    const person = await sitDown(browser, { baseURL: house.url, javaScriptEnabled: true, ...options })
    const shoot = async (page: string) => void (await person.page.screenshot({ path: join(folder, `${page}.${name}.png`), fullPage: true }))
    await everyPage(house, person, shoot)
  }
  await browser.close()
}, 300_000)

async function everyPage(house: House, { page, context }: Person, shoot: (page: string) => Promise<void>): Promise<void> {
  const become = async (visitor: Visitor) => {
    await context.clearCookies()
    await context.addCookies([...visitor.cookies].map(([name, value]) => ({ name, value, url: house.url })))
  }
  const show = async (name: string, path: string) => {
    await page.goto(path)
    await shoot(name)
  }
  await show('setup', '/setup')
  const organiser = await house.alice()
  await become(organiser)
  await show('exchanges-empty', paths.adminDashboard())
  await show('new-exchange', paths.newExchange())
  await page.getByRole('button', { name: 'Create the draft' }).click()
  await page.getByText('3 answers need another look').waitFor()
  await shoot('new-exchange-refused')

  const draft = await house.exchange('draft', [], { name: 'Office party' })
  const open = await house.exchange('registration_open', cast.slice(0, 2), { max_participants: '12' })
  const closed = await house.exchange('registration_closed', cast, { name: 'Book club' })
  const drawn = await house.exchange('matched', cast, { name: 'Friends' })
  await house.visitor().post(paths.register(open.slug), { ...registration('Frank'), gift_ideas: '' })
  await show('exchanges', paths.adminDashboard())
  for (const [name, { id }] of Object.entries({ draft, closed, drawn, open })) await show(`desk-${name}`, paths.exchange(id))
  await page.getByRole('link', { name: 'about 20 €' }).click()
  await page.getByLabel('Budget').fill('x'.repeat(101))
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('at most 100 characters').waitFor()
  await shoot('desk-editing')
  await show('edit', paths.editExchange(open.id))
  await show('edit-once-drawn', paths.editExchange(drawn.id))
  await show('poster', paths.poster(open.id))
  await show('draw', paths.draw(closed.id))
  await show('draw-too-few', paths.draw(open.id))
  await show('rules-empty', paths.rules(closed.id))
  const rule = (kind: string, ...names: string[]) =>
    organiser.post(paths.rules(closed.id), { kind, participant_ids: names.map((name) => house.idOf(closed.id, name)) })
  await rule('household', 'Bob', 'Charlie')
  await rule('one_way', 'Dana', 'Erin 🎄')
  await organiser.post(paths.rules(closed.id), { kind: 'history', earlier_exchange_id: drawn.id })
  await show('rules-possible', paths.rules(closed.id))
  await rule('exclusion', 'Dana', 'Bob', 'Charlie', 'Zoë Kowalczyk-Fernández', 'Erin 🎄')
  await show('rules-impossible', paths.rules(closed.id))
  await show('draw-impossible', paths.draw(closed.id))
  await organiser.post(paths.rules(drawn.id), { kind: 'one_way', participant_ids: cast.slice(0, 2).map((name) => house.idOf(drawn.id, name)), confirm: 'yes' })
  await show('drawn', paths.draw(drawn.id))
  await show('undo', paths.undoDraw(drawn.id))

  await everyPageAboutPeople(page, { house, draft, open, drawn }, show, shoot)

  const completed = await house.exchange('completed', cast, { name: 'Last year' })
  await show('desk-completed', paths.exchange(completed.id))
  for (const [name, { id }] of Object.entries({ draft, open, drawn, completed })) await show(`notifications-${name}`, paths.notifications(id))
  await page.getByLabel('Days before').fill('7, 1, 90')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('One answer needs another look').waitFor()
  await shoot('notifications-refused')
  await show('delete-draft', paths.deleteExchange(draft.id))
  await show('delete-drawn', paths.deleteExchange(drawn.id))
  await page.getByRole('button', { name: 'Delete for good' }).click()
  await page.getByText('That is not the name').waitFor()
  await shoot('delete-refused')

  await show('settings', paths.settings())
  house.post.mood = 'refusing'
  await house.deliver()
  house.post.mood = 'well'
  await show('mail', paths.mail())
  await show('exchanges-in-trouble', paths.adminDashboard())
  house.world.travel({ minutes: 21 })
  await show('draw-stale', paths.draw(closed.id))

  await context.clearCookies()
  await show('landing', '/')
  await show('forgot-password', paths.forgotPassword())
  await show('dead-reset-link', paths.resetPassword('A'.repeat(43)))
  await house.visitor().post(paths.forgotPassword(), { email: alice.email })
  await house.deliver()
  const [reset] = /\/admin\/reset-password\/[\w-]{43}/.exec(house.post.letterTo(alice.email).text) ?? []
  await show('reset-password', reset as string)
  await show('login', paths.adminLogin())
  await show('signed-out', paths.newExchange())
  await show('invitation', paths.register(open.slug))
  await page.getByLabel('Your name').fill('Frank')
  await page.getByRole('button', { name: 'Join the exchange' }).click()
  await page.getByText('Please enter your e-mail').waitFor()
  await shoot('invitation-refused')
  await page.getByLabel('E-mail address').fill(addressOf('Bob'))
  await page.getByRole('button', { name: 'Join the exchange' }).click()
  await page.getByText('You are already registered').waitFor()
  await shoot('already-registered')
  await show('invitation-closed', paths.register(closed.slug))
  await show('invitation-dead', paths.register('0123456789abcdef'))
  await show('sign-in', paths.signIn())
  await show('invitation-draft', paths.register(draft.slug))
  await show('request-access', paths.requestAccess(open.slug))
  await show('check-your-mail', paths.registered(open.slug))
  await house.visitor().post(paths.requestAccess(open.slug), { email: addressOf('Bob') })
  await house.deliver()
  await show('confirm-link', house.linkTo(addressOf('Bob')))
  await show('dead-link', paths.magicLink('A'.repeat(43)))
  await show('not-found', '/nowhere')

  await become(open.people.Bob as Visitor)
  await show('dashboard', paths.dashboard())
  await show('gift-ideas', paths.giftIdeas())
  await show('profile', paths.profile())
  await show('withdraw', paths.withdraw())
  const { id: bob } = house.row<{ id: string }>(`select id from participant where name = 'Bob'`)
  await show('unsubscribe', paths.unsubscribe(unsubscribeToken(house.parts.vault, bob)))
  await become(drawn.people.Dana as Visitor)
  await show('dashboard-drawn', paths.dashboard())
  await page.getByRole('button', { name: 'Reveal my match' }).click()
  await page.getByText('You give to').waitFor()
  await shoot('match')
  await organiser.post(paths.complete(drawn.id))
  await show('dashboard-completed', paths.dashboard())
  await become(organiser)
  await show('desk-completed', paths.exchange(drawn.id))
  await show('exchanges-past', paths.adminDashboard())
}

type Exchanges = Record<'draft' | 'open' | 'drawn', { id: string }>

async function everyPageAboutPeople(
  page: Person['page'],
  { house, draft, open, drawn }: Exchanges & { house: House },
  show: (name: string, path: string) => Promise<void>,
  shoot: (name: string) => Promise<void>,
): Promise<void> {
  const { id: bob } = house.row<{ id: string }>(`select id from participant where name = 'Bob' and exchange_id = ?`, open.id)
  for (const [name, { id }] of Object.entries({ draft, open, drawn })) await show(`people-${name}`, paths.people(id))
  await show('people-none-found', `${paths.people(open.id)}?search=nobody`)
  await show('add-person', paths.addPerson(open.id))
  await show('remove-person', paths.removePerson(open.id, bob))
  await show('correct-address', paths.correctEmail(open.id, bob))
  await show('import', paths.importPeople(open.id))
  await page.getByLabel('Names and addresses').fill('Bob,bob@example.org\nErin,erin@example.org\nGrace')
  await page.getByRole('button', { name: 'Check the list' }).click()
  await page.getByText('needs another look').waitFor()
  await shoot('import-refused')
  await page.getByLabel('Names and addresses').fill('Bob,bob@example.org\nErin,erin@example.org\nGrace,grace@example.org')
  await page.getByRole('button', { name: 'Check again' }).click()
  await page.getByRole('button', { name: 'Add 2 people' }).waitFor()
  await shoot('import-preview')
  await show('message', paths.message(open.id))
  await page.getByLabel('Subject').fill('Where we meet')
  await page.getByLabel('Message').fill('We meet at seven, at the back door.\n\nThe way: https://example.org/map')
  await page.getByRole('button', { name: 'Show how it looks' }).click()
  await page.getByText('This is how it looks').waitFor()
  await shoot('message-preview')
}
