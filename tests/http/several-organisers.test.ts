import { describe, expect, test } from 'vitest'
import { languages as everyLanguage } from '../../src/language/languages.ts'
import { paths } from '../../src/paths.ts'
import { addressOf, alice, exchangeFields, type House, openHouse } from '../support/house.ts'
import type { Visitor } from '../support/visitor.ts'

const olga = addressOf('Olga')
const chosen = { name: 'Olga', password: 'a goose under the moon', password_confirm: 'a goose under the moon' }
const cast = ['Bob', 'Charlie', 'Dana']

const linkTo = (house: House, address: string) => /\/admin\/invitation\/[\w-]{43}/.exec(house.post.letterTo(address).text)?.[0] as string
const accountOf = (house: House, email: string) => house.row<{ id: string }>('select id from admin where email = ?', email).id

const versionIn = ({ html }: { html: string }) => /name="version" value="([^"]*)"/.exec(html)?.[1] as string

/** Olga comes by an invitation of Alice's. */
async function withOlga(options: Parameters<typeof openHouse>[0] = {}): Promise<{ house: House; organiser: Visitor; olgas: Visitor }> {
  const house = await openHouse(options)
  const organiser = await house.alice()
  await organiser.post(paths.organisers(), { email: olga })
  await house.deliver()
  const olgas = house.visitor()
  await olgas.post(linkTo(house, olga), chosen)
  return { house, organiser, olgas }
}

