import { declineToken } from '../../src/auth/signed-token.ts'
import { unsubscribeToken } from '../../src/participants/reminders.ts'
import { paths } from '../../src/paths.ts'
import { addressOf, alice } from '../support/house.ts'
import type { Visitor } from '../support/visitor.ts'
import { become, cast, press, show, type Walk } from './walk.ts'

/** Every page that people see who are invited, who take part, or who are nobody in particular. */
export async function visitParticipantPages(walk: Walk): Promise<void> {
  const { house } = walk
  await show(walk, 'setup', '/setup')
  await press(walk, 'setup-refused', 'Set up', 'need another look')
  await house.alice()
  await visitPublicPages(walk)
  await visitInvitations(walk)
  await visitDashboards(walk)
}

async function visitPublicPages(walk: Walk): Promise<void> {
  const { house, person } = walk
  await show(walk, 'landing', '/')
  await show(walk, 'not-found', '/nowhere')
  await show(walk, 'signed-out', paths.dashboard())
  await show(walk, 'login', paths.adminLogin())
  await person.page.getByLabel('E-mail address').fill(alice.email)
  await person.page.getByLabel('Password').fill('something else')
  await press(walk, 'login-refused', 'Sign in', 'Wrong e-mail address')
  await show(walk, 'forgot-password', paths.forgotPassword())
  await show(walk, 'forgot-password-sent', paths.passwordResetRequested())
  await show(walk, 'dead-reset-link', paths.resetPassword('A'.repeat(43)))
  await house.visitor().post(paths.forgotPassword(), { email: alice.email })
  await house.deliver()
  const [reset] = /\/admin\/reset-password\/[\w-]{43}/.exec(house.post.letterTo(alice.email).text) ?? []
  await show(walk, 'reset-password', reset as string)
  await show(walk, 'dead-link', paths.magicLink('A'.repeat(43)))
  await show(walk, 'sign-in', paths.signIn())
}

async function visitInvitations(walk: Walk): Promise<void> {
  const { house, person } = walk
  const { page } = person
  const draft = await house.exchange('draft')
  const open = await house.exchange('registration_open', ['Bob'], { max_participants: '12' })
  const full = await house.exchange('registration_open', cast.slice(0, 3), { name: 'Small circle', max_participants: '3', description: '', budget: '' })
  const closed = await house.exchange('registration_closed', ['Bob'], { name: cast.at(-1) as string, description: 'x'.repeat(120) })
  await show(walk, 'invitation', paths.register(open.slug))
  await page.getByLabel('Your name').fill('Frank')
  await press(walk, 'invitation-refused', 'Join the exchange', 'Please enter your e-mail')
  await page.getByLabel('E-mail address').fill('a.very.long.address.of.somebody@gmial.com')
  await press(walk, 'invitation-asks', 'Join the exchange', 'Did you mean')
  await page.getByLabel('E-mail address').fill(addressOf('Bob'))
  await press(walk, 'already-registered', 'Join the exchange', 'You’re already registered')
  await page.getByLabel('Gift ideas').fill('x'.repeat(10_001))
  await press(walk, 'invitation-too-long', 'Join the exchange', 'you have 10,001')
  await show(walk, 'invitation-full', paths.register(full.slug))
  await show(walk, 'invitation-closed', paths.register(closed.slug))
  await show(walk, 'invitation-draft', paths.register(draft.slug))
  await show(walk, 'invitation-dead', paths.register('0123456789abcdef'))
  await page.goto(paths.register(open.slug))
  await page.getByLabel('Your name').fill('Gina')
  await page.getByLabel('E-mail address').fill(addressOf('Gina'))
  await press(walk, 'check-your-mail', 'Join the exchange', 'Check your mail')
  await show(walk, 'request-access', paths.requestAccess(open.slug))
  await press(walk, 'request-access-refused', 'E-mail me a link', 'Please enter your e-mail')
  await show(walk, 'link-requested', paths.accessRequested(open.slug))
  await house.visitor().post(paths.requestAccess(open.slug), { email: addressOf('Bob') })
  await house.deliver()
  await visitLinks(walk)
}

/** What links show to whoever has one, alive or dead, and what a code does. */
async function visitLinks(walk: Walk): Promise<void> {
  const { house, person } = walk
  const link = house.linkTo(addressOf('Bob'))
  await show(walk, 'confirm-link', link)
  await house.visitor().post(link)
  await show(walk, 'dead-link-known', link)
  await press(walk, 'fresh-link-requested', 'E-mail me a fresh link', 'A fresh link is on its way')
  const enter = async (name: string, words: string) => {
    await person.page.getByLabel('Or type the code').fill('AAAA BBBB')
    await press(walk, name, 'Sign in with the code', words)
  }
  await enter('code-refused', 'That code doesn’t work')
  for (let round = 0; round < 4; round++) await enter('code-refused', 'That code doesn’t work')
  await enter('too-many-codes', 'Ask for another link')
  await house.exchange('matched', cast, { name: 'Colleagues' })
  await house.deliver()
  await show(walk, 'confirm-link-to-match', house.linkTo(addressOf('Bob')))
}

