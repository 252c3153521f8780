import { paths } from '../../src/paths.ts'
import type { House } from '../support/house.ts'
import type { Visitor } from '../support/visitor.ts'
import { become, cast, press, show, type Walk } from './walk.ts'

/** What somebody writes to whoever is on that side. */
type Line = [by: Visitor, withWhom: 'giver' | 'receiver', fields: Record<string, string>]

const long = `Thank you for asking! I read nearly everything, but most of all ${'long '.repeat(60)}novels.\n\nHere is a list: https://${'books.'.repeat(20)}example.org/`

/** Giver and receiver talk without being known: both threads in each of their states, how a message is written, and what the organisers see of it. */
export async function visitMessagePages(walk: Walk): Promise<void> {
  const { house } = walk
  const organiser = await house.alice()
  await visitFew(walk)
  const { id, people } = await house.exchange('registration_closed', cast)
  const bob = people.Bob as Visitor
  await become(walk, bob)
  await show(walk, 'messages-not-drawn', paths.threads())
  await organiser.post(paths.draw(id))
  const draw = house.drawOf(id)
  const [receiver, giver] = [draw.Bob, Object.keys(draw).find((name) => draw[name] === 'Bob')].map((name) => people[name as string] as Visitor) as [
    Visitor,
    Visitor,
  ]
  await become(walk, bob)
  await show(walk, 'dashboard-messages-none', paths.dashboard())
  await bob.post(paths.match())
  await show(walk, 'match-with-messages', paths.match())
  await show(walk, 'messages-none', paths.threads())
  await visitWriting(walk)
  await say(house, [
    [receiver, 'giver', { phrase: 'my-shoe-size', slot: '38.5' }],
    [receiver, 'giver', { text: long }],
    [giver, 'receiver', { phrase: 'allergies' }],
  ])
  await show(walk, 'dashboard-messages-new', paths.dashboard())
  await say(house, [
    [bob, 'giver', { phrase: 'my-allergy', slot: 'nuts' }],
    [bob, 'giver', { phrase: 'no-pets' }],
  ])
  await say(house, [[giver, 'receiver', { text: 'יש לך חתול?' }]])
  await bob.post(paths.thread('receiver'), { phrase: 'that-helps' })
  await show(walk, 'messages', paths.threads())
  await visitReporting(walk, id)
  await become(walk, bob)
  await visitClosing(walk, { bob, receiver })
  await visitLongThread(walk, { bob, giver })
  await organiser.post(paths.exchange(id), { version: JSON.stringify({ messages: true }), messages: '' })
  await show(walk, 'messages-off', paths.threads())
  await organiser.post(paths.exchange(id), { version: JSON.stringify({ messages: false }), messages: 'on' })
  house.world.travel({ days: 1 })
  await organiser.post(paths.complete(id))
  await show(walk, 'messages-over', paths.threads())
  await show(walk, 'message-over-to-giver', paths.thread('giver'))
  await show(walk, 'message-over-to-receiver', paths.thread('receiver'))
}

/** Everything is said, and delivered five hours later. */
async function say(house: House, lines: Line[]): Promise<void> {
  for (const [by, withWhom, fields] of lines) await by.post(paths.thread(withWhom), fields)
  house.world.travel({ hours: 5 })
}

async function visitWriting(walk: Walk): Promise<void> {
  const { page } = walk.person
  await show(walk, 'message', paths.thread('receiver'))
  await press(walk, 'message-refused', 'Send', 'Write something')
  await page.getByLabel('Your message').fill('Do you like to read?\nAnd if you do, what?')
  await press(walk, 'message-previewed', 'Preview', 'This is how it will read')
  await press(walk, 'message-sent', 'Send', 'On its way')
  await page.goto(paths.thread('giver'))
  await walk.visit('message-to-giver')
  await page.locator('summary', { hasText: 'Sizes' }).click()
  await walk.visit('message-sentences')
  await press(walk, 'message-sentence', 'My shoe size (EU): …', 'Complete the sentence')
  await press(walk, 'message-sentence-refused', 'Send', 'Choose what goes into the sentence.')
  await page.goto(paths.thread('giver'))
  await page.locator('summary', { hasText: 'Thanks' }).click()
  await press(walk, 'message-sentence-whole', 'Merry Christmas!', 'This is how it will read')
}

async function visitReporting(walk: Walk, id: string): Promise<void> {
  const { house, person } = walk
  const { page } = person
  const report = (title: string) => page.locator('.card', { hasText: title }).getByText('Report', { exact: true }).last().click()
  await report('With whoever you give to')
  await walk.visit('messages-reporting')
  await press(walk, 'messages-reported', 'Report this message', 'Thank you for saying so')
  await report('With whoever gives to you')
  await page.getByRole('button', { name: 'Report this message' }).click()
  await become(walk, await house.alice())
  await show(walk, 'reports-none', paths.reports(id))
  house.world.travel({ hours: 12 })
  await show(walk, 'reports', paths.reports(id))
  await show(walk, 'desk-with-reports', paths.exchange(id))
  await show(walk, 'edit-exchange-messages', paths.editExchange(id, 'messages'))
}

async function visitClosing(walk: Walk, { bob, receiver }: { bob: Visitor; receiver: Visitor }): Promise<void> {
  await bob.post(paths.closeThread('giver'))
  await receiver.post(paths.closeThread('giver'))
  walk.house.world.travel({ hours: 12 })
  await show(walk, 'messages-closed', paths.threads())
  await bob.post(paths.openThread('giver'))
  await receiver.post(paths.openThread('giver'))
  walk.house.world.travel({ hours: 12 })
}

async function visitLongThread(walk: Walk, { bob, giver }: { bob: Visitor; giver: Visitor }): Promise<void> {
  for (let day = 1; day <= 3; day++) {
    await bob.get(paths.threads())
    for (let line = 1; line <= 6; line++) {
      await bob.post(paths.thread('giver'), { text: `Day ${day}, line ${line}` })
      await giver.post(paths.thread('receiver'), { phrase: 'yes-gladly' })
    }
    walk.house.world.travel({ days: 1 })
  }
  await show(walk, 'messages-many', paths.threads())
  for (let line = 0; line < 17; line++) await bob.post(paths.thread('giver'), { phrase: 'yes' })
  await show(walk, 'message-few-left', paths.thread('giver'))
  for (let line = 0; line < 3; line++) await bob.post(paths.thread('giver'), { phrase: 'no' })
  await show(walk, 'message-none-left', paths.thread('giver'))
}

async function visitFew(walk: Walk): Promise<void> {
  const { people } = await walk.house.exchange('matched', ['Ute', 'Vera', 'Wim'])
  await become(walk, people.Ute)
  await show(walk, 'messages-of-three', paths.threads())
  await show(walk, 'message-of-three', paths.thread('receiver'))
}
