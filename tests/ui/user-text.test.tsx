import { expect, test } from 'vitest'
import { UserText } from '../../src/ui/user-text.tsx'
import { wordsOf } from '../support/visitor.ts'

function linksIn(text: string): string[] {
  return [...String(<UserText text={text} />).matchAll(/<a href="([^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))
}

const toy = 'https://example.com/toy'

const around =
  `*|* _|_ ~|~ **|** __|__ ~~|~~ ***|*** *_|_* \`|\` \`\`\`|\`\`\` <|> (|) [|] {|} "|" '|' “|” „|“ «|» ‹|› ‘|’ 「|」 『|』 【|】 （|） 《|》 〈|〉 ｢|｣ |. |, |; |: |! |? |… |... |!!! |?! |。 |， |！ |？ |、 |; (|). *|*. *|*, _|_! "|".`
    .split(' ')
    .filter(Boolean)

test.each(['\u200b', '\u200e', '\u200d', '\ufeff', '\u2060', '\u00ad', '.\u200b', '\u2069.'])(
  'an invisible mark behind a link, %j, is no part of it',
  (mark) => {
    expect(linksIn(`${toy}${mark}`)).toEqual([toy])
    expect(linksIn(`See ${toy}${mark} please`)).toEqual([toy])
  },
)

test.each(around)('a link in %s leads to the address between', (marks) => {
  const [before = '', after = ''] = marks.split('|')
  for (const text of [
    `${before}${toy}${after}`,
    `See ${before}${toy}${after} please`,
    `One\n${before}${toy}${after}\ntwo`,
    `${before}see ${toy}${after} or not`,
  ]) {
    expect.soft(linksIn(text), text).toEqual([toy])
    expect.soft(wordsOf(String(<UserText text={text} />).replaceAll(/<\/?a\b[^>]*>/g, ''))).toBe(text.replaceAll('\n', ' '))
  }
})

test.each([
  [`[Toy](${toy})`, [toy]],
  [`[Toy](${toy} "a title")`, [toy]],
  [`[${toy}](${toy})`, [toy, toy]],
  [`![Toy](${toy}).`, [toy]],
  [`${toy}_`, [`${toy}_`]],
  ['https://example.com/~bob/', ['https://example.com/~bob/']],
  ['https://example.com/~bob', ['https://example.com/~bob']],
  ['https://example.com/a_b_', ['https://example.com/a_b_']],
  ['https://example.com/a_b_c', ['https://example.com/a_b_c']],
  ['_https://example.com/a_b_', ['https://example.com/a_b']],
  ['snake_case and https://example.com/a_', ['https://example.com/a_']],
  ['2 * 3 and https://example.com/a*b', ['https://example.com/a*b']],
  ['https://en.wikipedia.org/wiki/Toy_(film)', ['https://en.wikipedia.org/wiki/Toy_(film)']],
  ['(https://en.wikipedia.org/wiki/Toy_(film))', ['https://en.wikipedia.org/wiki/Toy_(film)']],
  ['https://example.com/a?b=1&c=[2]', ['https://example.com/a?b=1&c=[2]']],
  ['https://example.com/#a!b', ['https://example.com/#a!b']],
  [`${toy},${toy}`, undefined],
  [`*${toy}* and *${toy}2*`, [toy, `${toy}2`]],
  [`HTTPS://EXAMPLE.COM/toy*`, ['HTTPS://EXAMPLE.COM/toy']],
  ['https://müller.example/größe', ['https://müller.example/größe']],
  ['xhttps://example.com 1https://example.com', []],
  ['https:// https://* _https://_ https://', []],
  ['https://bank.example@evil.example/', []],
  ['*https://bank.example*@evil.example/', []],
  ['www.example.com bob@example.com ftp://example.com javascript:alert(1)', []],
])('%j leads to %j', (text, links) => {
  if (links) expect(linksIn(text)).toEqual(links)
  else expect(linksIn(text)[0]).toMatch(/^https:/)
})

test('ten thousand characters full of marks and addresses are read in the time of a test', () => {
  for (const unit of ['*https://a.b* ', 'https://a.b](', 'https://`', 'https://a.b/_~*'])
    expect(linksIn(unit.repeat(Math.ceil(10_000 / unit.length)))).toBeInstanceOf(Array)
  expect(linksIn('*https://a.b* '.repeat(700))).toHaveLength(700)
})
