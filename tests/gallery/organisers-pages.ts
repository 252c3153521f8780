import { paths } from '../../src/paths.ts'
import { addressOf, type House } from '../support/house.ts'
import { become, cast, press, show, type Walk } from './walk.ts'

const long = cast.at(-1) as string

/** What the owner, other organisers and those who are invited see of each other, and what is left of exchanges that were erased. */
export async function visitOrganisersPages(walk: Walk): Promise<void> {
  const { house } = walk
  const owner = await house.alice()
  await become(walk, owner)
  await show(walk, 'organisers-alone', paths.organisers())
  await press(walk, 'organisers-refused', 'Send invitation', 'Please enter')
  const olga = await house.anotherOrganiser('Olga')
  const { location } = await olga.post(paths.newExchange(), { ...fields, name: 'Book club', open: 'yes' })
  const theirs = /[\da-f-]{36}/.exec(location ?? '')?.[0] as string
  await owner.post(paths.organisers(), { email: 'a.very.long.address.of.somebody@a-long-domain.example.org' })
  await house.deliver()
  await show(walk, 'organisers', paths.organisers())
  await show(walk, 'organisers-remove', paths.removeAccount(accountOf(house, 'Olga')))
  await visitSharing(walk, theirs)
  await visitInvitation(walk)
  await visitNextYear(walk)
}

const fields = { registration_close_date: '2026-12-10', exchange_date: '2026-12-24', timezone: 'Europe/Berlin' }

function accountOf(house: House, name: string): string {
  return house.row<{ id: string }>('select id from admin where email = ?', addressOf(name)).id
}

async function visitSharing(walk: Walk, theirs: string): Promise<void> {
  const { house } = walk
  const owner = await house.alice()
  await show(walk, 'foreign-exchange', paths.exchange(theirs))
  const { id } = await house.exchange('registration_open', cast, { name: long })
  await show(walk, 'sharing-alone', paths.sharing(id))
  await owner.post(paths.sharing(id), { email: addressOf('Olga') })
  await owner.post(paths.sharing(id), { email: 'somebody.new@example.org' })
  await show(walk, 'sharing', paths.sharing(id))
  await show(walk, 'unshare', paths.unshare(id, accountOf(house, 'Olga')))
  await owner.post(paths.settings(), { change: 'email', email: 'alice@new.example' })
  await show(walk, 'settings-new-address', paths.settings())
  await show(walk, 'new-address', await house.newAddressLink())
  await show(walk, 'dead-new-address', paths.newAddress('A'.repeat(43)))
}

async function visitInvitation(walk: Walk): Promise<void> {
  const { house } = walk
  await house.deliver()
  const [link = ''] = /\/admin\/invitation\/[\w-]{43}/.exec(house.post.letterTo('somebody.new@example.org').text) ?? []
  await show(walk, 'organiser-invitation-signed-in', link)
  await become(walk)
  await show(walk, 'organiser-invitation', link)
  await press(walk, 'organiser-invitation-refused', 'Create my account', 'need another look')
  await show(walk, 'dead-organiser-invitation', paths.organiserInvitation('A'.repeat(43)))
}

async function visitNextYear(walk: Walk): Promise<void> {
  const { house } = walk
  const owner = await house.alice()
  const { id, people } = await house.exchange('matched', cast, { name: 'Christmas 2026', remember_pairs: 'on' })
  await people.Bob?.post(paths.preferences(), { invite_again: 'on' })
  await become(walk, people.Bob)
  await show(walk, 'dashboard-to-be-invited-again', paths.dashboard())
  await become(walk, owner)
  await show(walk, 'again', paths.again(id))
  await press(walk, 'desk-again', 'Make the draft', 'The draft is made.')
  const next = walk.person.page.url().split('/').at(-1) as string
  await owner.post(paths.openRegistration(next))
  await house.deliver()
  const [link = ''] = /\/participation\/again\/[\w-]{43}/.exec(house.post.letterTo(addressOf('Bob')).text) ?? []
  rememberOnly(house, id)
  await show(walk, 'exchanges-remembered', paths.adminDashboard())
  await show(walk, 'again-erased', paths.again(house.row<{ id: string }>('select id from past_exchange').id))
  await show(walk, 'forget', paths.forget(house.row<{ id: string }>('select id from past_exchange').id))
  await become(walk)
  await show(walk, 'returning', link)
  await press(walk, 'returning-in', 'I’m in', 'Welcome back')
}

/** As if another exchange had been erased long ago. */
function rememberOnly(house: House, exchangeId: string): void {
  const { account_id } = house.row<{ account_id: string }>('select account_id from organiser where exchange_id = ?', exchangeId)
  const id = house.world.newId()
  house.insert('past_exchange', { id, name: long, exchange_date: '2025-12-24' })
  house.insert('past_organiser', { id: house.world.newId(), exchange_id: id, account_id })
}
