import { paths } from '../../src/paths.ts'
import { alice } from '../support/house.ts'
import { visitDrawPages } from './draw-pages.ts'
import { visitPeoplePages } from './people-pages.ts'
import { become, cast, press, registerOnly, show, type Walk } from './walk.ts'

/** Exchanges in each state, with people whose names try the pages. */
type States = Record<'draft' | 'open' | 'closed' | 'drawn' | 'completed', { id: string }>

async function openStates({ house }: Walk): Promise<States> {
  const draft = await house.exchange('draft', [], { name: 'Office party' })
  const open = await house.exchange('registration_open', cast.slice(0, 2), { max_participants: '12' })
  const closed = await house.exchange('registration_closed', cast, { name: 'Book club' })
  const drawn = await house.exchange('matched', cast, { name: cast.at(-1) as string, description: '' })
  const completed = await house.exchange('completed', cast.slice(0, 3), { name: 'Last year' })
  await registerOnly(house, open.slug, 'Frank')
  return { draft, open, closed, drawn, completed }
}

/** The organiser's exchanges, their desks, and all that hangs on those but rules, draws and people. */
export async function visitExchangePages(walk: Walk): Promise<void> {
  await become(walk, await walk.house.alice())
  await show(walk, 'mail-empty', paths.mail())
  await visitFirstPages(walk)
  await show(walk, 'new-exchange', paths.newExchange())
  await press(walk, 'new-exchange-refused', 'Save as draft', 'answers need another look')
  const states = await openStates(walk)
  const { draft, open, drawn, completed } = states
  await show(walk, 'exchanges', paths.adminDashboard())
  for (const [name, { id }] of Object.entries(states)) await show(walk, `desk-${name}`, paths.exchange(id))
  await visitTakingPart(walk, { draft, open })
  await visitEditing(walk, { open, drawn })
  await show(walk, 'poster', paths.poster(open.id))
  for (const [name, { id }] of Object.entries({ draft, drawn, completed })) await show(walk, `notifications-${name}`, paths.notifications(id))
  await show(walk, 'notifications', paths.notifications(open.id))
  await walk.person.page.getByLabel('Days before').fill('7, 1, 90')
  await press(walk, 'notifications-refused', 'Save', 'One answer needs another look')
  await show(walk, 'delete-draft', paths.deleteExchange(draft.id))
  await show(walk, 'delete', paths.deleteExchange(drawn.id))
  await press(walk, 'delete-refused', 'Delete for good', 'That isn’t the name')
  await visitAccount(walk)
}

/** The first page after the set-up: with mail set up, by a mail server, in a trial without, in production without, and after tests. */
async function visitFirstPages(walk: Walk): Promise<void> {
  const { house, person } = walk
  const { mail } = house.services
  const way = mail.carrier
  mail.carrier = { kind: 'log' }
  await show(walk, 'exchanges-empty-in-a-trial', paths.adminDashboard())
  await show(walk, 'forgot-password-sent-in-a-trial', paths.passwordResetRequested())
  mail.carrier = { kind: 'nowhere' }
  await show(walk, 'exchanges-empty-without-mail', paths.adminDashboard())
  await show(walk, 'mail-not-set-up', paths.mail())
  mail.carrier = { kind: 'smtp', server: 'smtp-relay.a-very-long-name.example.org:587' }
  await show(walk, 'exchanges-empty-by-smtp', paths.adminDashboard())
  mail.carrier = way
  await show(walk, 'exchanges-empty', paths.adminDashboard())
  house.post.mood = 'refusing the key'
  await press(walk, 'test-e-mail-refused', 'Send me a test', 'Not sent')
  house.post.mood = 'well'
  await person.page.goto(paths.settings())
  await press(walk, 'test-e-mail-sent', 'Send me a test', 'Sent to')
}

