import { expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { rounds } from '../doors/extent.ts'
import { registration } from '../support/house.ts'
import { install, openExchange, rowsOf } from '../support/installation.ts'
import { Visitor } from '../support/visitor.ts'

const cast = Array.from({ length: 9 }, (_, index) => `Guest${index}`)

test(`D8: kill -9 in the middle of a draw, ${rounds(4, 200)} times: state, matches and e-mails are all there or all absent`, async () => {
  const installation = await install({ SMTP_URL: 'smtp://127.0.0.1:9' })
  let program = await installation.start()
  const { organiser, id, invitation } = await openExchange(installation)
  for (const name of cast) await new Visitor(installation.url).post(invitation, registration(name))
  await organiser.post(paths.closeRegistration(id))
  let drawn = 0
  for (let round = 0; round < rounds(4, 200); round++) {
    const answered = organiser.post(paths.draw(id)).then(
      ({ status }) => status,
      () => undefined,
    )
    await new Promise((resolve) => setTimeout(resolve, 20 + ((round * 97) % 360)))
    await installation.kill(program)
    const status = await answered
    program = await installation.start()
    const [{ state, draw }] = rowsOf<{ state: string; draw: string | null }>(
      installation.file,
      'select state, (select id from draw) as draw from exchange',
    ) as [never]
    const matches = rowsOf(installation.file, 'select id from "match"').length
    const letters = rowsOf(installation.file, `select id from outgoing_email where deduplication_key like 'match:${draw}:%'`).length
    expect({ round, state, matches, letters }).toEqual(
      draw === null ? { round, state: 'registration_closed', matches: 0, letters: 0 } : { round, state: 'matched', matches: 9, letters: 9 },
    )
    if (status === 303) expect(state).toBe('matched')
    if (draw === null) continue
    drawn++
    expect((await organiser.post(paths.undoDraw(id))).status).toBe(303)
  }
  await installation.kill(program)
  console.log(`D8: of ${rounds(4, 200)} draws that were killed, ${drawn} were whole and the others left no trace`)
  expect(drawn).toBeLessThan(rounds(4, 200))
})