describe('an invitation', () => {
  test('brings somebody in with a name and a password of their own, once', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    expect(await organiser.post(paths.organisers(), { email: olga })).toMatchObject({ status: 303, location: paths.organisers() })
    expect((await organiser.get(paths.organisers())).text).toContain(`The invitation is on its way to ${olga}.`)
    await house.deliver()
    const link = linkTo(house, olga)
    const invited = house.visitor()
    expect(await invited.get(link)).toMatchObject({ status: 200, text: expect.stringContaining(olga) })
    const short = await invited.post(link, { ...chosen, password: 'short', password_confirm: 'short' })
    expect(short).toMatchObject({ status: 422, text: expect.stringContaining('at least 12 characters') })
    expect(short.html).toContain('value="Olga"')
    const answers = await Promise.all([invited, house.visitor(), house.visitor()].map((one) => one.post(link, chosen)))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 410, 410])
    expect(house.rows('select email, name, owner from admin order by owner')).toEqual(expect.arrayContaining([{ email: olga, name: 'Olga', owner: null }]))
    expect(await house.visitor().get(link)).toMatchObject({ status: 410, text: expect.stringContaining('no longer works') })
    expect((await organiser.get(paths.organisers())).text).not.toContain('The invitation works until')
    expect((await house.visitor().post(paths.adminLogin(), { email: olga, password: chosen.password })).location).toBe(paths.adminDashboard())
  })

  test('dies after 7 days, when it is withdrawn, and when a newer one goes out', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const invite = async () => {
      await organiser.post(paths.organisers(), { email: olga })
      await house.deliver()
      return linkTo(house, olga)
    }
    const first = await invite()
    const second = await invite()
    const statusOf = async (link: string) => (await house.visitor().get(link)).status
    expect([await statusOf(first), await statusOf(second)]).toEqual([410, 200])
    const { id } = house.row<{ id: string }>('select id from organiser_invitation')
    await organiser.post(paths.withdrawInvitation(), { invitation_id: id })
    expect(await statusOf(second)).toBe(410)
    const third = await invite()
    house.world.travel({ days: 7 })
    expect(await statusOf(third)).toBe(410)
  })

  test('asks about a slip in the domain, in both forms, and goes where the answer says', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const { id } = await house.exchange('registration_open', cast)
    for (const path of [paths.organisers(), paths.sharing(id)]) {
      const asked = await organiser.post(path, { email: 'olga@gmial.com' })
      expect(asked).toMatchObject({ status: 422, text: expect.stringContaining('olga@gmail.com') })
      expect(asked.html).toContain('value="olga@gmial.com"')
      expect(house.rows('select * from organiser_invitation')).toEqual([])
      for (const [answer, email] of [
        ['olga@gmail.com', 'olga@gmail.com'],
        ['yes', 'olga@gmial.com'],
      ]) {
        expect((await organiser.post(path, { email: 'olga@gmial.com', email_confirmed: answer as string })).status).toBe(303)
        expect(house.rows('select email from organiser_invitation')).toEqual([{ email }])
        house.exec('delete from organiser_invitation')
      }
    }
  })

  test('stands once on the owner’s page, however often somebody is invited, and is withdrawn with all others to the address', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const { id } = await house.exchange('registration_open', cast)
    await organiser.post(paths.organisers(), { email: olga })
    await house.deliver()
    const first = linkTo(house, olga)
    house.world.travel({ days: 1 })
    await organiser.post(paths.sharing(id), { email: olga })
    await house.deliver()
    const page = await organiser.get(paths.organisers())
    expect(page.text).toContain(`Invited 1 ${olga} The invitation works until 9 Dec 2026`)
    const [, invitation = ''] = /name="invitation_id" value="([\w-]+)"/.exec(page.html) ?? []
    await organiser.post(paths.withdrawInvitation(), { invitation_id: invitation })
    for (const link of [first, linkTo(house, olga)]) expect((await house.visitor().get(link)).status).toBe(410)
  })

  test('goes out twenty times an hour from one organiser, by both forms together', async () => {
    const { house, organiser, olgas } = await withOlga()
    house.exec('delete from rate_limit')
    const { id } = await house.exchange('registration_open', cast)
    const invite = (path: string, index: number) => organiser.post(path, { email: `guest${index}@example.org` })
    for (let index = 0; index < 19; index++) expect((await invite(index % 2 === 0 ? paths.organisers() : paths.sharing(id), index)).status).toBe(303)
    expect((await organiser.post(paths.sharing(id), { email: olga })).status).toBe(303)
    for (const path of [paths.organisers(), paths.sharing(id)]) {
      const answer = await invite(path, 20)
      expect(answer).toMatchObject({ status: 429, html: expect.stringContaining('value="guest20@example.org"') })
      expect(answer.headers.get('Retry-After')).toBe('3600')
    }
    expect(house.rows('select * from organiser_invitation')).toHaveLength(19)
    expect((await olgas.post(paths.sharing(id), { email: 'guest20@example.org' })).status).toBe(303)
  })

  test('says who is signed in here, and that accepting signs them out', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    await organiser.post(paths.organisers(), { email: olga })
    await house.deliver()
    const link = linkTo(house, olga)
    expect((await organiser.get(link)).text).toContain(`${alice.email} is signed in here. Creating this account signs them out.`)
    expect((await house.visitor().get(link)).text).not.toContain('is signed in here')
    const wrong = await organiser.post(link, { ...chosen, name: '' })
    expect(wrong).toMatchObject({ status: 422, text: expect.stringContaining('is signed in here') })
    expect((await organiser.post(link, chosen)).status).toBe(303)
    expect((await organiser.get(paths.settings())).html).toContain(`value="${olga}"`)
  })

  test('is refused to who has an account, and to what is no address', async () => {
    const { house, organiser } = await withOlga()
    expect(await organiser.post(paths.organisers(), { email: olga })).toMatchObject({
      status: 422,
      text: expect.stringContaining('has an account here already'),
    })
    expect(await organiser.post(paths.organisers(), { email: 'olga' })).toMatchObject({ status: 422 })
    expect(house.rows('select * from organiser_invitation')).toEqual([])
  })

  test('is the owner’s to give: any other organiser gets 403 and learns nothing', async () => {
    const { house, olgas } = await withOlga()
    await house.exchange('registration_open', ['Bob'])
    for (const [method, path] of [
      ['GET', paths.organisers()],
      ['POST', paths.organisers()],
      ['POST', paths.handOver()],
      ['GET', paths.removeAccount(accountOf(house, olga))],
      ['POST', paths.removeAccount(accountOf(house, olga))],
    ] as const) {
      const answer = await olgas.send(method, path, method === 'POST' ? new URLSearchParams({ email: 'x@example.org' }) : undefined)
      expect([path, answer.status, answer.html.includes('Millers') || answer.html.includes(alice.email)]).toEqual([path, 403, false])
    }
  })
})

