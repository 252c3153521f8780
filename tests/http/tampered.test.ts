import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { sealReceiver } from '../../src/draw/seal.ts'
import { paths } from '../../src/paths.ts'
import { findShutDraws } from '../../src/seals.ts'
import { createVault } from '../../src/vault.ts'
import { addressOf, type House, openHouse, secret } from '../support/house.ts'

const cast = ['Bob', 'Charlie', 'Dana', 'Erin', 'Frank']
const toGiver = 'This match can’t be opened: what is stored of it was changed, or the secret key is another one. Please tell your organiser'
const toOrganiser = 'This draw can’t be opened: what is stored of it was changed, or the secret key is another one.'

async function matched() {
  const house = await openHouse()
  const { id, people } = await house.exchange('matched', cast)
  await house.deliver()
  return { house, id, people, organiser: await house.alice() }
}

const sealOf = (house: House, giver: string) => house.row<{ sealed: string }>('select sealed_receiver as sealed from "match" where giver_id = ?', giver).sealed
const store = (house: House, giver: string, sealed: string) => house.exec('update "match" set sealed_receiver = ? where giver_id = ?', sealed, giver)

/** What somebody with the database in hand may do to Bob's match. */
const tricks: Record<string, (house: House, id: string) => void> = {
  'swapped with another': (house, id) => {
    const [bob, charlie] = [house.idOf(id, 'Bob'), house.idOf(id, 'Charlie')]
    const [bobs, charlies] = [sealOf(house, bob), sealOf(house, charlie)]
    store(house, bob, charlies)
    store(house, charlie, bobs)
  },
  'with one character changed': (house, id) => {
    const bob = house.idOf(id, 'Bob')
    store(
      house,
      bob,
      sealOf(house, bob)
        .replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
        .replace(/\.(.)/, (_, first) => `.${first === 'A' ? 'B' : 'A'}`),
    )
  },
  'cut off': (house, id) => store(house, house.idOf(id, 'Bob'), sealOf(house, house.idOf(id, 'Bob')).slice(0, 12)),
  empty: (house, id) => store(house, house.idOf(id, 'Bob'), ''),
  'sealed with another key': (house, id) => {
    const { draw } = house.row<{ draw: string }>('select id as draw from draw where exchange_id = ?', id)
    const bob = house.idOf(id, 'Bob')
    store(house, bob, createVault(['a secret of somebody else, which nobody here has']).seal(house.idOf(id, 'Dana'), 'match', `${draw} ${bob}`))
  },
  'of a draw that was undone': (house, id) => {
    const bob = house.idOf(id, 'Bob')
    store(house, bob, sealReceiver(house.vaultOf(id), house.world.newId(), bob, house.idOf(id, 'Dana')))
  },
}

describe.each(Object.keys(tricks))('D3: a match that is %s', (trick) => {
  test('is told of to its giver in a sentence, before it is revealed and after, with no name', async () => {
    const { house, id, people } = await matched()
    await people.Bob?.post(paths.match())
    const names = cast.filter((name) => name !== 'Bob')
    tricks[trick]?.(house, id)
    for (const answer of [
      await people.Bob?.get(paths.match()),
      await people.Bob?.post(paths.match()),
      await people.Bob?.get(paths.match(), { headers: { 'HX-Request-Type': 'partial' } }),
    ]) {
      expect([answer?.status, answer?.text.includes(toGiver)]).toEqual([409, true])
      for (const name of names) expect(answer?.text).not.toContain(name)
      expect(answer?.text).not.toContain('our fault')
    }
    expect(await people.Bob?.post(paths.match(), { show: 'no' })).toMatchObject({ status: 303 })
    expect(await people.Bob?.get(paths.dashboard())).toMatchObject({ status: 200 })
  })

  test('is told of to the organiser wherever the draw would be mended, and changes nothing', async () => {
    const { house, id, organiser } = await matched()
    await organiser.post(paths.removePerson(id, house.idOf(id, 'Frank')), { confirm: 'yes' })
    tricks[trick]?.(house, id)
    const before = JSON.stringify(house.rows('select id, sealed_receiver from "match" order by id'))
    const dana = paths.removePerson(id, house.idOf(id, 'Dana'))
    for (const page of [dana, paths.addPerson(id)]) expect(await organiser.get(page)).toMatchObject({ status: 200, text: expect.stringContaining(toOrganiser) })
    const sent: [string, Record<string, string | string[]>][] = [
      [dana, { confirm: 'yes' }],
      [paths.addPerson(id), { name: 'Gina', email: addressOf('Gina'), confirm: 'yes' }],
      [paths.rules(id), { kind: 'exclusion', participant_ids: [house.idOf(id, 'Dana'), house.idOf(id, 'Erin')], confirm: 'yes' }],
      [paths.undoDraw(id), { what: 'repair' }],
    ]
    for (const [path, fields] of sent) expect(await organiser.post(path, fields)).toMatchObject({ status: 409, text: expect.stringContaining(toOrganiser) })
    for (const page of [paths.exchange(id), paths.people(id), paths.draw(id), paths.rules(id), paths.undoDraw(id)])
      expect(await organiser.get(page)).toMatchObject({ status: 200 })
    expect(JSON.stringify(house.rows('select id, sealed_receiver from "match" order by id'))).toBe(before)
  })

  test('goes with the draw, which can be undone and made anew', async () => {
    const { house, id, people, organiser } = await matched()
    tricks[trick]?.(house, id)
    expect(await organiser.post(paths.undoDraw(id))).toMatchObject({ status: 303 })
    expect(await organiser.post(paths.draw(id))).toMatchObject({ status: 303 })
    await people.Bob?.post(paths.match())
    expect(await people.Bob?.get(paths.match())).toMatchObject({ status: 200, text: expect.stringContaining('You give to') })
  })
})

