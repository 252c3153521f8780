import { expect, test } from 'vitest'
import { hashToken } from '../../src/auth/token.ts'
import { addRule } from '../../src/draw/add-rule.ts'
import { undoRepair } from '../../src/draw/undo-repair.ts'
import { sealParameters } from '../../src/mail/sealed.ts'
import { addPerson } from '../../src/participants/add-person.ts'
import { correctAddress } from '../../src/participants/correct-address.ts'
import { removePerson } from '../../src/participants/remove-person.ts'
import { paths } from '../../src/paths.ts'
import { changesBy, columnsOf } from '../support/changes.ts'
import { addressOf, type House, openHouse } from '../support/house.ts'

const cast = ['Bob', 'Charlie', 'Dana', 'Erin', 'Frank', 'Gina']

/** Everything that the links in news tell, secrets and identifiers aside. The others are made when their owners ask for them. */
function linksOf(house: House, id: string, name: string): unknown[] {
  const told = `token_type, destination, is_notice, requester_hash is null as unasked, code_hash is null as codeless, created_at, updated_at, expires_at, length(token_hash) as length`
  return house.rows(`select ${told} from magic_token where participant_id = ? and is_notice order by created_at, destination`, house.idOf(id, name))
}

/** The givers who stay, and whom the change has given another receiver, or not. */
function concerned(before: Record<string, string>, now: Record<string, string>) {
  const staying = Object.keys(now).filter((name) => before[name] !== undefined)
  return { changed: staying.filter((name) => before[name] !== now[name]), others: staying.filter((name) => before[name] === now[name]) }
}

async function drawn(details: Record<string, string> = {}) {
  const house = await openHouse()
  const { id, people, slug } = await house.exchange('matched', cast, details)
  await house.deliver()
  house.world.travel({ hours: 1 })
  return { house, id, people, slug }
}

const em = (house: House) => house.services.orm.em.fork()
const linksIn = (house: House, subject: string) =>
  house.post.inbox
    .filter((letter) => letter.subject.startsWith(subject))
    .map(({ to, text }) => ({ to: to[0] as string, token: /(?<=\/auth\/magic\/)[\w-]{43}/.exec(text)?.[0] as string }))

/** What the organiser can do that changes matches; each with what takes it back. */
const repairs = {
  'somebody leaves': (house: House, id: string) => removePerson(em(house), house.services, { exchangeId: id, participantId: house.idOf(id, 'Dana') }),
  'somebody joins': (house: House, id: string) => addPerson(em(house), house.services, id, { name: 'Heidi', email: addressOf('Heidi') }),
  'a rule comes': (house: House, id: string) => {
    const [giver, receiver] = Object.entries(house.drawOf(id))[0] as [string, string]
    const participantIds = [house.idOf(id, giver), house.idOf(id, receiver)]
    return addRule(em(house), house.services, id, { kind: 'one_way', participantIds }, true)
  },
}

test.each(Object.entries(repairs))('when %s, and that is undone, links tell nothing of whose match has changed, made, sent or used', async (_, repair) => {
  const { house, id } = await drawn()
  const draw = house.drawOf(id)
  await repair(house, id)
  const changes = concerned(draw, house.drawOf(id))
  expect([changes.changed.length > 0, changes.others.length > 0]).toEqual([true, true])
  const staying = [...changes.changed, ...changes.others]
  const allAlike = () => expect(new Set(staying.map((name) => JSON.stringify(linksOf(house, id, name)))).size).toBe(1)
  allAlike()
  const [changedOne, other] = [changes.changed[0] as string, changes.others[0] as string]
  expect(linksOf(house, id, other)).toHaveLength(linksOf(house, id, changedOne).length)
  await house.deliver()
  allAlike()
  const links = linksIn(house, 'Your match has changed')
  expect(links.map(({ to }) => to).sort()).toEqual(changes.changed.map(addressOf).sort())
  for (const { to, token } of links)
    expect(
      house.rows('select 1 from magic_token t join participant p on p.id = t.participant_id where token_hash = ? and p.email = ?', hashToken(token), to),
    ).toHaveLength(1)
  // By the e-mail about the change, or by the one about the draw: whoever signs in leaves the same.
  const signIn = async (subject: string, name: string) => {
    const token = linksIn(house, subject).find(({ to }) => to === addressOf(name))?.token as string
    return (await changesBy(house, () => house.visitor().post(paths.magicLink(token)))).map((change) => [change.table, columnsOf(change)])
  }
  const ofAnybody = [['exchange', ['sealed_used_links']]]
  expect([await signIn('Your match has changed', changedOne), await signIn('The names are drawn', other)]).toEqual([ofAnybody, ofAnybody])
  house.world.travel({ hours: 1 })
  await undoRepair(em(house), house.services, id)
  await house.deliver()
  expect(linksOf(house, id, changedOne)).toEqual(linksOf(house, id, other))
  expect(linksIn(house, 'Your match counts again').map(({ to }) => to)).toContain(addressOf(changedOne))
  for (const { token } of linksIn(house, 'Your match counts again')) expect(await house.visitor().get(paths.magicLink(token))).toMatchObject({ status: 200 })
})

