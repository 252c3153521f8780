import { paths } from '../../src/paths.ts'
import { cast, crowd, press, show, type Walk } from './walk.ts'

/** The people of an exchange, and what the organiser can do for them. */
export async function visitPeoplePages(walk: Walk, exchanges: Record<'draft' | 'open' | 'drawn', { id: string }>): Promise<void> {
  const { house, person } = walk
  const { page } = person
  const { draft, open, drawn } = exchanges
  const bob = house.idOf(open.id, 'Bob')
  for (const [name, { id }] of Object.entries({ draft, open, drawn })) await show(walk, `people-${name}`, paths.people(id))
  await page.goto(paths.people(open.id))
  await press(walk, 'people-nudged', 'Ask 1 person for ideas', 'Written to')
  await visitPersons(walk, exchanges)
  await show(walk, 'people-none-found', `${paths.people(open.id)}?search=nobody`)
  await show(walk, 'add-person', paths.addPerson(open.id))
  await press(walk, 'add-person-refused', 'Add to the exchange', 'answers need another look')
  await show(walk, 'add-person-once-drawn', paths.addPerson(drawn.id))
  await page.locator('[name=confirm]').evaluate((field) => field.remove())
  await page.getByLabel('Name').fill('Gina')
  await page.getByLabel('E-mail address').fill('gina@example.org')
  await press(walk, 'add-person-to-confirm', 'Add, and repair the draw', 'The names are drawn already')
  await show(walk, 'add-person-to-a-draft', paths.addPerson(draft.id))
  await show(walk, 'remove-person', paths.removePerson(open.id, bob))
  await show(walk, 'remove-person-once-drawn', paths.removePerson(drawn.id, house.idOf(drawn.id, 'Bob')))
  await show(walk, 'correct-address', paths.correctEmail(open.id, bob))
  await press(walk, 'correct-address-refused', 'Correct the address', 'That is the address already')
  await show(walk, 'import', paths.importPeople(open.id))
  await page.getByLabel('Names and addresses').fill('Bob,bob@example.org\nErin,erin@example.org\nGrace')
  await press(walk, 'import-refused', 'Check the list', 'needs another look')
  await page.getByLabel('Names and addresses').fill('Bob,bob@example.org\nErin,erin@example.org\nGrace,grace@example.org')
  await press(walk, 'import-preview', 'Check again', 'Add 2 people')
  await visitLists(walk, open.id)
  await show(walk, 'message', paths.message(open.id))
  await press(walk, 'message-refused', 'Show how it looks', 'answers need another look')
  await page.getByLabel('Subject').fill('Where we meet')
  await page.getByLabel('Message').fill('We meet at seven, at the back door.\n\nThe way: https://example.org/map')
  await press(walk, 'message-preview', 'Show how it looks', 'This is how it looks')
  await show(walk, 'message-to-nobody', paths.message(draft.id))
  const large = await house.exchange('registration_open', [], { name: 'The whole company' })
  await crowd(house, large.id, 500)
  await show(walk, 'people-500', paths.people(large.id))
  await show(walk, 'rules-500', paths.rules(large.id))
  await show(walk, 'draw-500', paths.draw(large.id))
}

/** Pages of people whose e-mail failed, who have looked or not, who ask to be taken out, and who have left; and the list that tells them apart. */
async function visitPersons(walk: Walk, { open, drawn }: Record<'open' | 'drawn', { id: string }>): Promise<void> {
  const { house } = walk
  const [bob, charlie, frank] = ['Bob', 'Charlie', 'Frank'].map((name) => house.idOf(open.id, name)) as [string, string, string]
  const failed = `from outgoing_email where participant_id = '${frank}'`
  house.exec(`update outgoing_email set state = 'given_up', last_error = 'EENVELOPE 550' where id in (select id ${failed})`)
  house.exec(`update participant set wants_out_at = ? where id = '${bob}'`, new Date(1))
  await show(walk, 'people-in-trouble', `${paths.people(open.id)}?sort=status`)
  await show(walk, 'people-mail-failed', `${paths.people(open.id)}?show=mail-failed`)
  await show(walk, 'person-mail-failed', paths.person(open.id, frank))
  await show(walk, 'person-wants-out', paths.person(open.id, bob))
  await show(walk, 'person', paths.person(open.id, charlie))
  await show(walk, 'person-once-drawn', paths.person(drawn.id, house.idOf(drawn.id, cast.at(-1) as string)))
  house.exec(`update participant set withdrawn_at = ? where id = '${charlie}'`, new Date(1))
  await show(walk, 'person-left', paths.person(open.id, charlie))
  await show(walk, 'people-left', `${paths.people(open.id)}?show=left`)
  house.exec(`update participant set withdrawn_at = null, wants_out_at = null where exchange_id = '${open.id}'`)
}

/** What becomes of lists that need a look, of the export of a form, and of a file whose letters are guessed. */
async function visitLists(walk: Walk, exchangeId: string): Promise<void> {
  const { page } = walk.person
  const list = page.getByLabel('Names and addresses')
  await list.fill('Hana,hana@example.org,1\nIvo\nJo,bob@example.org\nKim;kim@example.org;shares with Lea, lea@example.org\nNed,ned@gmial.com')
  await press(walk, 'import-half', 'Check again', 'Add the others now?')
  await press(walk, 'import-rest', 'Add 1 person', '1 person was added')
  const form = ['Timestamp', 'E-mail', 'What is your name?', 'What would you like?', 'Family', 'Shirt size', 'Allergies', 'Anything else?'].join('\t')
  await list.fill(
    `${form}\n12/1/2026 9:00\tlea@example.org\tLea\ttea\tBerg\tM\tnuts\t\n12/1/2026 9:05\tנועם@example.org\tנועם\t\tBerg\tL\t\tnone\n12/1/2026\tmax@example.org\tMax\tsocks\tBerg\tL\t\t`,
  )
  await press(walk, 'import-form', 'Check again', 'How the list was read')
  await show(walk, 'import-file', paths.importPeople(exchangeId))
  await page
    .getByLabel('Or a CSV file')
    .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from('Pi\xf1a;pina@example.org\nAr\xe1n;aran@example.org', 'latin1') })
  await press(walk, 'import-letters', 'Check the list', 'How its letters are stored')
}