test.each(Object.entries(tricks))('the doctor finds the draw with a match that is %s, and it alone', async (_, trick) => {
  const { house, id } = await matched()
  await house.exchange('matched', cast, { name: 'Whole' })
  expect(await findShutDraws(house.services.orm.em.fork(), [secret])).toEqual([])
  trick(house, id)
  // What is read in one turn of the event loop is of one moment.
  await nextTurn()
  expect(await findShutDraws(house.services.orm.em.fork(), [secret])).toEqual([id])
})

test('the log has an error with identifiers, and neither a name nor both halves of a pair', async () => {
  const { house, id, people } = await matched()
  tricks['swapped with another']?.(house, id)
  await people.Bob?.post(paths.match())
  const line = house.log.find((entry) => entry.includes('can’t be opened')) as string
  expect(JSON.parse(line)).toMatchObject({ level: 50, exchange: id, giver: house.idOf(id, 'Bob') })
  for (const name of cast) expect(house.log.join('')).not.toContain(name === 'Bob' ? 'Bob' : house.idOf(id, name))
})

describe('with a secret key that is lost', () => {
  /** As if everything were sealed with a key that nobody has any more. */
  const loseKey = (house: House) => {
    house.exec(`update "match" set sealed_receiver = '00000000' || substr(sealed_receiver, 9)`)
    house.exec(`update outgoing_email set sealed_content = '00000000' || substr(sealed_content, 9) where sealed_content is not null`)
  }

  test('a draw whose e-mails still wait can be undone and made anew', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('matched', cast)
    const organiser = await house.alice()
    await organiser.post(paths.removePerson(id, house.idOf(id, 'Frank')), { confirm: 'yes' })
    loseKey(house)
    expect(await organiser.post(paths.undoDraw(id))).toMatchObject({ status: 303 })
    expect(await organiser.post(paths.removePerson(id, house.idOf(id, 'Erin')))).toMatchObject({ status: 303 })
    expect(await organiser.post(paths.draw(id))).toMatchObject({ status: 303 })
    expect(Object.keys(house.drawOf(id))).toHaveLength(3)
  })

  test('a rule that looks back to such a draw says so, keeps the names from being drawn, and can be removed', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const earlier = await house.exchange('completed', ['Bob', 'Charlie', 'Dana'], { name: 'Last year' })
    const { id } = await house.exchange('registration_closed', cast)
    await organiser.post(paths.rules(id), { kind: 'history', earlier_exchange_id: earlier.id })
    loseKey(house)
    const words = 'Who gave to whom in “Last year” can’t be opened: what is stored of it was changed, or the secret key is another one.'
    for (const page of [paths.rules(id), paths.draw(id)]) expect(await organiser.get(page)).toMatchObject({ status: 200, text: expect.stringContaining(words) })
    expect(await organiser.post(paths.draw(id))).toMatchObject({ status: 409, text: expect.stringContaining('in an earlier exchange can’t be opened') })
    const rule = house.row<{ id: string }>('select id from exclusion_rule').id
    expect(await organiser.post(paths.deleteRule(id, rule))).toMatchObject({ status: 303 })
    expect(await organiser.post(paths.draw(id))).toMatchObject({ status: 303 })
  })
})
