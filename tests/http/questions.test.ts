import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { addressOf, alice, exchangeFields, type House, openHouse } from '../support/house.ts'
import type { Answer, Visitor } from '../support/visitor.ts'

const cast = ['Bob', 'Charlie', 'Dana']
const size = { text: 'What size do you wear?', kind: 'line', required: 'on' }
const drink = { text: 'Coffee or tea?', kind: 'choice', options: 'Coffee\nTea\n' }
const home = { text: 'Where do you live?', kind: 'address' }

const versionIn = ({ html }: Answer) => /name="version" value="([^"]*)"/.exec(html)?.[1] as string
const questionsOf = (house: House, id: string) =>
  house.rows<{ id: string; text: string }>('select id, text from question where exchange_id = ? order by position', id)
const textsOf = (house: House, id: string) => questionsOf(house, id).map(({ text }) => text)
const countAnswers = (house: House) => house.row<{ count: number }>('select count(*) as count from answer').count

/** An exchange in which everybody is asked for a size, a drink and an address. */
async function asking(state: Parameters<House['exchange']>[0] = 'registration_open', details: Record<string, string> = {}) {
  const house = await openHouse()
  const organiser = await house.alice()
  const exchange = await house.exchange('registration_open', cast, details)
  const { id } = exchange
  for (const question of [size, drink, home]) expect((await organiser.post(paths.questions(id), question)).status).toBe(303)
  if (state !== 'registration_open') await organiser.post(paths.draw(id), { close: 'yes' })
  const [sizeId, drinkId, homeId] = questionsOf(house, id).map((question) => question.id) as [string, string, string]
  return { house, organiser, ...exchange, people: exchange.people as Record<'Bob' | 'Charlie' | 'Dana', Visitor>, sizeId, drinkId, homeId }
}

const answer = (person: Visitor, answers: Record<string, string>, fields: Record<string, string> = {}) =>
  person.post(paths.answers(), { ...Object.fromEntries(Object.entries(answers).map(([id, text]) => [`answer_${id}`, text])), ...fields })

