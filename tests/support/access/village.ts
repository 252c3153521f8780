import { paths } from '../../../src/paths.ts'
import { addressOf, alice, exchangeFields, type House, openHouse } from '../house.ts'
import type { Visitor } from '../visitor.ts'

/** Three exchanges, each called by a word that stands in all that is known of it, and nowhere else. */
export const words = ['Xylo', 'Quux', 'Vyrn'] as const
export type Word = (typeof words)[number]

/** An exchange of the village, with what only those who belong to it may read: identifiers, and people with all that is theirs. */
export type Exchange = { word: Word; name: string; id: string; slug: string; ruleId: string; wishId: string; questionId: string; people: Person[] }
type Person = { id: string; name: string; email: string; ideas: string; answer: string }

/** Somebody who asks: what the browser carries, and which exchanges that person organises or takes part in. */
export type Role = { name: string; visitor: Visitor; account?: 'owner' | 'organiser'; organises: readonly Word[]; takesPartIn?: Word; email?: string }

export type Village = { house: House; exchanges: Record<Word, Exchange>; roles: Role[]; accountIds: Record<string, string> }

/**
 * Olga organises Xylo, which is open; Olga and Walter organise Quux and Walter organises Vyrn, which are drawn, the
 * one with a rule that looks back to the other. Alice owns the site and Mallory organises nothing of it; one of each
 * exchange takes part, and a stranger looks on.
 */
export async function settle(): Promise<Village> {
  const house = await openHouse()
  const owner = await house.alice()
  const [olga, walter, mallory] = [await house.anotherOrganiser('Olga'), await house.anotherOrganiser('Walter'), await house.anotherOrganiser('Mallory')]
  const exchanges = {} as Record<Word, Exchange>
  const participants: Role[] = []
  for (const [word, organiser] of [
    ['Xylo', olga],
    ['Vyrn', walter],
    ['Quux', walter],
  ] as const) {
    const { exchange, first } = await gather(house, word, organiser, word === 'Quux' ? exchanges.Vyrn.id : undefined)
    exchanges[word] = exchange
    participants.push({ name: `participant of ${word}`, visitor: first, organises: [], takesPartIn: word, email: exchange.people[0]?.email ?? '' })
  }
  await walter.post(paths.sharing(exchanges.Quux.id), { email: addressOf('Olga') })
  const roles: Role[] = [
    { name: 'owner', visitor: owner, account: 'owner', organises: [], email: alice.email },
    { name: 'Olga', visitor: olga, account: 'organiser', organises: ['Xylo', 'Quux'], email: addressOf('Olga') },
    { name: 'Walter', visitor: walter, account: 'organiser', organises: ['Quux', 'Vyrn'], email: addressOf('Walter') },
    { name: 'another organiser', visitor: mallory, account: 'organiser', organises: [], email: addressOf('Mallory') },
    ...participants,
    { name: 'stranger', visitor: house.visitor(), organises: [] },
  ]
  // The messages of the steps before are read.
  for (const { visitor } of roles) await visitor.get(paths.landing())
  const accounts = house.rows<{ id: string; email: string }>('select id, email from admin')
  return { house, exchanges, roles, accountIds: Object.fromEntries(accounts.map(({ id, email }) => [email, id])) }
}

async function gather(house: House, word: Word, organiser: Visitor, earlierId?: string): Promise<{ exchange: Exchange; first: Visitor }> {
  const name = `${word} club`
  const details = { name, description: `${word} words`, budget: `${word} coins`, open: 'yes', reply_to: 'on' }
  const { location } = await organiser.post(paths.newExchange(), { ...exchangeFields, ...details })
  const [id = ''] = /(?<=exchange\/)[\da-f-]{36}/.exec(location ?? '') ?? []
  const { slug } = house.row<{ slug: string }>('select slug from exchange where id = ?', id)
  const names = ['bob', 'charlie', 'dana', 'erin', 'frank'].map((person) => word + person)
  const visitors: Visitor[] = []
  for (const person of names) visitors.push(await house.join(slug, person))
  const people = names.map((person) => ({
    id: house.idOf(id, person),
    name: person,
    email: addressOf(person),
    ideas: `${person} likes socks`,
    answer: `${person} wears wool`,
  }))
  await organiser.post(paths.rules(id), { kind: 'one_way', participant_ids: people.slice(0, 2).map((person) => person.id) })
  const ruleId = house.row<{ id: string }>('select id from exclusion_rule where exchange_id = ?', id).id
  await visitors[0]?.post(paths.wishes(), { title: `${word} drum`, note: `${word} noise` })
  const wishId = house.row<{ id: string }>('select id from wish where title = ?', `${word} drum`).id
  await organiser.post(paths.questions(id), { text: `${word} size`, kind: 'line' })
  const questionId = house.row<{ id: string }>('select id from question where exchange_id = ?', id).id
  for (const [index, visitor] of visitors.entries()) await visitor.post(paths.answers(), { [`answer_${questionId}`]: `${names[index]} wears wool` })
  if (earlierId !== undefined) await organiser.post(paths.rules(id), { kind: 'history', earlier_exchange_id: earlierId })
  if (word !== 'Xylo') await organiser.post(paths.draw(id), { close: 'yes' })
  return { exchange: { word, name, id, slug, ruleId, wishId, questionId, people }, first: visitors[0] as Visitor }
}