test('the link in an e-mail about a changed match reveals the new match, and no order of rows tells whom it is for', async () => {
  const { house, id } = await drawn()
  const before = house.drawOf(id)
  await repairs['somebody leaves'](house, id)
  const now = house.drawOf(id)
  const [changedOne] = concerned(before, now).changed as [string]
  const sql = `select p.name from magic_token t join participant p on p.id = t.participant_id where t.created_at = ? order by t.`
  const names = (order: string) => house.rows<{ name: string }>(sql + order, house.world.now()).map(({ name }) => name)
  expect(names('participant_id').sort()).toEqual(cast.filter((name) => name !== 'Dana').sort())
  const ids = cast.filter((name) => name !== 'Dana').map((name) => house.idOf(id, name))
  if (house.isFile)
    expect(
      house.rows<{ id: string }>('select participant_id as id from magic_token where created_at = ? order by rowid', house.world.now()).map((row) => row.id),
    ).toEqual(ids.sort())
  await house.deliver()
  const visitor = house.visitor()
  const token = linksIn(house, 'Your match has changed')[0]?.token as string
  await visitor.post(paths.magicLink(token), { show: 'yes' })
  expect((await visitor.get(paths.match())).text).toContain(`You give to ${now[changedOne]}`)
  expect(house.stored()).not.toContain(token)
  expect(house.log.join()).not.toContain(token)
})

test('an e-mail about a changed match still goes to a corrected address, and as version 1.1 queued it, with the way to ask for a link', async () => {
  const { house, id, slug } = await drawn()
  const before = house.drawOf(id)
  await repairs['somebody leaves'](house, id)
  const [changedOne] = concerned(before, house.drawOf(id)).changed as [string]
  await correctAddress(em(house), house.services, { exchangeId: id, participantId: house.idOf(id, changedOne) }, 'elsewhere@example.net')
  const old = house.world.newId()
  const [unlucky] = cast.filter((name) => name !== changedOne && name !== 'Dana') as [string]
  const { draw } = house.row<{ draw: string }>('select id as draw from draw')
  house.insert('outgoing_email', {
    ...{ id: old, exchange_id: id, kind: 'changed match', is_secret: true, recipient: '', deduplication_key: 'old', priority: 5 },
    ...{ due_at: house.world.now(), give_up_at: new Date(house.world.now().getTime() + 86_400_000) },
    sealed_parameters: sealParameters(house.services.vault, old, { drawId: draw, participantId: house.idOf(id, unlucky) }),
  })
  await house.deliver()
  const letters = house.post.inbox.filter(({ subject }) => subject.startsWith('Your match has changed'))
  expect(letters.map(({ to }) => to[0]).sort()).toEqual([addressOf(unlucky), 'elsewhere@example.net'].sort())
  for (const { text } of letters) {
    expect(text).toContain(house.world.url(paths.requestAccess(slug)))
    expect(text).not.toContain('/auth/magic/')
  }
})