describe('an organiser’s questions', () => {
  test('are listed in their order, with how many have answered and who has yet to, and never what', async () => {
    const { house, organiser, id, people, sizeId, drinkId, homeId } = await asking()
    await answer(people.Bob, { [sizeId]: 'Medium', [drinkId]: 'Tea', [homeId]: 'Canary Wharf 1' })
    await answer(people.Charlie, { [drinkId]: 'Coffee' })
    const page = await organiser.get(paths.questions(id))
    expect(page.status).toBe(200)
    expect(page.text).toMatch(
      /3 of 10 .*What size do you wear\? Needed One line · 1 of 3 answered .*Coffee or tea\? One of several choices · 2 of 3 answered Coffee Tea .*Where do you live\? A postal address · 1 of 3 answered/,
    )
    expect(page.text).toMatch(/Still to answer 2 .* Charlie Dana/)
    const seen = await Promise.all(
      [paths.questions(id), paths.people(id), paths.peopleAsCsv(id), paths.exchange(id), paths.person(id, house.idOf(id, 'Bob')), paths.mail()].map((path) =>
        organiser.get(path),
      ),
    )
    for (const word of ['Medium', 'Canary Wharf']) expect([...seen.map(({ html }) => html), ...house.log].join('\n')).not.toContain(word)
    await answer(people.Charlie, { [sizeId]: 'S' })
    await answer(people.Dana, { [sizeId]: 'L' })
    expect((await organiser.get(paths.questions(id))).text).toContain('Everyone has answered the questions that need an answer.')
  })

  test('come from templates in the language of the exchange, each once', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const { id } = await house.exchange('draft')
    for (const [template, count] of [
      ['family', 3],
      ['office', 6],
      ['post', 7],
      ['post', 7],
    ] as const) {
      expect(await organiser.post(paths.questions(id), { template })).toMatchObject({ status: 303, location: paths.questions(id) })
      expect(questionsOf(house, id)).toHaveLength(count)
    }
    expect((await organiser.get(paths.questions(id))).text).toContain('You ask all of that already.')
    expect(house.rows('select kind, required, options from question where text = ?', 'Coffee or tea?')).toMatchObject([
      { kind: 'choice', options: 'Coffee\nTea\nBoth\nNeither' },
    ])
    expect(textsOf(house, id)).toEqual(expect.arrayContaining(['What’s your postal address?', 'What size do you wear, in clothes and shoes?']))
    expect((await organiser.post(paths.questions(id), { template: 'army' })).status).toBe(422)
  })

  test('are ten at most, and a template that goes beyond adds none', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const { id } = await house.exchange('draft')
    for (let number = 1; number <= 8; number++) await organiser.post(paths.questions(id), { text: `Question ${number}`, kind: 'text' })
    const beyond = await organiser.post(paths.questions(id), { template: 'family' })
    expect(beyond).toMatchObject({ status: 409, text: expect.stringContaining('more than 10 questions') })
    expect(questionsOf(house, id)).toHaveLength(8)
    const answers = await Promise.all([1, 2, 3, 4].map((number) => organiser.post(paths.questions(id), { text: `More ${number}`, kind: 'line' })))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 303, 409, 409])
    expect(answers.find(({ status }) => status === 409)?.text).toContain('Delete one first')
    expect(questionsOf(house, id)).toHaveLength(10)
    expect((await organiser.get(paths.questions(id))).text).toContain('That’s 10 questions')
    expect((await organiser.post(paths.questions(id), { text: 'Question 1', kind: 'text' })).status).toBe(303)
  })

  test('that are wrong come back as they were typed', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const { id } = await house.exchange('draft')
    const wrong: [Record<string, string>, string][] = [
      [{ text: '', kind: 'line' }, 'Please enter a question.'],
      [{ text: '\u200b', kind: 'line' }, 'Please enter a question.'],
      [{ text: 'x'.repeat(121), kind: 'line' }, 'you have 121'],
      [{ text: 'What?', kind: 'essay' }, 'Please choose how it’s answered.'],
      [{ text: 'What?', kind: 'choice', options: 'One\n\n' }, 'at least 2 choices'],
      [{ text: 'What?', kind: 'choice', options: 'Same\nSame \n' }, 'at least 2 choices'],
      [{ text: 'What?', kind: 'choice', options: Array.from({ length: 21 }, (_, number) => `Option ${number}`).join('\n') }, 'more than 20 choices'],
      [{ text: 'What?', kind: 'choice', options: `short\n${'y'.repeat(81)}` }, 'up to 80 characters'],
    ]
    for (const [fields, words] of wrong) {
      const refused = await organiser.post(paths.questions(id), { ...fields, required: 'on' })
      expect(refused).toMatchObject({ status: 422, text: expect.stringContaining(words) })
      expect(refused.html).toContain(`value="${fields.text}"`)
      expect(refused.html).toMatch(/name="required"[^>]*checked/)
    }
    expect(questionsOf(house, id)).toEqual([])
    expect(
      (
        await organiser.post(paths.questions(id), {
          text: 'x'.repeat(120),
          kind: 'choice',
          options: Array.from({ length: 20 }, (_, number) => `${number} ${'é'.repeat(77)}`).join('\n'),
        })
      ).status,
    ).toBe(303)
  })

  test('move up and down, the first and the last no further', async () => {
    const { house, organiser, id, sizeId, homeId } = await asking()
    const move = (questionId: string, direction: string) => organiser.post(paths.moveQuestion(id, questionId), { direction })
    expect(await move(homeId, 'up')).toMatchObject({ status: 303, location: paths.questions(id) })
    expect(textsOf(house, id)).toEqual([size.text, home.text, drink.text])
    await move(sizeId, 'up')
    await move(sizeId, 'down')
    expect(textsOf(house, id)).toEqual([home.text, size.text, drink.text])
    expect((await move(sizeId, 'sideways')).status).toBe(422)
    const part = await organiser.post(paths.moveQuestion(id, sizeId), { direction: 'up' }, { headers: { 'HX-Request': 'true', 'HX-Request-Type': 'partial' } })
    expect(part.html).toMatch(
      /value="down"[^>]*aria-label="Move down: What size do you wear\?"[^>]*autofocus|aria-label="Move down: What size do you wear\?"[^>]*value="down"[^>]*autofocus/,
    )
  })

  test('are another organiser’s own: 403 on the exchange, 404 for a question of another exchange, and away with whoever is signed out', async () => {
    const { house, id, sizeId } = await asking()
    const mallory = await house.anotherOrganiser('Mallory')
    const created = await mallory.post(paths.newExchange(), { ...exchangeFields, name: 'Mallory’s' })
    const own = created.location?.split('/').at(-1) as string
    const posts: [(id: string) => string, Record<string, string>][] = [
      [paths.questions, size],
      [(of) => paths.question(of, sizeId), { text: 'Mine now' }],
      [(of) => paths.deleteQuestion(of, sizeId), { confirm: 'yes' }],
      [(of) => paths.moveQuestion(of, sizeId), { direction: 'up' }],
    ]
    const before = questionsOf(house, id)
    for (const [path, fields] of posts) {
      expect((await mallory.post(path(id), fields)).status).toBe(403)
      if (path !== paths.questions) expect((await mallory.post(path(own), fields)).status).toBe(404)
      expect((await house.visitor().post(path(id), fields)).location).toContain(paths.adminLogin())
    }
    expect((await mallory.get(paths.question(own, sizeId))).status).toBe(404)
    expect((await mallory.get(paths.questions(id))).status).toBe(403)
    expect(questionsOf(house, id)).toEqual(before)
  })
})

