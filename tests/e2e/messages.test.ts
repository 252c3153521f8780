import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { languages } from '../../src/language/languages.ts'
import { Printers } from '../../src/language/printers.ts'
import { nextDelivery } from '../../src/messages/delivery-times.ts'
import { type ChosenPhrase, phraseInWords, slotInWords } from '../../src/messages/phrases.ts'
import type { Side } from '../../src/messages/thread.ts'
import { paths } from '../../src/paths.ts'
import { momentInWords } from '../../src/ui/dates.ts'
import { launchBrowser, overflow, sitDown } from '../support/browser.ts'
import { exchangeFields, type House, openHouse } from '../support/house.ts'
import { focused, tabTo } from '../support/keyboard.ts'
import type { Visitor } from '../support/visitor.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

type Seat = { language: 'en' | 'he'; javaScriptEnabled: boolean }

/** Somebody who takes part, at a browser of their own, with what they see in their language. */
async function seat(house: House, visitor: Visitor, { language, javaScriptEnabled }: Seat) {
  await visitor.post(paths.language(), { language })
  const { page, context } = await sitDown(browser, { baseURL: house.url, javaScriptEnabled, phone: true })
  await context.addCookies([...visitor.cookies].map(([name, value]) => ({ name, value, url: house.url })))
  const t = await new Printers([...languages]).of(language)
  const press = async (kind: 'link' | 'button', name: string) => {
    await tabTo(page, kind, name)
    await page.keyboard.press('Enter')
  }
  const sees = (words: string) => page.getByText(words).first().waitFor()
  const write = async (withWhom: Side) => {
    await press('link', t(`messages.write.${withWhom}`))
    await sees(t('messages.phrases'))
  }
  /** Chooses a ready-made phrase by keyboard, from the page on which one writes. */
  const choose = async (topic: 'sizes' | 'taste', said: ChosenPhrase) => {
    await press('button', t(`phrases.topic.${topic}`))
    await press('button', phraseInWords(said, t))
    await sees(t('messages.somethingElse'))
  }
  /** Goes down the list that has the focus to the option of that name. Typing it would do in English alone: the letters of others have no keys here. */
  const goDownTo = async (name: string) => {
    const chosen = () =>
      page.locator('select:focus').evaluate((select: { selectedOptions: Iterable<{ text: string }> }) => [...select.selectedOptions][0]?.text)
    while ((await chosen()) !== name) {
      const before = await chosen()
      await page.keyboard.press('ArrowDown')
      if ((await chosen()) === before) throw new Error(`There is no option ${name}.`)
    }
  }
  return { page, t, press, sees, write, choose, goDownTo }
}

const { timezone } = exchangeFields
const scripted: Seat = { language: 'en', javaScriptEnabled: true }
const plain: Seat = { language: 'he', javaScriptEnabled: false }

test.each([
  ['scripts and in English, who gives to one without and in Hebrew', scripted, plain],
  ['neither and in Hebrew, who gives to one with scripts and in English', plain, scripted],
])('somebody with %s: both ask, answer, report and close by keyboard alone, each in their own language', async (_, ofGiver, ofReceiver) => {
  const house = await openHouse({ languages: [...languages] })
  const { id, people } = await house.exchange('matched', ['Bob', 'Charlie', 'Dana', 'Erin'])
  const draw = house.drawOf(id)
  const giver = await seat(house, people.Bob as Visitor, ofGiver)
  const receiver = await seat(house, people[draw.Bob as string] as Visitor, ofReceiver)
  const deliver = async () => {
    house.world.travel({ hours: 4 })
    await house.tick()
  }

  await (people.Bob as Visitor).post(paths.match())
  await giver.page.goto(paths.match())
  await giver.press('link', giver.t('draw.match.ask.button'))
  await giver.sees(giver.t('messages.phrases.why.receiver'))
  await giver.choose('sizes', { phrase: 'shoe-size' })
  await giver.sees(giver.t('messages.preview'))
  await giver.press('button', giver.t('messages.send'))
  const when = giver.page.getByRole('heading', {
    name: giver.t('messages.pending', { when: momentInWords(nextDelivery(house.world.now(), timezone), timezone, giver.t) }),
  })
  await when.waitFor()
  // What was sent is where one is now, whatever stands above it.
  expect(new URL(giver.page.url()).hash).toBe('#receiver')
  await expect.poll(async () => (await focused(giver.page)).kind).toBe('h3')
  await giver.write('receiver')
  await giver.choose('taste', { phrase: 'my-colour' })
  await expect.poll(async () => (await focused(giver.page)).kind).toBe('field')
  await giver.goDownTo(slotInWords('colours', 'green', giver.t))
  await giver.press('button', giver.t('messages.send'))
  await giver.sees(phraseInWords({ phrase: 'my-colour', slot: 'green' }, giver.t))
  await giver.write('receiver')
  await tabTo(giver.page, 'field', giver.t('messages.text'))
  await giver.page.keyboard.type('Do you read?')
  await giver.press('button', giver.t('messages.preview.show'))
  await giver.sees(giver.t('messages.preview'))
  await giver.press('button', giver.t('messages.send'))
  await when.waitFor()

  await receiver.page.goto(paths.threads())
  await receiver.sees(receiver.t('messages.none.giver'))
  await deliver()
  await receiver.page.goto(paths.dashboard())
  await receiver.sees(receiver.t('messages.unread', { count: 3 }))
  await receiver.press('link', receiver.t('messages.dashboard.read'))
  for (const said of [{ phrase: 'shoe-size' }, { phrase: 'my-colour', slot: 'green' }]) await receiver.sees(phraseInWords(said, receiver.t))
  await receiver.sees('Do you read?')
  expect(await receiver.page.locator('html').getAttribute('dir')).toBe(receiver.t.language.direction)
  await receiver.page.setViewportSize({ width: 320, height: 640 })
  if (ofReceiver.javaScriptEnabled) expect(await overflow(receiver.page)).toBe(0)
  await receiver.write('giver')
  // What is asked stands beside the answer.
  await receiver.sees('Do you read?')
  await receiver.choose('sizes', { phrase: 'my-shoe-size' })
  await receiver.press('button', receiver.t('messages.send'))
  await receiver.sees(receiver.t('messages.form.slot'))
  expect(await focused(receiver.page)).toMatchObject({ kind: 'field', name: phraseInWords({ phrase: 'my-shoe-size' }, receiver.t) })
  await receiver.goDownTo(slotInWords('shoeSizes', '38.5', receiver.t))
  await receiver.press('button', receiver.t('messages.send'))
  await receiver.sees(phraseInWords({ phrase: 'my-shoe-size', slot: '38.5' }, receiver.t))
  await receiver.press('button', receiver.t('messages.report'))
  await receiver.press('button', receiver.t('messages.report.send'))
  await receiver.sees(receiver.t('messages.isReported'))
  await receiver.press('button', receiver.t('messages.close'))
  await receiver.press('button', receiver.t('messages.close.send'))
  await receiver.sees(receiver.t('messages.closedBy.me'))

  await deliver()
  await giver.page.goto(paths.match())
  await giver.sees(giver.t('messages.unread', { count: 1 }))
  await giver.press('link', giver.t('messages.dashboard.read'))
  await giver.sees(phraseInWords({ phrase: 'my-shoe-size', slot: '38.5' }, giver.t))
  await giver.sees(giver.t('messages.closedBy.other'))
})
