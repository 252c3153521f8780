import { describe, expect, test } from 'vitest'
import { completedLink, domainOf, linkIn } from '../../src/web/link.ts'

describe('a link', () => {
  test.each([
    ['https://example.org/a?b=1#c', 'https://example.org/a?b=1#c'],
    ['HTTP://EXAMPLE.org', 'http://example.org/'],
    ['example.org/x', 'https://example.org/x'],
    ['www.example.org', 'https://www.example.org/'],
    ['//example.org/x', 'https://example.org/x'],
    ['example.org:8443/x', 'https://example.org:8443/x'],
    ['https:example.org', 'https://example.org/'],
    ['bücher.example/ä', 'https://xn--bcher-kva.example/%C3%A4'],
    ['example.org/?to=javascript:alert(1)', 'https://example.org/?to=javascript:alert(1)'],
    ['192.0.2.7/x', 'https://192.0.2.7/x'],
  ])('%j leads to %s', (typed, link) => {
    expect(completedLink(typed)).toBe(link)
  })

  test.each([
    ...['javascript:alert(1)', 'JavaScript://example.org/%0aalert(1)', 'data:text/html,x', 'vbscript:x.y', 'file:///etc/passwd', 'blob:https://example.org/x'],
    ...['mailto:bob@example.org', 'bob@example.org', 'https://bob@example.org', 'https://bob:secret@example.org', 'tel:+491234', 'ftp://example.org'],
    ...['example', 'localhost', 'https://', 'https://.', 'a b.org', 'example.org/a b', '', 'https://exa<mple.org', 'https://example.org:99999'],
  ])('%j is none', (typed) => {
    expect(completedLink(typed)).toBeUndefined()
  })

  test.each([
    ['https://www.example.org/x', 'example.org'],
    ['https://www2.example.org/x', 'example.org'],
    ['https://xn--bcher-kva.example/', 'bücher.example'],
    ['https://xn--80aswg.xn--p1ai/', 'сайт.рф'],
    // Letters of two alphabets look like what they are not: this one begins with a Cyrillic а.
    ['https://xn--pple-43d.com/', 'xn--pple-43d.com'],
    ['https://192.0.2.7/x', '192.0.2.7'],
  ])('%s is called %s', (link, domain) => {
    expect(domainOf(link)).toBe(domain)
  })
})

test.each([
  ['Look: https://example.org/kite', { link: 'https://example.org/kite', rest: 'Look:' }],
  ['https://example.org/kite', { link: 'https://example.org/kite', rest: '' }],
  ['A kite\nhttps://example.org/kite\nin red', { link: 'https://example.org/kite', rest: 'A kite\n\nin red' }],
  ['https://example.org/a https://example.org/b', undefined],
  ['a kite', undefined],
  ['https://example', undefined],
])('the link in %j', (text, found) => {
  expect(linkIn(text)).toEqual(found)
})
