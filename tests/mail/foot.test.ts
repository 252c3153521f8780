import { expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { addressOf, alice, openHouse } from '../support/house.ts'

test('the foot says why one gets an e-mail and how to get no more, in both forms, as it is true for each', async () => {
  const house = await openHouse()
  const { id, people } = await house.exchange('registration_open', ['Bob', 'Charlie', 'Dana', 'Frank'])
  const organiser = await house.alice()
  await organiser.post(paths.addPerson(id), { name: 'Erin', email: addressOf('Erin') })
  const write = async (subject: string) => {
    await organiser.post(paths.message(id), { subject, message: 'At seven.', confirm: 'yes' })
    await house.deliver()
  }
  const foot = (address: string) => house.post.letterTo(address).text.split('\n-- \n')[1] ?? ''
  await write('Before')
  expect(foot(addressOf('Bob'))).toBe(
    'You get this because you joined “Millers’ Christmas”. You can leave on your page.\nNo one reads answers to this e-mail. Sent by Sneaky Klaus.\n',
  )
  const declining =
    /^You get this because the organiser of “Millers’ Christmas” added you\.\nRather not take part\? Say so here: http\S+\/participation\/decline\/\S+\nNo one/
  expect(foot(addressOf('Erin'))).toMatch(declining)
  expect(house.post.letterTo(addressOf('Erin')).html).toMatch(/<a href="[^"]+\/participation\/decline\/[^"]+">Rather not take part\? Say so here<\/a>/)
  await people.Frank?.post(paths.withdraw())
  await house.tick()
  expect(foot(addressOf('Frank'))).toMatch(/^You get this because you took part in “Millers’ Christmas”\.\nNo one/)
  expect(foot(alice.email)).toMatch(/^You get this because you organise “Millers’ Christmas”\.\nChoose which .*“Settings”: \S+\/notifications\nSent by/)
  await organiser.post(paths.closeRegistration(id))
  await organiser.post(paths.draw(id))
  await write('After')
  expect(foot(addressOf('Bob'))).toContain('Can’t take part after all? Say so on your page.')
  const [giver = ''] = Object.entries(house.drawOf(id)).find(([, receiver]) => receiver === 'Erin') ?? []
  await organiser.post(paths.removePerson(id, house.idOf(id, 'Erin')), { confirm: 'yes' })
  await house.deliver()
  // The same for everyone whom a repair concerns, since lengths tell.
  expect(foot(addressOf(giver))).toBe(
    'You get this because you’re in “Millers’ Christmas”. Can’t take part after all? Say so on your page.\nNo one reads answers to this e-mail. Sent by Sneaky Klaus.\n',
  )
})
