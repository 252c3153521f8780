import { declineToken } from '../../../src/auth/signed-token.ts'
import { returnToken } from '../../../src/participants/past-participants.ts'
import { unsubscribeToken } from '../../../src/participants/reminders.ts'
import { paths } from '../../../src/paths.ts'
import { addressOf, alice, exchangeFields, type House } from '../house.ts'
import type { Visitor } from '../visitor.ts'

export const states = ['not set up', 'draft', 'open', 'closed', 'matched', 'completed'] as const
export type State = (typeof states)[number]

/** Who is there, by what the browser carries; Bob elsewhere has asked for a link, and waits for it. */
export type Cast = 'Alice' | 'Bob' | 'Bob elsewhere' | 'anybody'

/** What a test knows of a scene: the rows that requests name, and the cookies of those who are signed in. */
export type Scene = {
  state: State
  id: string
  slug: string
  earlierId: string
  ruleId: string
  /** Bob's first wish; there is another below it. */
  wishId: string
  /** What Charlie has answered, and what nobody has yet. */
  questionId: string
  unansweredId: string
  person(name: string): string
  cookies: Record<Cast, string>
  /** Secrets out of e-mails: Bob's link, the code that he waits for, the admin's reset link, and what ends Bob's reminders. */
  link: string
  code: string
  resetLink: string
  newAddress: string
  unsubscribe: string
  decline: string
  /** Another account, which organises the exchange with Alice, and an invitation that waits. */
  olga: string
  invitation: { id: string; token: string }
  /** An exchange that was erased, which this one was made from, and the link of somebody who asked to be invited again. */
  pastId: string
  returning: string
  passwordHash: string
  /** Puts every row back as it was. */
  restore(): Promise<void>
}

const cast = ['Bob', 'Charlie', 'Dana', 'Frank', 'Heidi']
const day = 24 * 60 * 60 * 1000

/** Sets a scene by the front door, once, and keeps its rows, so that hundreds of trials begin from the same. */
export async function setScene(house: House, state: State): Promise<Scene> {
  const scene: Scene = {
    state,
    ...{
      id: '',
      slug: '',
      earlierId: '',
      ruleId: '',
      wishId: '',
      questionId: '',
      unansweredId: '',
      link: '',
      code: '',
      resetLink: '',
      newAddress: '',
      unsubscribe: '',
      decline: '',
      passwordHash: '',
      olga: '',
      invitation: { id: '', token: '' },
      pastId: '',
      returning: '',
    },
    person: () => '',
    cookies: { Alice: '', Bob: '', 'Bob elsewhere': '', anybody: '' },
    restore: async () => undefined,
  }
  if (state !== 'not set up') await fill(house, scene)
  scene.restore = house.keep()
  return scene
}

async function fill(house: House, scene: Scene): Promise<void> {
  const { state } = scene
  const organiser = await house.alice()
  const earlier = await house.exchange('completed', ['Bob', 'Charlie', 'Dana'], { name: 'Earlier' })
  const { id, slug, people } = await house.exchange(state === 'draft' ? 'draft' : 'registration_open', [...cast, 'Erin'])
  Object.assign(scene, { id, slug, earlierId: earlier.id })
  if (state !== 'draft') {
    await people.Erin?.post(paths.withdraw())
    await organiser.post(paths.rules(id), { kind: 'one_way', participant_ids: [house.idOf(id, 'Bob'), house.idOf(id, 'Charlie')] })
    for (const title of ['A kite', 'Socks']) await people.Bob?.post(paths.wishes(), { title })
    scene.wishId = house.row<{ id: string }>(`select id from wish where title = 'A kite'`).id
    scene.ruleId = house.row<{ id: string }>('select id from exclusion_rule where exchange_id = ?', id).id
  }
  await ask(house, scene, people.Charlie)
  if (state !== 'draft' && state !== 'open') await organiser.post(paths.closeRegistration(id))
  if (state === 'matched' || state === 'completed') {
    await organiser.post(paths.draw(id))
    // Somebody leaves, so that there is a repair to undo.
    await organiser.post(paths.removePerson(id, house.idOf(id, 'Frank')), { confirm: 'yes' })
  }
  if (state === 'completed') await organiser.post(paths.complete(id))
  const elsewhere = house.visitor()
  if (state !== 'draft') await askForLinks(house, elsewhere, scene)
  await house.tick((job) => job === 'tell the organiser')
  await house.deliver()
  if (state !== 'draft') scene.link = house.linkTo(addressOf('Bob')).split('/').at(-1) as string
  if (state !== 'draft') scene.resetLink = resetLink(house)
  if (state === 'open' || state === 'matched') scene.newAddress = await newAddress(house, organiser)
  if (state === 'open') await addOlga(house, scene)
  if (state === 'open') await addPast(house, scene)
  if (state !== 'draft') scene.code = code(house)
  house.exec('delete from rate_limit')
  if (state === 'completed') makeDueForErasing(house, id)
  const ids = new Map(house.rows<{ id: string; name: string }>('select id, name from participant where exchange_id = ?', id).map((row) => [row.name, row.id]))
  scene.person = (name) => ids.get(name) ?? ''
  scene.passwordHash = house.row<{ hash: string }>('select password_hash as hash from admin where owner = 1').hash
  scene.unsubscribe = unsubscribeToken(house.services.vault, scene.person('Bob'))
  scene.decline = declineToken(house.services.vault, { id: scene.person('Bob'), email: addressOf('Bob') })
  const carried = (cookies = new Map<string, string>()) => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  scene.cookies = { Alice: carried(organiser.cookies), Bob: carried(people.Bob?.cookies), 'Bob elsewhere': carried(elsewhere.cookies), anybody: '' }
}