describe('changing a question', () => {
  test('that nobody has answered changes all of it', async () => {
    const { house, organiser, id, drinkId } = await asking()
    const form = await organiser.get(paths.question(id, drinkId))
    expect(form.html).toContain('Coffee or tea?')
    const saved = await organiser.post(paths.question(id, drinkId), {
      text: 'What do you drink?',
      kind: 'line',
      options: 'Coffee\nTea',
      version: versionIn(form),
    })
    expect(saved).toMatchObject({ status: 303, location: paths.questions(id) })
    expect(house.rows('select text, kind, options from question where id = ?', drinkId)).toEqual([{ text: 'What do you drink?', kind: 'line', options: '' }])
  })

  test('says how many answers go with its text, and loses none without a yes', async () => {
    const { house, organiser, id, people, sizeId, drinkId } = await asking()
    for (const person of [people.Bob, people.Charlie]) await answer(person, { [sizeId]: 'M', [drinkId]: 'Tea' })
    const form = await organiser.get(paths.question(id, sizeId))
    expect(form.text).toContain('2 people have answered. If you change the question itself, their answers are deleted.')
    const changed = { text: 'Which shoe size?', required: 'on', version: versionIn(form) }
    const asked = await organiser.post(paths.question(id, sizeId), changed)
    expect(asked).toMatchObject({
      status: 409,
      text: expect.stringContaining('2 people have answered “ What size do you wear? ”. Their answers will be deleted'),
    })
    expect(asked.html).toContain('value="Which shoe size?"')
    expect(countAnswers(house)).toBe(4)
    // Somebody answers while the organiser reads that.
    await answer(people.Dana, { [sizeId]: 'S' })
    expect(await organiser.post(paths.question(id, sizeId), { ...changed, confirm: 'yes', told: '2' })).toMatchObject({
      status: 409,
      text: expect.stringContaining('3 people'),
    })
    expect((await organiser.post(paths.question(id, sizeId), { ...changed, confirm: 'yes', told: '3' })).status).toBe(303)
    expect(textsOf(house, id)[0]).toBe('Which shoe size?')
    expect(countAnswers(house)).toBe(2)
  })

  test('keeps answers where only their need or more choices are changed, and its kind while there are any', async () => {
    const { house, organiser, id, people, drinkId } = await asking()
    await answer(people.Bob, { [drinkId]: 'Tea' })
    expect((await organiser.get(paths.question(id, drinkId))).html).not.toContain('name="kind"')
    expect((await organiser.post(paths.question(id, drinkId), { text: drink.text, options: 'Coffee\nTea\nWater', required: 'on' })).status).toBe(303)
    expect(house.rows('select options from question where id = ?', drinkId)).toEqual([{ options: 'Coffee\nTea\nWater' }])
    for (const fields of [{ options: 'Coffee\nWater' }, { kind: 'line' }] as Record<string, string>[]) {
      const refused = await organiser.post(paths.question(id, drinkId), { text: drink.text, ...fields, confirm: 'yes' })
      expect(refused).toMatchObject({ status: 409, text: expect.stringContaining('choices can only be added') })
    }
    expect(countAnswers(house)).toBe(1)
  })

  test('by two organisers at once overwrites nothing in silence', async () => {
    const { house, organiser, id, sizeId, drinkId } = await asking()
    const olgas = await house.anotherOrganiser('Olga')
    await organiser.post(paths.sharing(id), { email: addressOf('Olga') })
    const [first, second] = [await organiser.get(paths.question(id, sizeId)), await olgas.get(paths.question(id, sizeId))]
    await organiser.post(paths.question(id, sizeId), { text: 'Which shoe size?', required: 'on', version: versionIn(first) })
    const refused = await olgas.post(paths.question(id, sizeId), { text: 'Which hat size?', kind: 'line', required: 'on', version: versionIn(second) })
    expect(refused).toMatchObject({ status: 409, text: expect.stringContaining('Another organiser has changed this meanwhile, to “Which shoe size?”') })
    expect(refused.html).toContain('value="Which hat size?"')
    // What only one of them has changed collides with nothing.
    expect((await olgas.post(paths.question(id, sizeId), { text: size.text, kind: 'line', version: versionIn(second) })).status).toBe(303)
    expect(house.rows('select text, required from question where id = ?', sizeId)).toMatchObject([{ text: 'Which shoe size?' }])
    expect((await olgas.post(paths.question(id, sizeId), { text: 'Which hat size?', kind: 'line', version: versionIn(refused) })).status).toBe(303)
    expect(textsOf(house, id)[0]).toBe('Which hat size?')
    const deletions = await Promise.all([organiser, olgas].map((one) => one.post(paths.deleteQuestion(id, drinkId))))
    expect(deletions.map(({ status }) => status).sort()).toEqual([303, 404])
  })

  test('ends with the exchange', async () => {
    const { house, organiser, id, people, sizeId } = await asking('matched')
    await answer(people.Bob, { [sizeId]: 'M' })
    await organiser.post(paths.complete(id))
    const before = questionsOf(house, id)
    const tries: [string, Record<string, string>][] = [
      [paths.questions(id), { text: 'More?', kind: 'line' }],
      [paths.questions(id), { template: 'family' }],
      [paths.question(id, sizeId), { text: 'Other', confirm: 'yes' }],
      [paths.deleteQuestion(id, sizeId), { confirm: 'yes' }],
      [paths.moveQuestion(id, sizeId), { direction: 'down' }],
    ]
    for (const [path, fields] of tries) expect(await organiser.post(path, fields)).toMatchObject({ status: 409, text: expect.stringContaining('is completed') })
    expect((await organiser.get(paths.question(id, sizeId))).status).toBe(409)
    expect((await organiser.get(paths.questions(id))).html).not.toContain('name="text"')
    expect(await answer(people.Bob, { [sizeId]: 'L' })).toMatchObject({ status: 409, text: expect.stringContaining('is completed') })
    expect((await people.Bob.get(paths.answers())).location).toBe(paths.dashboard())
    expect([questionsOf(house, id), countAnswers(house)]).toEqual([before, 1])
  })
})