/** What becomes of gift ideas that were written by somebody who is signed out meanwhile: over htmx, and without it. */
async function visitSignedOut(walk: Walk): Promise<void> {
  const { house, person } = walk
  const before = await person.context.cookies()
  await person.page.goto(paths.giftIdeas())
  await person.context.clearCookies()
  await press(walk, 'gift-ideas-signed-out', 'Save', 'You’ve been signed out.')
  const bob = house.visitor()
  await bob.post(paths.profile(), { name: 'Bob', gift_ideas: 'A kite.\n\nWarm socks.' })
  await become(walk, bob)
  await show(walk, 'landing-with-what-was-typed', '/')
  await person.context.addCookies(before)
}

/** What somebody sees who was added and would rather not take part, before the draw and after it. */
async function visitDeclining(walk: Walk, open: string, drawn: string): Promise<void> {
  const { house } = walk
  await become(walk)
  await (await house.alice()).post(paths.addPerson(open), { name: 'Frank', email: addressOf('Frank') })
  await show(walk, 'decline', paths.decline(declineToken(house.services.vault, { id: house.idOf(open, 'Frank'), email: addressOf('Frank') })))
  await press(walk, 'declined', 'Leave this exchange', 'You’re not taking part')
  await press(walk, 'declined-for-good', 'Never write to me again', 'Changed your mind?')
  await show(walk, 'decline-too-late', paths.decline(declineToken(house.services.vault, { id: house.idOf(drawn, 'Charlie'), email: addressOf('Charlie') })))
  await press(walk, 'decline-asked', 'Tell the organiser I want out', 'Your organiser knows you want out')
}

async function visitDashboards(walk: Walk): Promise<void> {
  const { house, person } = walk
  const { page } = person
  const open = await house.exchange('registration_open', cast)
  const drawn = await house.exchange('matched', cast, { name: 'Friends' })
  await become(walk, open.people[cast.at(-1) as string] as Visitor)
  await show(walk, 'dashboard', paths.dashboard())
  await page.goto(paths.giftIdeas())
  await page.getByLabel('Gift ideas').fill('')
  await press(walk, 'dashboard-without-ideas', 'Save', 'Your gift ideas are saved')
  await press(walk, 'dashboard-without-reminders', 'Turn reminders off', 'Reminders are off.')
  await show(walk, 'gift-ideas', paths.giftIdeas())
  await page.getByLabel('Gift ideas').fill('x'.repeat(9500))
  await page.getByText('9,500 / 10,000 characters').waitFor()
  await walk.visit('gift-ideas-near-the-limit')
  await page.getByLabel('Gift ideas').fill('x'.repeat(10_001))
  await press(walk, 'gift-ideas-refused', 'Save', 'you have 10,001')
  await show(walk, 'profile', paths.profile())
  await visitSignedOut(walk)
  house.exec(`update exchange set state = 'draft' where id = '${open.id}'`)
  await show(walk, 'dashboard-draft', paths.dashboard())
  house.exec(`update exchange set state = 'registration_open' where id = '${open.id}'`)
  await show(walk, 'withdraw', paths.withdraw())
  const { id: bob } = house.row<{ id: string }>(`select id from participant where name = 'Bob'`)
  await show(walk, 'unsubscribe', paths.unsubscribe(unsubscribeToken(house.services.vault, bob)))
  await press(walk, 'unsubscribed', 'Stop the reminders', 'No more reminders')

  await visitDeclining(walk, open.id, drawn.id)
  await become(walk, drawn.people.Dana as Visitor)
  await show(walk, 'dashboard-drawn', paths.dashboard())
  house.exec(`update participant set name = 'Dana' where name <> 'Dana' and exchange_id = '${drawn.id}'`)
  await show(walk, 'dashboard-drawn-with-namesakes', paths.dashboard())
  await show(walk, 'profile-once-drawn', paths.profile())
  await show(walk, 'withdraw-too-late', paths.withdraw())
  await press(walk, 'withdraw-asked', 'Tell my organiser', 'Your organiser knows you want out')
  await page.goto(paths.dashboard())
  await press(walk, 'match', 'Reveal my match', 'You give to')
  await show(walk, 'dashboard-revealed', paths.dashboard())
  await show(walk, 'forbidden', paths.calendar(open.id))
  await (await house.alice()).post(paths.complete(drawn.id))
  await show(walk, 'dashboard-completed', paths.dashboard())
}