async function ask(house: House, scene: Scene, charlie: Visitor | undefined): Promise<void> {
  const organiser = await house.alice()
  for (const text of ['What size?', 'What colour?']) await organiser.post(paths.questions(scene.id), { text, kind: 'line' })
  const [size, colour] = house.rows<{ id: string }>('select id from question where exchange_id = ? order by position', scene.id)
  Object.assign(scene, { questionId: size?.id, unansweredId: colour?.id })
  await charlie?.post(paths.answers(), { [`answer_${size?.id}`]: 'M' })
}

async function addOlga(house: House, scene: Scene): Promise<void> {
  await house.anotherOrganiser('Olga')
  scene.olga = house.row<{ id: string }>('select id from admin where email = ?', addressOf('Olga')).id
  house.insert('organiser', { id: house.world.newId(), exchange_id: scene.id, account_id: scene.olga })
  await (await house.alice()).post(paths.organisers(), { email: addressOf('Walter') })
  await house.deliver()
  const [token = ''] = house.post.letterTo(addressOf('Walter')).text.match(/(?<=admin\/invitation\/)[\w-]{43}/) ?? []
  scene.invitation = { id: house.row<{ id: string }>('select id from organiser_invitation').id, token }
}

async function addPast(house: House, scene: Scene): Promise<void> {
  const [pastId, ivan] = [house.world.newId(), { id: house.world.newId(), name: 'Ivan', email: addressOf('Ivan') }]
  house.insert('past_exchange', { id: pastId, name: 'Long ago', exchange_date: '2025-12-24' })
  house.insert('past_organiser', {
    id: house.world.newId(),
    exchange_id: pastId,
    account_id: house.row<{ id: string }>('select id from admin where owner = 1').id,
  })
  house.insert('past_participant', { ...ivan, exchange_id: pastId })
  house.exec('update exchange set again_of = ? where id = ?', pastId, scene.id)
  Object.assign(scene, { pastId, returning: returnToken(house.services.vault, scene.id, ivan) })
}

function resetLink(house: House): string {
  const [link] = house.post.inbox.flatMap(({ text }) => text.match(/(?<=reset-password\/)[\w-]{43}/) ?? [])
  if (link === undefined) throw new Error('No link for a new password was sent.')
  return link
}

async function newAddress(house: House, organiser: Visitor): Promise<string> {
  // Where nobody else organises, it would count at once.
  await house.anotherOrganiser('Nora')
  await organiser.post(paths.settings(), { change: 'email', email: 'alice@example.com' })
  return (await house.newAddressLink()).split('/').at(-1) as string
}

function code(house: House): string {
  const [found] = house.post.inbox.flatMap(({ text }) => text.match(/^[A-Z2-9]{4} [A-Z2-9]{4}$/m) ?? []).slice(-1)
  if (found === undefined) throw new Error('No code was sent.')
  return found
}

async function askForLinks(house: House, elsewhere: Visitor, { slug }: Scene): Promise<void> {
  await elsewhere.post(paths.requestAccess(slug), { email: addressOf('Bob') })
  await house.visitor().post(paths.forgotPassword(), { email: alice.email })
}

/** As if it had been completed long ago, and the warning had gone out. */
function makeDueForErasing(house: House, id: string): void {
  const ago = (days: number) => new Date(house.world.now().getTime() - days * day)
  house.exec('update exchange set completed_at = ? where id = ?', ago(40), id)
  house.insert('outgoing_email', {
    ...{ id: house.world.newId(), exchange_id: id, kind: 'purge coming', recipient: alice.email, deduplication_key: `purge coming:${id}`, priority: 5 },
    ...{ state: 'sent', attempts: 1, due_at: ago(10), give_up_at: ago(9), sent_at: ago(10) },
  })
}

export const newcomer = { name: 'Gina', email: addressOf('Gina') }
export const anotherExchange = { ...exchangeFields, name: 'Another' }
