import { LinkifyIt } from 'linkify-it'
import { describe, expect, test } from 'vitest'
import { unlinked } from '../../src/mail/unlinked.ts'

/** What mail programs link, each after its own fashion. */
const linkifiers: Record<string, (text: string) => boolean> = {
  'linkify-it, fuzzy': (text) => new LinkifyIt({ fuzzyLink: true, fuzzyEmail: true, fuzzyIP: true }).test(text),
  'a host under any domain': (text) => /\b[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}\b/i.test(text),
  'a host in any script': (text) => /[\p{L}\p{N}-]+\.\p{L}{2,}/u.test(text),
  'a scheme': (text) => /\b([a-z][a-z0-9+.-]*:\/\/|(mailto|tel|sms):[^\u2060])/i.test(text),
  'www.': (text) => /\bwww\.[\w-]/i.test(text),
  'an e-mail address': (text) => /[\w.+-]+@[\w-]/.test(text),
  'a numeric host': (text) => /\b\d{1,3}(\.\d{1,3}){3}\b/.test(text),
}

const names = [
  ...[
    'J.de Vries',
    'Dr.Li',
    'Mr.Ng',
    'Ms.Jo',
    'Hr.de Boer',
    'Ch.de Jong',
    'Anna M.Sc.',
    'Maria.Jo Silva',
    'Nguyen V.An',
    'will.i.am',
    'Jo.me',
    'R.Page',
    'В.рф',
  ],
  ...[
    'evil.com',
    'https://evil.com/a?b=c',
    'HTTP://EVIL.DE',
    'www.evil.com',
    'www.1und1.de',
    'bob@evil.com',
    'bob＠evil.com',
    'mailto:bob@evil.com',
    'evil.de/win',
    'evil。com',
  ],
  ...['192.168.1.1', 'evil.com.', '(evil.com)', 'a_b.com', 'tel:112', 'Party (b.com), e.it!', 'a.b.c.d.de'],
]

describe('a name in an e-mail', () => {
  test.each(names)('%s is no link to any mail program, and looks as it is', (name) => {
    for (const [program, links] of Object.entries(linkifiers)) {
      expect.soft(links(unlinked(`Hello ${name},`)), program).toBe(false)
      expect.soft(links(unlinked(`“${name}” is over`)), program).toBe(false)
    }
    expect(unlinked(name).replaceAll('\u2060', '')).toBe(name)
  })

  test.each([
    'Bob',
    'Anna M. Sc.',
    'Dr. Li',
    'at 5.30',
    'about 20.50 €',
    'End at 09:00.',
    'Party: bring cookies',
    '@ada',
    'Ada/Bob',
    'Hello, Bob. You are in.',
    'r•••@e•••.net',
  ])('%j is left alone', (line) => {
    expect(unlinked(line)).toBe(line)
  })

  test('the links of the linkifiers above are found where nothing keeps them away', () => {
    const found = Object.entries(linkifiers).filter(([, links]) => names.some((name) => links(name)))
    expect(found).toHaveLength(Object.keys(linkifiers).length)
  })
})