describe('sharing an exchange', () => {
  test('with an account lets it in at once, tells it, and makes it an equal', async () => {
    const { house, organiser, olgas } = await withOlga()
    const { id } = await house.exchange('registration_closed', cast)
    expect((await olgas.get(paths.exchange(id))).status).toBe(403)
    await organiser.post(paths.sharing(id), { email: olga })
    expect((await organiser.get(paths.sharing(id))).text).toContain('Olga now organises this exchange, too.')
    await house.deliver()
    expect(house.post.letterTo(olga)).toMatchObject({ subject: 'You’re an organiser now: Millers’ Christmas' })
    expect((await olgas.post(paths.draw(id))).status).toBe(303)
    expect((await olgas.get(paths.adminDashboard())).text).toContain('Millers’ Christmas')
    expect(await organiser.post(paths.sharing(id), { email: olga })).toMatchObject({ status: 422, text: expect.stringContaining('already') })
  })

  test('with somebody new invites them to that exchange', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const { id } = await house.exchange('registration_open', cast)
    await organiser.post(paths.sharing(id), { email: olga })
    await house.deliver()
    expect(house.post.letterTo(olga).text).toContain('asks you to organise “Millers’ Christmas” together.')
    const invited = house.visitor()
    await invited.post(linkTo(house, olga), chosen)
    expect((await invited.get(paths.exchange(id))).status).toBe(200)
  })

  test('ends for whoever leaves or is removed, at once, while the last one stays', async () => {
    const { house, organiser, olgas } = await withOlga()
    const { id } = await house.exchange('registration_open', cast)
    await organiser.post(paths.sharing(id), { email: olga })
    const [olgaId, aliceId] = [accountOf(house, olga), accountOf(house, alice.email)]
    expect((await organiser.get(paths.unshare(id, olgaId))).text).toContain('Remove Olga from the organisers?')
    await organiser.post(paths.unshare(id, olgaId))
    expect((await olgas.get(paths.exchange(id))).status).toBe(403)
    expect(await organiser.post(paths.unshare(id, aliceId))).toMatchObject({ status: 409, text: expect.stringContaining('needs an organiser') })
    await organiser.post(paths.sharing(id), { email: olga })
    const leaving = await Promise.all([organiser.post(paths.unshare(id, aliceId)), olgas.post(paths.unshare(id, olgaId))])
    expect(leaving.map(({ status }) => status).sort()).toEqual([303, 409])
    expect(house.rows('select * from organiser where exchange_id = ?', id)).toHaveLength(1)
  })

  test('leaves no invitation behind by which whoever is removed could come back', async () => {
    const { house, organiser, olgas } = await withOlga()
    const { id } = await house.exchange('registration_open', cast)
    await organiser.post(paths.sharing(id), { email: olga })
    await olgas.post(paths.sharing(id), { email: 'evil@example.org' })
    await house.deliver()
    await organiser.post(paths.unshare(id, accountOf(house, olga)))
    expect((await house.visitor().get(linkTo(house, 'evil@example.org'))).status).toBe(410)
  })

  test('lists its own invitations that wait, which any of its organisers withdraws', async () => {
    const { house, organiser, olgas } = await withOlga()
    const { id } = await house.exchange('registration_open', cast)
    const other = await house.exchange('registration_open', cast, { name: 'Under the oak' })
    await organiser.post(paths.sharing(id), { email: olga })
    await organiser.post(paths.sharing(id), { email: 'walter@example.org' })
    await organiser.post(paths.sharing(other.id), { email: 'gina@example.org' })
    await organiser.post(paths.organisers(), { email: 'heidi@example.org' })
    await house.deliver()
    const page = await olgas.get(paths.sharing(id))
    expect(page.text).toContain('Invited 1 walter@example.org The invitation works until 8 Dec 2026')
    for (const elsewhere of ['gina@', 'heidi@']) expect(page.html).not.toContain(elsewhere)
    const invitation = (email: string) => house.row<{ id: string }>('select id from organiser_invitation where email = ?', email).id
    for (const email of ['gina@example.org', 'heidi@example.org']) await olgas.post(paths.withdrawShare(id), { invitation_id: invitation(email) })
    expect(house.rows('select * from organiser_invitation')).toHaveLength(3)
    const answer = await olgas.post(paths.withdrawShare(id), { invitation_id: invitation('walter@example.org') })
    expect(answer).toMatchObject({ status: 303, location: paths.sharing(id) })
    const { text } = await olgas.get(paths.sharing(id))
    expect(text).toContain('The invitation to walter@example.org no longer works.')
    expect(text).not.toContain('Invited 1')
    expect((await house.visitor().get(linkTo(house, 'walter@example.org'))).status).toBe(410)
    expect((await house.visitor().get(linkTo(house, 'gina@example.org'))).status).toBe(200)
  })

  test('shows the name of no other exchange in a rule of the one who made it', async () => {
    const { house, organiser, olgas } = await withOlga()
    const earlier = await house.exchange('completed', cast, { name: 'Under the oak' })
    const { id } = await house.exchange('registration_closed', cast)
    await organiser.post(paths.rules(id), { kind: 'history', earlier_exchange_id: earlier.id })
    await organiser.post(paths.sharing(id), { email: olga })
    expect((await organiser.get(paths.rules(id))).text).toContain('Under the oak')
    for (const path of [paths.rules(id), paths.draw(id)]) {
      const { text } = await olgas.get(path)
      expect([path, text.includes('Under the oak')]).toEqual([path, false])
    }
    expect((await olgas.get(paths.rules(id))).text).toContain('as in an exchange of another organiser')
    // Its draw can’t be opened any more, which the draw says.
    house.exec(`update "match" set sealed_receiver = '00000000' || substr(sealed_receiver, 9)`)
    const refused = await olgas.post(paths.draw(id))
    expect(refused).toMatchObject({ status: 409, text: expect.stringContaining('in an earlier exchange can’t be opened') })
    expect(refused.html).not.toContain('Under the oak')
    expect(house.row<{ refusal: string }>('select refusal from draw_attempt').refusal).not.toContain('Under the oak')
  })
})

