import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { addressOf, alice, type House, openHouse } from '../support/house.ts'
import { wordsOf } from '../support/post-office.ts'

const cast = ['Bob', 'Charlie', 'Dana', 'Erin']

async function closed(names = cast) {
  const house = await openHouse()
  const { id } = await house.exchange('registration_closed', names)
  const organiser = await house.alice()
  const add = (kind: string, ...people: string[]) => organiser.post(paths.rules(id), { kind, participant_ids: people.map((name) => house.idOf(id, name)) })
  const page = async () => (await organiser.get(paths.rules(id))).text
  return { house, id, organiser, add, page }
}

/** The addresses of the buttons that take rules away. */
function removals(html: string): string[] {
  return [...new Set(html.match(/\/admin\/exchange\/[\w-]+\/rules\/[\w-]+\/delete/g) ?? [])]
}

describe('the rules', () => {
  test('of each kind can be added, are kept by the draw, and can be taken away', async () => {
    const { house, id, organiser, add, page } = await closed(['Bob', 'Charlie', 'Dana', 'Erin', 'Frank', 'Gina'])
    expect(await page()).toContain('Couples and families often prefer not to draw each other')
    expect(await add('household', 'Bob', 'Charlie')).toMatchObject({ status: 303, location: paths.rules(id) })
    expect(await add('exclusion', 'Dana', 'Erin', 'Bob')).toMatchObject({ status: 303 })
    expect(await add('one_way', 'Frank', 'Gina')).toMatchObject({ status: 303 })
    const words = await page()
    for (const rule of ['The rule is added.', 'Bob and Charlie are a household.', 'Dana, Erin and Bob don’t draw each other.', 'Frank doesn’t draw Gina.']) {
      expect(words).toContain(rule)
    }
    for (let round = 0; round < 4; round++) {
      await organiser.post(paths.draw(id))
      const draw = house.drawOf(id)
      expect(Object.keys(draw)).toHaveLength(6)
      expect([draw.Bob, draw.Charlie].filter((receiver) => receiver === 'Bob' || receiver === 'Charlie')).toEqual([])
      for (const giver of ['Dana', 'Erin', 'Bob']) expect(['Dana', 'Erin', 'Bob']).not.toContain(draw[giver])
      expect(draw.Frank).not.toBe('Gina')
      await organiser.post(paths.undoDraw(id))
    }
    const all = removals((await organiser.get(paths.rules(id))).html)
    expect(all).toHaveLength(3)
    for (const removal of all) expect(await organiser.post(removal)).toMatchObject({ status: 303, location: paths.rules(id) })
    expect(removals((await organiser.get(paths.rules(id))).html)).toEqual([])
    expect(await organiser.post(all[0] as string)).toMatchObject({ status: 404, text: expect.stringContaining('so there’s nothing left to do') })
  })

  test('that stand already are not doubled, and that is said', async () => {
    const { id, organiser, add, page } = await closed()
    await add('exclusion', 'Bob', 'Charlie')
    await page()
    expect(await add('exclusion', 'Charlie', 'Bob')).toMatchObject({ status: 303 })
    expect(await page()).toContain('You have that rule already.')
    expect(removals((await organiser.get(paths.rules(id))).html)).toHaveLength(1)
  })

  test('say whether a draw is possible, why not in words, and what would help', async () => {
    const { id, organiser, add, page } = await closed()
    expect(await page()).toContain('A draw is possible Everyone can draw at least 3 different people')
    await add('exclusion', 'Bob', 'Charlie', 'Dana')
    const impossible = await page()
    expect(impossible).toContain('No draw is possible')
    expect(impossible).toMatch(/(\w+, )?\w+ and \w+ can only draw Erin: [23] givers for one person|Only Erin can draw (\w+, )?\w+ and \w+: 1 giver for/)
    expect(impossible).toContain('It works without this rule: Bob, Charlie and Dana don’t draw each other.')
    const before = await organiser.get(paths.draw(id))
    expect(before.text).toContain('No draw is possible')
    expect(before.html).not.toContain('Draw names now')
    expect(await organiser.post(paths.draw(id))).toMatchObject({ status: 409, text: expect.stringContaining('No draw is possible with these rules') })
    await organiser.post(removals((await organiser.get(paths.rules(id))).html)[0] as string)
    expect(await page()).toContain('A draw is possible')
  })

  test('keep names from right to left to themselves', async () => {
    const { add, page } = await closed(['נועה', 'Bob', 'محمد 23', 'Dana'])
    await add('exclusion', 'נועה', 'محمد 23')
    expect(await page()).toMatch(/\u2068\u2068(נועה|محمد 23)\u2069 and \u2068(נועה|محمد 23)\u2069\u2069 don’t draw each other/)
  })

  test('warn when somebody’s giver could be told from them alone', async () => {
    const { add, page } = await closed()
    await add('one_way', 'Bob', 'Charlie')
    await add('one_way', 'Bob', 'Dana')
    expect(await page()).toContain('the rules alone tell that Bob can only draw Erin')
  })

  test('are answered as a fragment to htmx, message included', async () => {
    const { house, id, organiser } = await closed()
    const fields = { kind: 'household', participant_ids: [house.idOf(id, 'Bob'), house.idOf(id, 'Dana')] }
    const headers = { 'HX-Request-Type': 'partial' }
    const fragment = await organiser.post(paths.rules(id), fields, { headers })
    expect(fragment.status).toBe(200)
    expect(fragment.html).toMatch(/^<div id="rules">/)
    expect(fragment.text).toContain('Bob and Dana are a household')
    expect(fragment.html).toMatch(/<hx-partial hx-target="#messages">\s*<p class="message done">\s*The rule is added/)
    expect(fragment.html).not.toContain('<html')
  })

  test('find people by a part of the name and keep those who are chosen already', async () => {
    const { house, id, organiser } = await closed()
    const [bob, dana] = [house.idOf(id, 'Bob'), house.idOf(id, 'Dana')]
    const page = await organiser.get(`${paths.rules(id)}?find=AN&kind=exclusion&participant_ids=${bob}`)
    const boxes = [...page.html.matchAll(/type="checkbox" name="participant_ids" value="([\w-]+)"( checked)?/g)].map(([, person, checked]) => [
      person,
      Boolean(checked),
    ])
    expect(boxes).toEqual([
      [bob, true],
      [dana, false],
    ])
    expect((await organiser.get(`${paths.rules(id)}?find=zzz`)).text).toContain('No one by that name.')
  })

  test('begin with one picker, whose people are kept apart, two or more; what few need is folded', async () => {
    const { house, id, organiser } = await closed()
    const page = await organiser.get(paths.rules(id))
    const [picker, ...others] = [...page.html.matchAll(/<form(?:(?!<\/form>).)*name="kind"(?:(?!<\/form>).)*/gs)].map(([form]) => form)
    expect(picker).toMatch(/Who shouldn’t draw each other\?.*name="kind" value="exclusion".*Keep them apart/s)
    expect(others.join()).not.toContain('type="checkbox"')
    expect(page.html).toMatch(/<summary><h2>One way only<\/h2><\/summary>.*<summary><h2>Not the same as last time<\/h2><\/summary>/s)
    await organiser.post(paths.rules(id), { kind: 'exclusion', participant_ids: ['Bob', 'Charlie', 'Dana'].map((name) => house.idOf(id, name)) })
    expect(house.rows('select kind from exclusion_rule')).toEqual([{ kind: 'exclusion' }])
  })

  test('show some of hundreds of people to be ticked, and whoever is ticked or found by name', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open')
    const organiser = await house.alice()
    const people = Array.from({ length: 100 }, (_, number) => `Guest ${number},guest${number}@example.org`).join('\n')
    await organiser.post(paths.importPeople(id), { people, confirm: 'yes' })
    const ticks = async (query: string) => {
      const { html, text } = await organiser.get(`${paths.rules(id)}${query}`)
      return { count: html.split('type="checkbox"').length - 1, text }
    }
    expect(await ticks('')).toEqual({ count: 60, text: expect.stringContaining('And 40 more: find them by name.') })
    const found = await ticks(`?find=guest+9&participant_ids=${house.idOf(id, 'Guest 1')}`)
    expect(found).toEqual({ count: 12, text: expect.not.stringContaining('more: find them') })
  })

  test('stand once, however often they are added', async () => {
    const { add, house } = await closed()
    for (const people of [
      ['Bob', 'Dana'],
      ['Dana', 'Bob'],
    ]) {
      await add('exclusion', ...people)
      await add('one_way', ...people)
      await add('household', ...people)
    }
    expect(house.row('select count(*) as count from exclusion_rule')).toEqual({ count: 3 })
    expect(house.row('select count(*) as count from household')).toEqual({ count: 1 })
  })

  test.each([
    ['no kind', {}, 422, 'Please choose what kind of rule it is'],
    ['an unknown kind', { kind: 'friendship' }, 422, 'Please choose what kind of rule it is'],
    ['one person', { kind: 'exclusion', participant_ids: ['Bob'] }, 422, 'at least two people'],
    ['one person twice', { kind: 'household', participant_ids: ['Bob', 'Bob'] }, 422, 'at least two people'],
    ['nobody', { kind: 'one_way' }, 422, 'two different people'],
    ['three people one way', { kind: 'one_way', participant_ids: ['Bob', 'Charlie', 'Dana'] }, 422, 'two different people'],
    ['no identifier', { kind: 'exclusion', participant_ids: ['Bob', 'x'] }, 422, 'choose again'],
    ['a stranger', { kind: 'exclusion', participant_ids: ['Bob', '00000000-0000-4000-8000-000000000000'] }, 409, 'isn’t in this exchange'],
    ['no earlier exchange', { kind: 'history' }, 422, 'earlier exchange'],
    ['an unknown earlier exchange', { kind: 'history', earlier_exchange_id: '00000000-0000-4000-8000-000000000000' }, 409, 'no draw to remember'],
  ])('refuse %s', async (_, fields: { kind?: string; participant_ids?: string[]; earlier_exchange_id?: string }, status, words) => {
    const { house, id, organiser } = await closed()
    const people = (fields.participant_ids ?? []).map((name) => (cast.includes(name) ? house.idOf(id, name) : name))
    expect(await organiser.post(paths.rules(id), { ...fields, participant_ids: people })).toMatchObject({ status, text: expect.stringContaining(words) })
    expect(house.rows('select * from exclusion_rule')).toEqual([])
  })

  test('keep what was chosen when they are refused', async () => {
    const { house, id, organiser, add } = await closed()
    await add('household', 'Bob', 'Charlie')
    const again = await add('household', 'Charlie', 'Dana')
    expect(again).toMatchObject({ status: 409, text: expect.stringContaining('Charlie is in a household already') })
    for (const name of ['Charlie', 'Dana']) expect(again.html).toContain(`value="${house.idOf(id, name)}" checked`)
    const alone = await add('one_way', 'Dana')
    expect(alone.html).toContain(`value="${house.idOf(id, 'Dana')}" selected`)
    expect((await organiser.get(paths.rules(id))).html).not.toContain('checked="checked" name="participant_ids"')
  })

  test('of another exchange can’t be touched', async () => {
    const { house, id, organiser, add } = await closed()
    await add('exclusion', 'Bob', 'Charlie')
    const [removal] = removals((await organiser.get(paths.rules(id))).html)
    const other = await house.exchange('registration_closed', ['Bob', 'Charlie', 'Dana'], { name: 'Office' })
    expect(await organiser.post((removal as string).replace(id, other.id))).toMatchObject({ status: 404 })
    const foreign = { kind: 'exclusion', participant_ids: [house.idOf(id, 'Bob'), house.idOf(other.id, 'Dana')] }
    expect(await organiser.post(paths.rules(other.id), foreign)).toMatchObject({ status: 409 })
    expect(house.row('select count(*) as count from exclusion_rule')).toEqual({ count: 1 })
  })

  test('are for the admin alone', async () => {
    const { house, id } = await closed()
    for (const path of [paths.rules(id), paths.undoDraw(id)]) {
      expect(await house.visitor().get(path)).toMatchObject({ status: 303, location: paths.adminLogin(path) })
      expect(await house.visitor().post(path)).toMatchObject({ status: 303, location: paths.adminLogin(path) })
    }
    expect(await (await house.alice()).get(paths.rules('00000000-0000-4000-8000-000000000000'))).toMatchObject({ status: 404 })
  })
})