describe('deleting a question', () => {
  test('asks first when somebody has answered, and takes the answers along', async () => {
    const { house, organiser, id, people, sizeId, drinkId } = await asking()
    await answer(people.Bob, { [sizeId]: 'M', [drinkId]: 'Tea' })
    const asked = await organiser.post(paths.deleteQuestion(id, sizeId))
    expect(asked).toMatchObject({ status: 409, text: expect.stringContaining('1 person has answered “ What size do you wear? ”. That answer will be deleted') })
    expect(countAnswers(house)).toBe(2)
    expect(await organiser.post(paths.deleteQuestion(id, sizeId), { confirm: 'yes', told: '1' })).toMatchObject({ status: 303, location: paths.questions(id) })
    expect((await organiser.get(paths.questions(id))).text).toContain('“What size do you wear?” is deleted.')
    expect([countAnswers(house), questionsOf(house, id).length]).toEqual([1, 2])
  })

  test('while somebody answers it keeps their other answers, and says so', async () => {
    const { house, organiser, id, people, sizeId, drinkId, homeId } = await asking()
    const page = await people.Bob.get(paths.answers())
    await organiser.post(paths.deleteQuestion(id, sizeId))
    const late = await answer(people.Bob, { [sizeId]: 'M', [drinkId]: 'Tea', [homeId]: '' }, { version: versionIn(page) })
    expect(late).toMatchObject({ status: 303, location: paths.dashboard() })
    expect((await people.Bob.get(paths.dashboard())).text).toContain('One question is gone meanwhile, and your answer to it with it.')
    expect(countAnswers(house)).toBe(1)
    const both = await Promise.all([organiser.post(paths.deleteQuestion(id, drinkId), { confirm: 'yes' }), answer(people.Charlie, { [drinkId]: 'Tea' })])
    expect(both.map(({ status }) => status)).toEqual([303, 303])
    expect(countAnswers(house)).toBe(0)
  })
})

