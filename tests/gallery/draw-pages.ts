import { paths } from '../../src/paths.ts'
import { cast, press, show, type Walk } from './walk.ts'

/** Rules, the draw, and undoing it. */
export async function visitDrawPages(walk: Walk, exchanges: Record<'open' | 'closed' | 'drawn' | 'completed', { id: string }>): Promise<void> {
  const { house } = walk
  const { open, closed, drawn, completed } = exchanges
  const organiser = await house.alice()
  const idsOf = (id: string, names: string[]) => names.map((name) => house.idOf(id, name))
  const rule = (kind: string, ...names: string[]) => organiser.post(paths.rules(closed.id), { kind, participant_ids: idsOf(closed.id, names) })
  await show(walk, 'draw', paths.draw(closed.id))
  await show(walk, 'rehearsal', paths.rehearsal(closed.id))
  await show(walk, 'draw-too-few', paths.draw(open.id))
  await show(walk, 'rules-empty', paths.rules(closed.id))
  house.exec(`update participant set name = 'Dana' where name = 'Charlie' and exchange_id = '${closed.id}'`)
  await show(walk, 'draw-with-namesakes', paths.draw(closed.id))
  await show(walk, 'rules-with-namesakes', paths.rules(closed.id))
  house.exec(`update participant set name = 'Charlie' where email = 'charlie@example.org'`)
  await rule('household', 'Bob', 'Charlie', cast.at(-1) as string)
  await rule('one_way', 'Dana', 'Erin 🎄')
  await organiser.post(paths.rules(closed.id), { kind: 'history', earlier_exchange_id: drawn.id })
  await show(walk, 'rules', paths.rules(closed.id))
  await press(walk, 'rules-refused', 'Keep them apart', 'another look')
  await walk.person.page.getByText('One way only').click()
  await press(walk, 'rules-one-way-refused', 'Rule it out', 'two different people')
  await rule('exclusion', 'Dana', ...cast.filter((name) => name !== 'Dana'))
  await show(walk, 'rules-impossible', paths.rules(closed.id))
  await show(walk, 'draw-impossible', paths.draw(closed.id))
  await show(walk, 'rehearsal-impossible', paths.rehearsal(closed.id))
  await show(walk, 'rules-once-completed', paths.rules(completed.id))

  await show(walk, 'drawn', paths.draw(drawn.id))
  await show(walk, 'undo', paths.undoDraw(drawn.id))
  await show(walk, 'rules-once-drawn', paths.rules(drawn.id))
  await walk.person.page.getByText('One way only').click()
  await walk.person.page.getByLabel('This person').selectOption('Bob')
  await walk.person.page.getByLabel('shouldn’t draw').selectOption('Charlie')
  await press(walk, 'rules-to-confirm', 'Rule it out', 'The names are drawn already')
  await press(walk, 'rules-confirmed', 'Add the rule and keep to it', 'A draw is possible')
  await show(walk, 'undo-the-last-change', paths.undoDraw(drawn.id))
  await show(walk, 'undo-too-late', paths.undoDraw(completed.id))
}