describe('not the same as last time', () => {
  /** Two exchanges of the same people; the first one is drawn. */
  async function secondYear(house: House, names = cast, details: Record<string, string> = {}) {
    const first = await house.exchange('matched', names, { name: 'Last year', ...details })
    const second = await house.exchange('registration_closed', names, { name: 'This year' })
    return { first, second, organiser: await house.alice() }
  }

  test('gives everybody somebody new, by e-mail address', async () => {
    const house = await openHouse()
    const { first, second, organiser } = await secondYear(house)
    house.exec(`update participant set name = 'Robert' where exchange_id = ? and name = 'Bob'`, second.id)
    expect((await organiser.get(paths.rules(second.id))).text).toContain('Last year, 24 Dec 2026 (4)')
    expect(await organiser.post(paths.rules(second.id), { kind: 'history', earlier_exchange_id: first.id })).toMatchObject({ status: 303 })
    expect((await organiser.get(paths.rules(second.id))).text).toContain('No one draws the same person as in “Last year”')
    const before = house.drawOf(first.id)
    for (let round = 0; round < 5; round++) {
      await organiser.post(paths.draw(second.id))
      const now = house.drawOf(second.id)
      for (const name of cast) expect((now[name === 'Bob' ? 'Robert' : name] as string).replace('Robert', 'Bob')).not.toBe(before[name])
      await organiser.post(paths.undoDraw(second.id))
    }
  })

  test('shows no pair, possible or not', async () => {
    const house = await openHouse()
    const soon = { registration_close_date: '2026-12-02', exchange_date: '2026-12-03' }
    const { first, second, organiser } = await secondYear(house, ['Bob', 'Charlie', 'Dana'], soon)
    await organiser.post(paths.complete(first.id))
    house.world.travel({ days: 3 })
    await organiser.post(paths.rules(second.id), { kind: 'history', earlier_exchange_id: first.id })
    const possible = await organiser.get(paths.rules(second.id))
    expect(possible.text).toContain('A draw is possible Leaving the earlier exchange aside, everyone can draw at least 2 different people.')
    expect(possible.text).toContain('Someone who remembers the earlier exchange could work out a match')
    expect(possible.text).not.toMatch(/can only draw/)
    const { Bob: had } = house.drawOf(first.id)
    const other = had === 'Dana' ? 'Charlie' : 'Dana'
    await organiser.post(paths.rules(second.id), { kind: 'one_way', participant_ids: [house.idOf(second.id, 'Bob'), house.idOf(second.id, other)] })
    const impossible = await organiser.get(paths.rules(second.id))
    expect(impossible.text).toContain('Who gave to whom stays secret')
    expect(impossible.text).toContain('It works without this rule')
    expect(impossible.text).not.toMatch(/Bob (can only draw|to draw)|draw Bob/)
  })

  test.each(['is drawn', 'was completed early', 'was moved back'])('can’t be used to find out who gives to whom in an exchange that %s', async (how) => {
    const house = await openHouse()
    const trio = ['Bob', 'Charlie', 'Dana']
    const { first, second, organiser } = await secondYear(house, trio)
    if (how === 'was moved back') {
      const today = { registration_close_date: '2026-12-01', exchange_date: '2026-12-01', timezone: 'Pacific/Kiritimati' }
      expect(await organiser.post(paths.exchange(first.id), today)).toMatchObject({ status: 303 })
      house.world.travel({ hours: 2 })
      await organiser.post(paths.adminLogin(), alice)
    }
    if (how !== 'is drawn') await organiser.post(paths.complete(first.id))
    await organiser.post(paths.rules(second.id), { kind: 'history', earlier_exchange_id: first.id })
    const page = await organiser.get(paths.rules(second.id))
    expect(page.text).toContain('as far as possible')
    const answers = new Set<string>()
    for (const giver of trio) {
      for (const receiver of trio.filter((name) => name !== giver)) {
        const other = trio.find((name) => name !== giver && name !== receiver) as string
        // Were the earlier draw kept in any case, this would leave a draw only where nobody gave so.
        await organiser.post(paths.rules(second.id), { kind: 'one_way', participant_ids: [house.idOf(second.id, giver), house.idOf(second.id, other)] })
        const { text } = await organiser.get(paths.rules(second.id))
        answers.add(/A draw is possible|No draw is possible/.exec(text)?.[0] as string)
        expect(text).not.toContain('Someone who remembers')
        const rule = house.row<{ id: string }>(`select id from exclusion_rule where kind = 'one_way'`)
        expect(await organiser.post(paths.draw(second.id))).toMatchObject({ status: 303 })
        expect((await organiser.get(paths.draw(second.id))).text).toContain('chosen at random among those that keep the rules')
        expect(house.drawOf(second.id)[giver]).toBe(receiver)
        await organiser.post(paths.undoDraw(second.id))
        await organiser.post(paths.deleteRule(second.id, rule?.id as string))
      }
    }
    expect([...answers]).toEqual(['A draw is possible'])
  })

  test('is kept while the earlier draw is undone, and then says nothing', async () => {
    const house = await openHouse()
    const { first, second, organiser } = await secondYear(house)
    await organiser.post(paths.rules(second.id), { kind: 'history', earlier_exchange_id: first.id })
    await organiser.post(paths.undoDraw(first.id))
    expect(await organiser.post(paths.draw(second.id))).toMatchObject({ status: 303 })
  })
})