describe('what several organisers share', () => {
  test('answers to e-mails reach all of them', async () => {
    const { house, organiser } = await withOlga()
    const { id } = await house.exchange('registration_open', cast, { reply_to: 'on' })
    await organiser.post(paths.sharing(id), { email: olga })
    expect((await organiser.get(paths.sharing(id))).text).toContain('People’s answers go to all of them')
    await organiser.post(paths.message(id), { subject: 'Hello', message: 'See you', confirm: 'yes' })
    await house.deliver()
    expect([house.post.letterTo(addressOf('Bob')).reply_to].flat().sort()).toEqual([alice.email, olga])
  })

  test('the list of e-mails says neutrally who added somebody', async () => {
    const { house, organiser, olgas } = await withOlga()
    const { id } = await house.exchange('registration_open', cast)
    await organiser.post(paths.sharing(id), { email: olga })
    await olgas.post(paths.addPerson(id), { name: 'Erin', email: addressOf('Erin') })
    expect((await organiser.get(paths.mail())).text).toContain('Added by an organiser')
  })

  test('the last one is told why there is no leaving, without a button that does not help', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const { id } = await house.exchange('registration_open', cast)
    const path = paths.unshare(id, accountOf(house, alice.email))
    const page = await organiser.get(path)
    expect(page.text).toContain('An exchange needs an organiser. Add somebody else first, or delete the exchange.')
    expect(page.html).not.toContain(`action="${path}"`)
    expect(await organiser.post(path)).toMatchObject({ status: 409, text: expect.stringContaining('needs an organiser') })
  })

  test('the days of reminders: whoever chose them meanwhile is not overwritten in silence', async () => {
    const { house, organiser, olgas } = await withOlga()
    const { id } = await house.exchange('registration_open', cast)
    await organiser.post(paths.sharing(id), { email: olga })
    const versionIn = ({ html }: { html: string }) => /name="version" value="([^"]*)"/.exec(html)?.[1] as string
    const version = versionIn(await olgas.get(paths.notifications(id)))
    expect((await organiser.post(paths.notifications(id), { reminder_days: '9, 2', version })).status).toBe(303)
    const late = await olgas.post(paths.notifications(id), { reminder_days: '5', withdrawal: 'on', version })
    expect(late).toMatchObject({ status: 409, text: expect.stringContaining('Meanwhile this was changed to “9, 2”.') })
    expect(late.html).toContain('value="5"')
    expect(house.row('select reminder_days from exchange where id = ?', id)).toEqual({ reminder_days: '9,2' })
    // What Olga wants to be told of is hers alone, and days that she leaves as they were stay.
    expect((await olgas.post(paths.notifications(id), { reminder_days: '7, 1', withdrawal: 'on', version })).status).toBe(303)
    expect(house.row('select reminder_days from exchange where id = ?', id)).toEqual({ reminder_days: '9,2' })
    expect((await olgas.post(paths.notifications(id), { reminder_days: '5', version: versionIn(late) })).status).toBe(303)
    expect(house.row('select reminder_days from exchange where id = ?', id)).toEqual({ reminder_days: '5' })
  })

  /** Olga organises an exchange with Alice whose rule looks back to one of Alice's alone. */
  async function withRule(state: 'registration_closed' | 'completed' = 'registration_closed') {
    const shared = await withOlga()
    const { house, organiser } = shared
    const earlier = await house.exchange('completed', cast, { name: 'Under the oak' })
    const { id } = await house.exchange('registration_closed', [...cast, 'Erin', 'Frank'])
    await organiser.post(paths.rules(id), { kind: 'history', earlier_exchange_id: earlier.id })
    await organiser.post(paths.sharing(id), { email: olga })
    if (state === 'completed') for (const path of [paths.draw(id), paths.complete(id)]) await organiser.post(path)
    await house.deliver()
    return { ...shared, earlier, id }
  }

  test('a refused draw names no exchange that one of them does not organise', async () => {
    const { house, organiser, olgas, id } = await withRule()
    house.exec(`update "match" set sealed_receiver = 'x'`)
    for (const visitor of [olgas, organiser]) {
      const answer = await visitor.post(paths.draw(id))
      expect(answer).toMatchObject({ status: 409, text: expect.stringContaining('Who gave to whom in an earlier exchange can’t be opened') })
      expect(answer.html.includes('Under the oak')).toBe(visitor === organiser)
    }
  })

  test('of a rule that goes with an exchange of one of them the other is told', async () => {
    const { house, organiser, id, earlier } = await withRule()
    await organiser.post(paths.deleteExchange(earlier.id), { name: 'Under the oak' })
    expect(house.rows('select * from exclusion_rule')).toEqual([])
    await house.deliver()
    const letters = house.post.inbox.filter(({ subject }) => subject.startsWith('A rule for the draw is gone'))
    expect(letters.map(({ to, subject }) => [to, subject])).toEqual([[[olga], 'A rule for the draw is gone: Millers’ Christmas']])
    expect(letters[0]?.text).not.toContain('Under the oak')
    expect(letters[0]?.text).toContain(paths.exchange(id))
  })

  test('of a rule of an exchange that is over nobody is told', async () => {
    const { house, organiser, earlier } = await withRule('completed')
    await organiser.post(paths.deleteExchange(earlier.id), { name: 'Under the oak' })
    expect(house.rows(`select * from outgoing_email where kind = 'rule gone'`)).toEqual([])
  })
})