describe('a participant’s answers', () => {
  test('are linked from the dashboard, which says how far one is', async () => {
    const { organiser, id, people, sizeId, drinkId, homeId } = await asking()
    const dashboard = () => people.Bob.get(paths.dashboard())
    expect((await dashboard()).text).toContain('Your organiser asks 3 questions.')
    expect((await dashboard()).text).toContain('Answer your organiser’s questions')
    await answer(people.Bob, { [drinkId]: 'Tea' })
    expect((await dashboard()).text).toContain(
      'You’ve answered 1 of 3. Only the person who gives to you sees your answers. 1 that needs an answer is still open.',
    )
    expect(await answer(people.Bob, { [sizeId]: ' M ', [homeId]: 'Lane 1\nTown' })).toMatchObject({ status: 303, location: paths.dashboard() })
    const done = await dashboard()
    expect(done.text).toContain('Your answers are saved.')
    expect(done.text).toContain('You’ve answered all 3 of them.')
    expect(done.text).not.toContain('Answer your organiser’s questions')
    expect(done.html).toContain(paths.answers())
    const page = await people.Bob.get(paths.answers())
    expect(page.html).toMatch(/value="M"[\s\S]*value="Tea" checked[\s\S]*autocomplete="street-address"[\s\S]*Lane 1\nTown/)
    expect(page.text).toContain('Only the person who gives to you sees your answers. Not even your organiser does.')
    await answer(people.Bob, { [sizeId]: ' \u200b ' })
    expect((await dashboard()).text).toContain('You’ve answered 2 of 3.')
    for (const one of [sizeId, drinkId, homeId]) await organiser.post(paths.deleteQuestion(id, one), { confirm: 'yes' })
    expect((await dashboard()).html).not.toContain(paths.answers())
    expect((await people.Bob.get(paths.answers())).text).toContain('Your organiser hasn’t asked anything.')
  })

  test('that are wrong are all kept as they were typed, and none is stored', async () => {
    const { house, people, sizeId, drinkId, homeId } = await asking()
    const wrong: [Record<string, string>, string][] = [
      [{ [sizeId]: 'x'.repeat(201), [homeId]: 'Lane 1' }, 'you have 201'],
      [{ [sizeId]: 'M', [homeId]: 'y'.repeat(501) }, 'you have 501'],
      [{ [sizeId]: 'M', [drinkId]: 'Whisky' }, 'Please choose one of these.'],
      [{ [sizeId]: 'a\nb' }, 'line'],
    ]
    for (const [answers, words] of wrong) {
      const refused = await answer(people.Bob, answers)
      expect(refused).toMatchObject({ status: 422, text: expect.stringContaining(words) })
      for (const text of Object.values(answers)) if (text !== 'Whisky') expect(refused.html).toContain(text)
    }
    expect(countAnswers(house)).toBe(0)
    expect((await answer(people.Bob, { [sizeId]: '🎄'.repeat(200), [homeId]: 'ש'.repeat(500) })).status).toBe(303)
  })

  test('of two tabs, or of another person, never overwrite each other in silence', async () => {
    const { house, people, sizeId, drinkId } = await asking()
    const page = await people.Bob.get(paths.answers())
    await answer(people.Bob, { [sizeId]: 'M' }, { version: versionIn(page) })
    const second = await answer(people.Bob, { [sizeId]: 'L', [drinkId]: 'Tea' }, { version: versionIn(page) })
    expect(second).toMatchObject({ status: 409, text: expect.stringContaining('Saved meanwhile: M') })
    expect(second.html).toContain('value="L"')
    expect(countAnswers(house)).toBe(1)
    // Another question in another tab collides with nothing.
    expect((await answer(people.Bob, { [sizeId]: '', [drinkId]: 'Tea' }, { version: versionIn(page) })).status).toBe(303)
    expect((await people.Bob.get(paths.answers())).html).toContain('value="M"')
    expect((await answer(people.Bob, { [sizeId]: 'L' }, { version: versionIn(second) })).status).toBe(303)
    expect((await people.Bob.get(paths.answers())).html).toContain('value="L"')
    const foreign = await answer(
      people.Bob,
      { [sizeId]: 'XL' },
      { participant_id: house.idOf(house.row<{ id: string }>('select exchange_id as id from question limit 1').id, 'Dana') },
    )
    expect(foreign.status).toBe(409)
    expect((await people.Bob.get(paths.answers())).html).toContain('value="L"')
    expect((await house.visitor().get(paths.answers())).location).toBe(paths.landing())
  })

  test('to a question that was changed meanwhile are looked at once more', async () => {
    const { house, organiser, id, people, sizeId } = await asking()
    const page = await people.Bob.get(paths.answers())
    await organiser.post(paths.question(id, sizeId), { text: 'Which shoe size?' })
    const late = await answer(people.Bob, { [sizeId]: 'M' }, { version: versionIn(page) })
    expect(late).toMatchObject({ status: 409, text: expect.stringContaining('This question was changed meanwhile. Does your answer still fit?') })
    expect(late.text).toContain('Which shoe size?')
    expect(countAnswers(house)).toBe(0)
    expect((await answer(people.Bob, { [sizeId]: '42' }, { version: versionIn(late) })).status).toBe(303)
  })

  test('of somebody who is signed out meanwhile come back, and are stored nowhere', async () => {
    const { house, organiser, id, people, sizeId } = await asking()
    house.signEverybodyOut()
    expect((await answer(people.Bob, { [sizeId]: 'Medium canary' })).location).toBe(paths.landing())
    expect(house.stored()).not.toContain('Medium canary')
    expect((await people.Bob.get(paths.landing())).html).toMatch(/Answer<\/label>[^<]*<input[^>]*value="Medium canary"/)
    house.exec('delete from session')
    await organiser.post(paths.questions(id), { text: 'Which colour?', kind: 'line' })
    await organiser.post(paths.adminLogin(), alice)
    expect((await organiser.get(paths.questions(id))).html).toMatch(/Question<\/label>[^<]*<input[^>]*value="Which colour\?"/)
  })

  test('to questions of another exchange are none', async () => {
    const { house, people, sizeId } = await asking()
    const other = await house.exchange('registration_open', ['Erin'])
    await answer(other.people.Erin as Visitor, { [sizeId]: 'M' })
    expect(countAnswers(house)).toBe(0)
    expect((await people.Bob.get(paths.answers())).status).toBe(200)
  })

  test('are sealed at rest, in lengths that tell little, and are read by the giver alone', async () => {
    const { house, organiser, id, people, sizeId, drinkId, homeId } = await asking('matched')
    const { Bob: receiver } = house.drawOf(id)
    const given = { [sizeId]: 'Medium canary', [drinkId]: 'Tea', [homeId]: 'Canary Lane 1\nhttps://example.org/map' }
    await answer(people[receiver as 'Charlie'], given)
    for (const word of ['Medium canary', 'Canary Lane']) expect(house.stored()).not.toContain(word)
    const lengths = new Set(house.rows<{ sealed_text: string }>('select sealed_text from answer').map(({ sealed_text }) => sealed_text.length))
    expect(lengths.size).toBe(1)
    await people.Bob.post(paths.match())
    const match = await people.Bob.get(paths.match())
    expect(match.text).toContain('What size do you wear? Medium canary Coffee or tea? Tea Where do you live? Canary Lane 1 https://example.org/map')
    const third = ['Bob', 'Charlie', 'Dana'].find((name) => name !== receiver && name !== 'Bob') as 'Dana'
    await people[third].post(paths.match())
    const others = [await people[third].get(paths.match()), await people[third].get(paths.dashboard()), await people[third].get(paths.answers())]
    expect(others[0]?.text).toContain('What size do you wear? Not answered yet.')
    for (const page of others) expect(page.text).not.toContain('anary')
    await house.deliver()
    await house.tick()
    await house.deliver()
    for (const place of [house.log.join('\n'), JSON.stringify(house.post.inbox), (await organiser.get(paths.mail())).html]) expect(place).not.toContain('anary')
  })

  test('that can’t be opened are said to be so, kindly, and noted without a word of them', async () => {
    const { house, id, people, sizeId, drinkId } = await asking('matched')
    const { Bob: receiver } = house.drawOf(id)
    const writer = people[receiver as 'Charlie']
    await answer(writer, { [sizeId]: 'Medium', [drinkId]: 'Tea' })
    const { sealed } = house.row<{ sealed: string }>('select sealed_text as sealed from answer where question_id = ?', drinkId)
    house.exec('update answer set sealed_text = ? where question_id = ?', sealed, sizeId)
    await people.Bob.post(paths.match())
    expect((await people.Bob.get(paths.match())).text).toContain('This answer can’t be read any more.')
    const page = await writer.get(paths.answers())
    expect(page).toMatchObject({ status: 200, text: expect.stringContaining('Your answer can’t be read any more. Please write it again.') })
    expect(house.log.join('\n')).toContain('an answer can’t be opened')
    // Saving the others leaves it as it is; writing it again mends it.
    await answer(writer, { [sizeId]: '', [drinkId]: 'Coffee' }, { version: versionIn(page) })
    expect(countAnswers(house)).toBe(2)
    await answer(writer, { [sizeId]: 'L' })
    expect((await people.Bob.get(paths.match())).text).toContain('What size do you wear? L Coffee or tea? Coffee')
    house.exec('update exchange_key set sealed_key = ?', 'x')
    // With the key of the exchange gone, what was sealed with it is, and what is written from then on is not.
    expect(await answer(writer, { [sizeId]: 'M' })).toMatchObject({ status: 303 })
    expect((await writer.get(paths.answers())).html).toContain('value="M"')
  })
})

