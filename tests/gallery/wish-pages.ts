import { paths } from '../../src/paths.ts'
import type { Visitor } from '../support/visitor.ts'
import { become, cast, press, show, type Walk } from './walk.ts'

const wishes = [
  {
    title: 'A red kite',
    link: 'https://www.shop.example.org/kites?colour=red',
    note: 'Not a blue one.\nA green one would do.',
    price: 'about 15 €',
    most_wanted: 'on',
  },
  { link: 'https://bücher.example/the-long-winter' },
  { title: 'Warm socks', note: 'Size 42. I like wool: https://example.org/wool' },
  { title: 'ספר על ציפורים', price: '₪80' },
  { title: `Tea${'a'.repeat(80)}`, link: `https://${'long.'.repeat(20)}example.org/`, price: 'x'.repeat(40) },
  { title: 'A jigsaw puzzle of 2,000 pieces', most_wanted: 'on' },
  { title: 'Something for the kitchen' },
]

/** The wish list, with nothing in it, with much, refused, in its place and on a page of its own, and what others see of it. */
export async function visitWishPages(walk: Walk): Promise<void> {
  const { house, person } = walk
  const { page } = person
  const { id, people } = await house.exchange('registration_closed', cast)
  const bob = people.Bob as Visitor
  await become(walk, bob)
  await show(walk, 'wishes-none', paths.wishes())
  await page.getByLabel('Link').fill('javascript:alert(1)')
  await press(walk, 'wishes-refused', 'Add to my list', 'doesn’t look like a web address')
  for (const wish of wishes) await bob.post(paths.wishes(), wish as Record<string, string>)
  await bob.get(paths.dashboard())
  await show(walk, 'wishes', paths.wishes())
  await page.getByRole('link', { name: 'Edit “A red kite”' }).click()
  await page.getByRole('button', { name: 'Delete this wish' }).waitFor()
  await walk.visit('wishes-edited-in-place')
  const [wish] = house.rows<{ id: string }>(`select id from wish where title = 'Warm socks'`)
  await show(walk, 'wish', paths.wish(wish?.id as string))
  await show(walk, 'dashboard-with-wishes', paths.dashboard())
  for (let number = wishes.length; number < 50; number++) await bob.post(paths.wishes(), { title: `Wish number ${number + 1}` })
  await show(walk, 'wishes-50', paths.wishes())
  await (await house.alice()).post(paths.draw(id))
  const [giver] = Object.entries(house.drawOf(id)).find(([, receiver]) => receiver === 'Bob') as [string, string]
  await show(walk, 'wish-once-drawn', paths.wish(wish?.id as string))
  await become(walk, people[giver] as Visitor)
  await page.goto(paths.dashboard())
  await press(walk, 'match-with-wishes', 'Reveal my match', 'You give to')
  const idOf = (title: string) => house.row<{ id: string }>('select id from wish where title = ?', title).id
  for (const title of ['A red kite', 'Warm socks', 'Something for the kitchen']) await people[giver]?.post(paths.plan(), { wish_id: idOf(title), taken: 'on' })
  await people[giver]?.post(paths.plan(), { gift: 'chosen' })
  house.world.travel({ hours: 20 })
  await bob.post(paths.wish(idOf('A red kite')), { title: 'A red kite, not too large', price: 'about 20 €' })
  await bob.post(paths.deleteWish(idOf('Something for the kitchen')))
  await people[giver]?.get(paths.dashboard())
  await show(walk, 'match-with-picked-wishes', paths.match())
  await (await house.alice()).post(paths.complete(id))
  await become(walk, bob)
  await show(walk, 'wishes-over', paths.wishes())
}