/** The rules, the draw and the people of exchanges. */
export async function visitDrawAndPeoplePages(walk: Walk): Promise<void> {
  await become(walk, await walk.house.alice())
  const states = await openStates(walk)
  await visitDrawPages(walk, states)
  await visitPeoplePages(walk, states)
}

/** The organiser comes in on the desk, and opens the own page of an exchange that is a draft yet. */
async function visitTakingPart(walk: Walk, { draft, open }: Record<'draft' | 'open', { id: string }>): Promise<void> {
  const { page } = walk.person
  await page.goto(paths.exchange(open.id))
  await page.getByText('Taking part yourself?').click()
  await press(walk, 'desk-take-part-refused', 'Take part', 'Please enter your name')
  await page.goto(paths.exchange(draft.id))
  await page.getByText('Taking part yourself?').click()
  await page.getByLabel('Your name').fill('Alice')
  await press(walk, 'desk-taking-part', 'Take part', 'You take part as')
  await press(walk, 'dashboard-draft', 'Open my page', 'Registration hasn’t opened yet')
}

async function visitEditing(walk: Walk, { open, drawn }: Record<'open' | 'drawn', { id: string }>): Promise<void> {
  const { page } = walk.person
  await page.goto(paths.exchange(open.id))
  // A phone folds them.
  if ((await page.locator('#details').getAttribute('open')) === null) await page.getByRole('heading', { name: 'Details' }).click()
  await page.getByRole('link', { name: 'about 20 €' }).click()
  await page.getByLabel('Budget').fill('x'.repeat(101))
  await press(walk, 'desk-editing', 'Save', 'at most 100 characters')
  await show(walk, 'edit', paths.editExchange(open.id))
  await page.getByLabel('Gift day').fill('2026-12-01')
  await press(walk, 'edit-refused', 'Save', 'can’t be before that')
  await show(walk, 'edit-once-drawn', paths.editExchange(drawn.id))
}

async function visitAccount(walk: Walk): Promise<void> {
  const { house } = walk
  await show(walk, 'settings', paths.settings())
  await press(walk, 'settings-refused', 'Change password', 'another look')
  house.post.mood = 'refusing'
  await house.deliver()
  house.post.mood = 'well'
  await show(walk, 'mail', paths.mail())
  await show(walk, 'exchanges-in-trouble', paths.adminDashboard())
  await visitMailThatWaits(walk)
  await visitWhatWasTyped(walk)
  house.world.travel({ minutes: 21 })
  await show(walk, 'settings-stale', paths.settings())
}

/** What the admin sees while a limit of the mail service is used up. */
async function visitMailThatWaits(walk: Walk): Promise<void> {
  const { house } = walk
  const { slug } = house.row<{ slug: string }>(`select slug from exchange where state = 'registration_open'`)
  for (const name of ['Henry', 'Iris']) await registerOnly(house, slug, name)
  house.post.refuses = () => ({ status: 429, name: 'daily_quota_exceeded', retryAfter: 3600 })
  await house.deliver()
  house.post.refuses = () => undefined
  await show(walk, 'mail-waits', paths.mail())
  await show(walk, 'exchanges-wait', paths.adminDashboard())
  await show(walk, 'settings-wait', paths.settings())
  house.exec(`delete from transport_state`)
}

/** What the admin finds after signing in who was signed out while writing. */
async function visitWhatWasTyped(walk: Walk): Promise<void> {
  const { house } = walk
  const { id } = house.row<{ id: string }>(`select id from exchange where state = 'registration_open'`)
  const organiser = house.visitor()
  await organiser.post(paths.message(id), { subject: 'Where we meet', message: 'At seven, at the back door.\n\nBring a hat.' })
  await become(walk, organiser)
  await show(walk, 'login-with-what-was-typed', paths.adminLogin(paths.message(id)))
  await organiser.post(paths.adminLogin(), alice)
  await become(walk, organiser)
  await show(walk, 'message-with-what-was-typed', paths.message(id))
}
