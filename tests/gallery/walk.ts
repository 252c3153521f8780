import { paths } from '../../src/paths.ts'
import type { Person } from '../support/browser.ts'
import { addressOf, type House, registration } from '../support/house.ts'
import type { Visitor } from '../support/visitor.ts'

/** A way through pages with one browser; `visit` is called for each, under a name for its state, once it stands as it shall be seen. */
export type Walk = { house: House; person: Person; visit: (name: string) => Promise<void> }

/** Names that try a page: long, accented, from right to left, with pictures, and of one word without an end. */
export const cast = ['Bob', 'Charlie', 'Dana', 'Zoë Kowalczyk-Fernández', 'נועה', 'Erin 🎄', `Maximilian${'a'.repeat(50)}`]

/** Lets the browser be signed in as somebody else, or as nobody. */
export async function become({ house, person: { context } }: Walk, visitor?: Visitor): Promise<void> {
  await context.clearCookies()
  await context.addCookies([...(visitor?.cookies ?? [])].map(([name, value]) => ({ name, value, url: house.url })))
}

/** Opens a page and visits it. */
export async function show({ person: { page }, visit }: Walk, name: string, path: string): Promise<void> {
  await page.goto(path)
  await visit(name)
}

/** Presses a button, waits for words on what comes of it, and visits that. */
export async function press({ person: { page }, visit }: Walk, name: string, button: string, words: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click()
  await page.getByText(words).first().waitFor()
  await visit(name)
}

/** Lets `count` more people register at once, as a list of the organiser. */
export async function crowd(house: House, exchangeId: string, count: number): Promise<void> {
  const people = Array.from({ length: count }, (_, number) => `Guest ${number + 1},guest${number + 1}@example.org`).join('\n')
  await (await house.alice()).post(paths.importPeople(exchangeId), { people, confirm: 'yes' })
}

/** Somebody who registers and never opens the link. */
export async function registerOnly(house: House, slug: string, name: string): Promise<void> {
  await house.visitor().post(paths.register(slug), { ...registration(name), email: addressOf(name), gift_ideas: '' })
}