describe('a rule after the draw', () => {
  test('asks first, without telling whether anything would change', async () => {
    const { house, id, organiser, add } = await closed()
    await organiser.post(paths.draw(id))
    await organiser.get(paths.exchange(id))
    const draw = house.drawOf(id)
    const answers = []
    for (const receiver of cast.slice(1)) answers.push((await add('one_way', 'Bob', receiver)).text.replaceAll(new RegExp(receiver, 'g'), 'X'))
    expect(new Set(answers.map((text) => text.slice(0, text.indexOf('None yet')))).size).toBe(1)
    expect(answers[0]).toContain('You’re not told which it was')
    expect(answers[0]).toContain('New rule: Bob doesn’t draw X.')
    expect(house.drawOf(id)).toEqual(draw)
  })

  test('leaves the same rows whether it changed a match or none, sent or not, so that nobody learns from a copy of the database who was a pair', async () => {
    const rowsAfter = async (isBroken: boolean) => {
      const five = ['Bob', 'Charlie', 'Dana', 'Erin', 'Frank']
      const { house, id, organiser } = await closed(five)
      await organiser.post(paths.draw(id))
      await house.deliver()
      const before = house.drawOf(id)
      const other = five.find((name) => name !== 'Bob' && (name === before.Bob) === isBroken) as string
      await organiser.post(paths.rules(id), { kind: 'one_way', participant_ids: [house.idOf(id, 'Bob'), house.idOf(id, other)], confirm: 'yes' })
      expect(Object.keys(before).some((giver) => house.drawOf(id)[giver] !== before[giver])).toBe(isBroken)
      const rows = () =>
        house
          .rows<Record<string, unknown>>(`select * from outgoing_email where kind = 'changed match'`)
          .map(({ id: _, deduplication_key, exchange_id, sealed_parameters, ...row }) =>
            JSON.stringify({ ...row, length: (sealed_parameters as string | null)?.length }),
          )
      const queued = rows()
      expect(house.rows('select count(*) as count from outgoing_email where recipient <> ? and kind = ?', '', 'changed match')).toEqual([{ count: 0 }])
      house.post.mood = 'down'
      await house.deliver()
      house.post.mood = 'well'
      house.world.travel({ minutes: 5 })
      await house.deliver()
      return [queued, rows()]
    }
    const [broken, held] = [await rowsAfter(true), await rowsAfter(false)]
    expect(broken).toEqual(held)
    expect(broken.map((rows) => [rows?.length, new Set(rows).size])).toEqual([
      [5, 1],
      [5, 1],
    ])
  })

  test('changes the fewest matches, tells those concerned alone, and hides from the admin who they are', async () => {
    const { house, id, organiser } = await closed(['Bob', 'Charlie', 'Dana', 'Erin', 'Frank'])
    await organiser.post(paths.draw(id))
    await house.deliver()
    const before = house.drawOf(id)
    const people = [house.idOf(id, 'Bob'), house.idOf(id, before.Bob as string)]
    const sent = house.post.inbox.length
    const logged = () => house.log.filter((line) => /e-mail (not )?sent/.test(line)).length
    const loggedBefore = logged()
    expect(await organiser.post(paths.rules(id), { kind: 'one_way', participant_ids: people, confirm: 'yes' })).toMatchObject({ status: 303 })
    const now = house.drawOf(id)
    const changed = Object.keys(now).filter((giver) => now[giver] !== before[giver])
    expect(changed).toContain('Bob')
    expect(changed.length).toBeLessThanOrEqual(3)
    const queued = JSON.stringify(house.rows('select * from outgoing_email where kind = ?', 'changed match'))
    for (const giver of cast) expect(queued).not.toContain(addressOf(giver))
    house.post.mood = 'down'
    await house.deliver()
    house.post.mood = 'well'
    house.world.travel({ minutes: 2 })
    await house.deliver()
    expect(logged()).toBe(loggedBefore)
    expect(
      house.post.inbox
        .slice(sent)
        .map(({ to }) => to[0])
        .sort(),
    ).toEqual(changed.map(addressOf).sort())
    for (const letter of house.post.inbox.slice(sent)) {
      expect(letter.text).toContain('you give to someone else now')
      for (const [giver, receiver] of Object.entries(now)) if (letter.text.includes(`Hello ${giver}`)) expect(wordsOf(letter)).not.toContain(receiver)
    }
  })

  test('leaves the same on every page of the admin, whether it changed a match or not', async () => {
    const seen = []
    for (const isBroken of [true, false]) {
      const { house, id, organiser } = await closed(['Bob', 'Charlie', 'Dana', 'Erin', 'Frank'])
      await organiser.post(paths.draw(id))
      await house.deliver()
      const { Bob: receiver } = house.drawOf(id)
      const other = isBroken ? receiver : ['Charlie', 'Dana', 'Erin', 'Frank'].find((name) => name !== receiver)
      await organiser.post(paths.rules(id), { kind: 'one_way', participant_ids: [house.idOf(id, 'Bob'), house.idOf(id, other as string)], confirm: 'yes' })
      await house.deliver()
      const pages = [paths.exchange(id), paths.people(id), paths.draw(id), paths.undoDraw(id), paths.mail(), paths.deleteExchange(id), paths.adminDashboard()]
      const words = []
      for (const page of pages)
        words.push(
          (await organiser.get(page)).text
            .replaceAll(/http\S+/g, 'LINK')
            .split(' ')
            .sort(),
        )
      const rules = await organiser.get(paths.rules(id))
      const { text } = rules
      words.push((text.slice(0, text.indexOf('Who shouldn’t draw each other')) + text.slice(text.indexOf('Rules 1'))).replaceAll(other as string, 'X'))
      seen.push(words)
    }
    expect(seen[0]).toEqual(seen[1])
  })

  test('that no draw could keep is refused and changes nothing', async () => {
    const { house, id, organiser } = await closed()
    await organiser.post(paths.draw(id))
    const before = house.drawOf(id)
    const people = ['Bob', 'Charlie', 'Dana'].map((name) => house.idOf(id, name))
    const answer = await organiser.post(paths.rules(id), { kind: 'exclusion', participant_ids: people, confirm: 'yes' })
    expect(answer).toMatchObject({ status: 409, text: expect.stringContaining('No draw would be possible then') })
    expect(house.drawOf(id)).toEqual(before)
    expect(house.rows('select * from exclusion_rule')).toEqual([])
  })
})
