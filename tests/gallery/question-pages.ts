import { paths } from '../../src/paths.ts'
import type { House } from '../support/house.ts'
import type { Visitor } from '../support/visitor.ts'
import { become, cast, press, show, type Walk } from './walk.ts'

/** What organisers ask, what people answer, and what their givers see of it. */
export async function visitQuestionPages(walk: Walk): Promise<void> {
  const { house } = walk
  const organiser = await house.alice()
  const { id, people } = await house.exchange('registration_open', cast, { name: cast.at(-1) as string })
  const bob = people.Bob as Visitor
  await become(walk, bob)
  await show(walk, 'answers-none', paths.answers())
  await visitAsking(walk, id)
  await visitAnswering(walk, id, bob)
  await become(walk, organiser)
  await visitChanging(walk, id)
  await organiser.post(paths.draw(id), { close: 'yes' })
  const receiver = house.drawOf(id).Bob as string
  await people[receiver]?.post(paths.answers(), answersTo(house, id))
  await bob.post(paths.match())
  await become(walk, bob)
  await show(walk, 'match-with-answers', paths.match())
  house.exec('update answer set sealed_text = ?', 'x')
  await show(walk, 'match-with-answers-shut', paths.match())
  await become(walk, people[receiver])
  await show(walk, 'answers-shut', paths.answers())
  await become(walk, organiser)
  await show(walk, 'again-with-questions', paths.again(id))
  await organiser.post(paths.complete(id))
  await show(walk, 'questions-completed', paths.questions(id))
}

async function visitAsking(walk: Walk, id: string): Promise<void> {
  const { page } = walk.person
  await become(walk, await walk.house.alice())
  await show(walk, 'questions-empty', paths.questions(id))
  await press(walk, 'questions-refused', 'Ask everyone', 'Please enter a question.')
  await press(walk, 'questions-from-template', 'For the office', '3 questions are added.')
  await page.getByLabel('Question', { exact: true }).fill(`¿Qué talla? ${'x'.repeat(100)}`)
  await page.getByLabel('How it’s answered').selectOption('choice')
  await page.getByLabel('Choices').fill('One')
  await press(walk, 'questions-choice-refused', 'Ask everyone', 'at least 2 choices')
  await page.getByLabel('Choices').fill(`נועה\n${'y'.repeat(80)}\nS`)
  await page.getByLabel('Everyone should answer this').check()
  await press(walk, 'questions', 'Ask everyone', '1 question is added.')
  await walk.house.alice().then((organiser) => organiser.post(paths.questions(id), { template: 'post' }))
}

async function visitAnswering(walk: Walk, id: string, bob: Visitor): Promise<void> {
  const { page } = walk.person
  await become(walk, bob)
  await show(walk, 'dashboard-with-questions', paths.dashboard())
  await show(walk, 'answers', paths.answers())
  await page.getByLabel('postal address').fill('x'.repeat(501))
  await press(walk, 'answers-refused', 'Save my answers', 'you have 501')
  await page.getByLabel('postal address').fill('Bob Miller\n12 Candle Lane\n10115 Berlin')
  await page.getByLabel('Coffee').check()
  await press(walk, 'dashboard-some-answered', 'Save my answers', 'Your answers are saved.')
  await bob.post(paths.answers(), answersTo(walk.house, id))
  await show(walk, 'dashboard-answered', paths.dashboard())
}

async function visitChanging(walk: Walk, id: string): Promise<void> {
  const [first, drink] = questionsOf(walk.house, id)
  const { page } = walk.person
  await show(walk, 'questions-answered', paths.questions(id))
  await show(walk, 'question-edit-choice', paths.question(id, drink?.id as string))
  await show(walk, 'question-edit', paths.question(id, first?.id as string))
  await page.getByLabel('Question', { exact: true }).fill('Is there anything you never eat?')
  await press(walk, 'question-confirm-change', 'Save', 'will be deleted')
  await page.goto(paths.questions(id))
  await press(walk, 'question-confirm-deletion', 'Delete: Coffee or tea?', 'will be deleted')
}

function questionsOf(house: House, id: string) {
  return house.rows<{ id: string; kind: string; options: string }>('select id, kind, options from question where exchange_id = ? order by position', id)
}

/** An answer to each question. */
function answersTo(house: House, id: string): Record<string, string> {
  const answer = (kind: string, options: string) =>
    kind === 'choice' ? (options.split('\n')[0] as string) : kind === 'address' ? 'Candle Lane 12\n10115 Berlin' : 'Nuts, please not.'
  return Object.fromEntries(questionsOf(house, id).map((question) => [`answer_${question.id}`, answer(question.kind, question.options)]))
}