describe('the owner', () => {
  test('sees of others’ exchanges the names and the organisers, and hands them over', async () => {
    const { house, organiser, olgas } = await withOlga()
    const { location } = await olgas.post(paths.newExchange(), { ...exchangeFields, name: 'Olga’s club' })
    const id = location?.split('/').at(-1) as string
    expect((await organiser.get(paths.exchange(id))).status).toBe(403)
    expect((await organiser.get(paths.organisers())).text).toMatch(/Olga’s club Organised by Olga/)
    await organiser.post(paths.handOver(), { exchange_id: id, to: accountOf(house, alice.email) })
    expect((await organiser.get(paths.exchange(id))).status).toBe(200)
    expect((await olgas.get(paths.exchange(id))).status).toBe(403)
  })

  test('removes an account: what it organises alone is handed over or deleted, and its sessions and links end', async () => {
    const { house, organiser, olgas } = await withOlga()
    const made = async (name: string) =>
      (await olgas.post(paths.newExchange(), { ...exchangeFields, name, open: 'yes' })).location?.split('/').at(-1)?.replace(/#.*/, '') as string
    const [kept, shared] = [await made('Kept'), await made('Shared')]
    await olgas.post(paths.sharing(shared), { email: alice.email })
    await house.visitor().post(paths.forgotPassword(), { email: olga })
    await house.deliver()
    const reset = /\/admin\/reset-password\/[\w-]{43}/.exec(house.post.letterTo(olga).text)?.[0] as string
    const removal = paths.removeAccount(accountOf(house, olga))
    expect((await organiser.get(removal)).text).toContain('1 exchange has no other organiser.')
    expect(await organiser.post(removal)).toMatchObject({ status: 422, text: expect.stringContaining('choose what happens') })
    await organiser.post(removal, { to: accountOf(house, alice.email) })
    for (const id of [kept, shared]) expect((await organiser.get(paths.exchange(id))).status).toBe(200)
    expect((await olgas.get(paths.adminDashboard())).location).toContain(paths.adminLogin())
    expect((await house.visitor().get(reset)).status).toBe(410)
    expect(await house.visitor().post(paths.adminLogin(), { email: olga, password: chosen.password })).toMatchObject({ status: 422 })
    await house.deliver()
    expect(house.post.letterTo(olga).subject).toBe('Your account was removed')
    expect((await organiser.get(removal)).status).toBe(404)
  })

  test('removes an account and its exchanges, of which everybody is told', async () => {
    const { house, organiser, olgas } = await withOlga()
    const { location } = await olgas.post(paths.newExchange(), { ...exchangeFields, name: 'Gone', open: 'yes' })
    const id = location?.split('/').at(-1)?.replace(/#.*/, '') as string
    const { slug } = house.row<{ slug: string }>('select slug from exchange where id = ?', id)
    await house.join(slug, 'Bob')
    const removal = paths.removeAccount(accountOf(house, olga))
    const page = await organiser.get(removal)
    expect(page.text).toContain('Nobody else organises: Gone · 1 person')
    expect((await organiser.post(removal, { to: 'delete', version: versionIn(page) })).status).toBe(303)
    await house.deliver()
    expect(house.post.letterTo(addressOf('Bob')).subject).toContain('Gone')
    expect(house.rows('select * from exchange where id = ?', id)).toEqual([])
    expect(house.rows('select * from admin')).toHaveLength(1)
  })

  test('deletes with an account what was shown before, and nothing else', async () => {
    const { house, organiser, olgas } = await withOlga()
    const made = async (name: string) =>
      (await olgas.post(paths.newExchange(), { ...exchangeFields, name, open: 'yes' })).location?.split('/').at(-1)?.replace(/#.*/, '') as string
    const id = await made('Club')
    const removal = paths.removeAccount(accountOf(house, olga))
    let version = versionIn(await organiser.get(removal))
    const slug = house.row<{ slug: string }>('select slug from exchange where id = ?', id).slug
    const changes = [() => made('Newer'), () => house.join(slug, 'Bob'), () => olgas.post(paths.exchange(id), { name: 'Renamed' })]
    const shown = ['Newer · 0 people', 'Club · 1 person', 'Renamed · 1 person']
    for (const [index, change] of changes.entries()) {
      await change()
      const answer = await organiser.post(removal, { to: 'delete', version })
      expect(answer).toMatchObject({ status: 409, text: expect.stringContaining('This list is no longer what it was when you opened the page') })
      expect(answer.text).toContain(shown[index])
      version = versionIn(answer)
    }
    expect((await organiser.post(removal, { to: 'delete' })).status).toBe(409)
    expect(house.rows('select * from exchange')).toHaveLength(2)
    expect(house.rows('select * from admin')).toHaveLength(2)
    expect((await organiser.post(removal, { to: 'delete', version })).status).toBe(303)
    expect(house.rows('select * from exchange')).toEqual([])
  })

  test('is told by the first of several answers at once that it is done, by the others that it was done before', async () => {
    const { house, organiser, olgas } = await withOlga()
    await olgas.post(paths.newExchange(), { ...exchangeFields, name: 'Club' })
    const removal = paths.removeAccount(accountOf(house, olga))
    const version = versionIn(await organiser.get(removal))
    const tabs = [0, 1, 2].map(() => Object.assign(house.visitor(), { cookies: new Map(organiser.cookies) }))
    const ends: Record<string, string>[] = [{ to: 'delete', version }, { to: accountOf(house, alice.email) }, { to: 'delete', version }]
    const answers = await Promise.all(tabs.map((tab, index) => tab.post(removal, ends[index])))
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    const told = await Promise.all(tabs.map(async (tab) => (await tab.get(paths.organisers())).text.match(/account is gone|was removed already/)?.[0]))
    expect(told.sort()).toEqual(['account is gone', 'was removed already', 'was removed already'])
    expect(house.rows('select * from admin')).toHaveLength(1)
  })

  test('says before a hand-over what it does, and whoever loses or gains an exchange is told in their language', async () => {
    const { house, organiser, olgas } = await withOlga({ languages: [...everyLanguage] })
    const walters = await house.anotherOrganiser('Walter')
    const { location } = await olgas.post(paths.newExchange(), { ...exchangeFields, name: 'Club' })
    const id = location?.split('/').at(-1) as string
    await olgas.post(paths.sharing(id), { email: addressOf('Walter') })
    await house.deliver()
    house.exec(`update admin set language = 'de' where email = ?`, addressOf('Walter'))
    expect((await organiser.get(paths.organisers())).text).toContain('Whoever you choose becomes the only organiser.')
    await organiser.post(paths.handOver(), { exchange_id: id, to: accountOf(house, alice.email) })
    await house.deliver()
    const newsTo = (address: string) => house.post.letterTo(address)
    expect(newsTo(alice.email)).toMatchObject({ subject: 'You’re the organiser now: Club' })
    expect(newsTo(olga)).toMatchObject({ subject: 'You’re no longer an organiser: Club', text: expect.stringContaining('who is its only organiser now') })
    expect(newsTo(addressOf('Walter'))).toMatchObject({ subject: expect.stringContaining('Club'), html: expect.stringContaining('<html lang="de"') })
    expect(house.rows(`select * from outgoing_email where kind = 'handed over to another' and state = 'queued'`)).toEqual([])
    for (const former of [olgas, walters]) expect((await former.get(paths.exchange(id))).status).toBe(403)
  })

  test('tells an heir of what came with an account that was removed', async () => {
    const { house, organiser, olgas } = await withOlga()
    await house.anotherOrganiser('Walter')
    await olgas.post(paths.newExchange(), { ...exchangeFields, name: 'Club' })
    await organiser.post(paths.removeAccount(accountOf(house, olga)), { to: accountOf(house, addressOf('Walter')) })
    await house.deliver()
    expect(house.post.letterTo(addressOf('Walter')).subject).toBe('You’re the organiser now: Club')
  })

  test('has the form to hand over again where nobody, somebody unknown or two were chosen', async () => {
    const { house, organiser, olgas } = await withOlga()
    const { location } = await olgas.post(paths.newExchange(), { ...exchangeFields, name: 'Club' })
    const id = location?.split('/').at(-1) as string
    const [olgaId, aliceId] = [accountOf(house, olga), accountOf(house, alice.email)]
    for (const to of [undefined, '', 'x', id, [aliceId, olgaId], [aliceId, aliceId]]) {
      const answer = await organiser.post(paths.handOver(), { exchange_id: id, ...(to === undefined ? {} : { to }) })
      expect(answer).toMatchObject({ status: 422, text: expect.stringContaining('Please choose somebody who has an account here.') })
      expect(answer.html).toContain(`aria-describedby="to-${id}-error"`)
    }
    expect(house.rows('select account_id from organiser where exchange_id = ?', id)).toEqual([{ account_id: olgaId }])
    const removal = paths.removeAccount(olgaId)
    expect((await organiser.post(removal, { to: [aliceId, 'delete'], version: versionIn(await organiser.get(removal)) })).status).toBe(422)
    expect(house.rows('select * from exchange')).toHaveLength(1)
  })

  test('asks the owner for the password before an exchange is handed over, where the last one was long ago', async () => {
    const { house, organiser, olgas } = await withOlga()
    const { location } = await olgas.post(paths.newExchange(), { ...exchangeFields, name: 'Club' })
    const id = location?.split('/').at(-1) as string
    const fields = { exchange_id: id, to: accountOf(house, alice.email) }
    house.world.travel({ minutes: 21 })
    const asked = await organiser.post(paths.handOver(), fields)
    expect(asked).toMatchObject({ status: 422, html: expect.stringContaining(`id="password-${id}"`) })
    expect(asked.html).toContain(`<option value="${fields.to}" selected`)
    expect(await organiser.post(paths.handOver(), { ...fields, current_password: 'a wild guess' })).toMatchObject({ status: 422 })
    expect(house.rows('select account_id from organiser where exchange_id = ?', id)).toEqual([{ account_id: accountOf(house, olga) }])
    expect(await organiser.post(paths.handOver(), { ...fields, current_password: alice.password })).toMatchObject({ status: 303 })
    expect(house.rows('select account_id from organiser where exchange_id = ?', id)).toEqual([{ account_id: fields.to }])
  })

  test('decides what becomes of an exchange even where its last other organiser leaves at the same moment', async () => {
    const { house, organiser, olgas } = await withOlga()
    const { id } = await house.exchange('registration_open', cast)
    await organiser.post(paths.sharing(id), { email: olga })
    const [olgaId, aliceId] = [accountOf(house, olga), accountOf(house, alice.email)]
    const statuses = async () =>
      (await Promise.all([organiser.post(paths.unshare(id, aliceId)), organiser.post(paths.removeAccount(olgaId))])).map(({ status }) => status)
    expect([
      [303, 422],
      [409, 303],
    ]).toContainEqual(await statuses())
    expect(house.rows('select * from organiser where exchange_id = ?', id)).toHaveLength(1)
    expect((await olgas.get(paths.landing())).status).toBe(200)
  })

  test('is never removed', async () => {
    const { house, organiser } = await withOlga()
    expect((await organiser.post(paths.removeAccount(accountOf(house, alice.email)), { to: 'delete' })).status).toBe(404)
  })
})

test('an address is one account’s: nobody takes that of another', async () => {
  const { olgas } = await withOlga()
  const answer = await olgas.post(paths.settings(), { change: 'email', email: alice.email })
  expect(answer).toMatchObject({ status: 422, text: expect.stringContaining('has an account here already') })
})
