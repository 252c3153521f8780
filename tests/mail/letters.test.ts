import { parse } from 'parse5'
import { describe, expect, test } from 'vitest'
import { inEnglish } from '../../src/language/english.ts'
import { languages } from '../../src/language/languages.ts'
import { Printers } from '../../src/language/printers.ts'
import { step } from '../../src/mail/compose.ts'
import { drawing } from '../../src/mail/drawing.ts'
import type { Email } from '../../src/mail/email.ts'
import { renderEmail } from '../../src/mail/layout.tsx'
import { lettersIn } from '../emails/letters.ts'

const all = Object.entries(lettersIn(inEnglish))
/** What is the text form's own: the frame of quotes and of the foot. */
const wordsOf = (text: string) =>
  text
    .replaceAll(/https?:\/\/\S+|[\u2060.:>“”]|--/g, ' ')
    .split(/\s+/)
    .filter(Boolean)
    .sort()
    .join(' ')

describe('every e-mail', () => {
  test.each(all)('%s says the same in both forms', (_, email) => {
    const { html, text } = renderEmail(email, inEnglish)
    const shown = textIn(html).replaceAll('If the button doesn’t work, open this address', '')
    expect(wordsOf(shown)).toBe(wordsOf(text))
  })

  test.each(all)('%s loads nothing from anywhere, and shows one drawing that says nothing', (_, email) => {
    const { html } = renderEmail(email, inEnglish)
    expect(html.match(/\ssrc="[^"]*"|url\(|@import|<link|<script/g)).toEqual([` src="cid:${drawing.contentId}"`])
    expect(html).toContain('alt=""')
    expect(Buffer.byteLength(html)).toBeLessThan(8_000)
  })

  test.each(all)('%s says why one gets it', (_, email) => {
    for (const form of [textIn(renderEmail(email, inEnglish).html), renderEmail(email, inEnglish).text]) expect(form).toContain('You get this because ')
  })

  test.each(all.filter(([name]) => name !== 'message-from-the-organiser'))('%s begins with the news', (_, email) => {
    const [greeting, news] = renderEmail(email, inEnglish).text.split('\n\n')
    expect(greeting).toMatch(/^Hello( Bob)?,$/)
    expect(news).toBe(`${textIn(/<h1.*<\/h1>/s.exec(renderEmail(email, inEnglish).html)?.[0] ?? '')}.`)
  })
})

test.each(languages)('$name leaves room around what people wrote in an e-mail whose length would tell something', async ({ code }) => {
  const t = await new Printers(languages).of(code)
  for (const [name, email] of Object.entries(lettersIn(t))) expect(Buffer.byteLength(JSON.stringify(renderEmail(email, t))), name).toBeLessThan(step)
})

test('the drawing is a PNG of at most 4 KB', () => {
  const picture = Buffer.from(drawing.base64, 'base64')
  expect(picture.subarray(1, 4).toString()).toBe('PNG')
  expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([192, 128])
  expect(picture.length).toBeLessThanOrEqual(4096)
})

test('names in the news and the foot are no links, nor is markup in the facts any', () => {
  const email: Email = {
    subject: 'evil.example',
    preview: 'evil.example',
    content: [{ newsOf: 'email.matchReady.newsOf', name: 'evil.example <b>' }, { facts: [['Budget', '<a href="https://evil.example">20</a>']] }],
    why: 'You get this because you joined “evil.example”.',
  }
  const { html, text } = renderEmail(email, inEnglish)
  expect(text).toContain('You give to evil.\u2060example <b>.')
  expect(text).toContain('joined “evil.\u2060example”')
  expect(html).toContain('<bdi>evil.\u2060example &lt;b&gt;</bdi>')
  expect(html).toContain('joined “evil.\u2060example”')
  expect(html).toContain('&lt;a href=')
})

/** The text of the body, as it is read; the line that only lists of e-mails show left out. */
function textIn(html: string): string {
  type Node = { nodeName: string; value?: string; attrs?: { value: string }[]; childNodes?: Node[] }
  const read = ({ nodeName, value = '', attrs = [], childNodes = [] }: Node): string =>
    nodeName === 'head' || attrs.some((attribute) => attribute.value === 'preview') ? '' : value + childNodes.map(read).join(isInline(nodeName) ? '' : ' ')
  return read(parse(html) as Node)
    .replaceAll(/\s+/g, ' ')
    .trim()
}

function isInline(name: string): boolean {
  return ['h1', 'strong', 'bdi', 'a'].includes(name)
}