describe('questions and all else', () => {
  test('the reminder asks kindly for what is owed, once it is', async () => {
    const { house, id, people, sizeId } = await asking('matched')
    await answer(people.Bob, { [sizeId]: 'M' })
    await house.deliver()
    house.world.travel({ hours: (Date.parse('2026-12-17T12:00:00Z') - house.world.now().getTime()) / 3_600_000 })
    await house.tick()
    await house.deliver()
    const reminder = (name: string) => house.post.letterTo(addressOf(name)).text
    expect(reminder('Charlie')).toContain('Your organiser still hopes for an answer')
    expect(reminder('Bob')).not.toContain('Your organiser still hopes for an answer')
    expect(house.row('select state from exchange where id = ?', id)).toEqual({ state: 'matched' })
  })

  test('they never keep anybody from joining, drawing or leaving, and answers of who has left count no more', async () => {
    const { house, organiser, id, slug, people, sizeId } = await asking()
    await house.join(slug, 'Erin')
    await answer(people.Bob, { [sizeId]: 'M' })
    await people.Bob.post(paths.withdraw())
    expect((await organiser.get(paths.questions(id))).text).toContain('0 of 3 answered')
    expect((await organiser.post(paths.draw(id), { close: 'yes' })).location).toBe(paths.exchange(id))
    expect((await organiser.post(paths.deleteQuestion(id, sizeId))).status).toBe(303)
    expect(countAnswers(house)).toBe(0)
  })

  test('the next exchange asks the same, without the answers', async () => {
    const { house, organiser, id, people, sizeId } = await asking('matched')
    await answer(people.Bob, { [sizeId]: 'M' })
    expect((await organiser.get(paths.again(id))).text).toContain('3 questions, without the answers')
    const { location } = await organiser.post(paths.again(id))
    const next = /[\da-f-]{36}/.exec(location ?? '')?.[0] as string
    expect(textsOf(house, next)).toEqual([size.text, drink.text, home.text])
    expect(house.rows('select kind, options from question where exchange_id = ? order by position', next)).toEqual(
      house.rows('select kind, options from question where exchange_id = ? order by position', id),
    )
    expect(countAnswers(house)).toBe(1)
    expect((await organiser.post(paths.deleteExchange(id), { name: exchangeFields.name })).status).toBe(303)
    expect([questionsOf(house, id), countAnswers(house)]).toEqual([[], 0])
  })
})
