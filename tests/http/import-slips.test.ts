import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { openHouse } from '../support/house.ts'
import { fatesIn, fieldsIn, listIn } from '../support/preview.ts'

describe('an address in a list that looks like a slip', () => {
  const people = 'Bob,bob@gmial.com\nCara,cara@gmail.com\nDan,dan@gmial.com'

  test('waits, while the others are added, until somebody says which is meant', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open')
    const organiser = await house.alice()
    const preview = await organiser.post(paths.importPeople(id), { people })
    expect(fatesIn(preview)[0]).toContain('Line 1 Bob bob@gmial.com Did you mean bob@gmail.com?')
    const added = await organiser.post(paths.importPeople(id), { ...fieldsIn(preview), confirm: 'yes' })
    expect(added.text).toContain('1 person was added')
    expect(listIn(added)).toBe('Bob,bob@gmial.com\nDan,dan@gmial.com')
    const answered = await organiser.post(paths.importPeople(id), { ...fieldsIn(added), email_confirmed: ['bob@gmail.com', 'dan@gmial.com'] })
    expect(fatesIn(answered)).toEqual(['Line 1 Bob bob@gmail.com will join', 'Line 2 Dan dan@gmial.com will join'])
    expect(await organiser.post(paths.importPeople(id), { ...fieldsIn(answered), confirm: 'yes' })).toMatchObject({ status: 303 })
    expect(house.rows<{ email: string }>('select email from participant order by email').map(({ email }) => email)).toEqual([
      'bob@gmail.com',
      'cara@gmail.com',
      'dan@gmial.com',
    ])
  })

  test('is no question for whoever is in with it', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open')
    const organiser = await house.alice()
    await organiser.post(paths.importPeople(id), { people: 'Bob,bob@gmial.com', email_confirmed: 'bob@gmial.com', confirm: 'yes' })
    expect(fatesIn(await organiser.post(paths.importPeople(id), { people: 'Bob,bob@gmial.com' }))).toEqual([
      'Line 1 Bob bob@gmial.com is in already, nothing changes',
    ])
  })
})
