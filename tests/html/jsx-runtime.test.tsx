import { describe, expect, test } from 'vitest'
import { flattened, raw } from '../../src/html/jsx-runtime.ts'

const Item = ({ text }: { text: string }) => <li>{text}</li>

describe('text', () => {
  test('is escaped wherever a person could have typed it', () => {
    const evil = `<script>alert("1")</script>&'`
    expect(String(<p title={evil}>{evil}</p>)).toBe(
      `<p title="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;">&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;</p>`,
    )
  })
  test('keeps its white space: nothing is put between children', () => {
    expect(String(<p>Hello, {'Bob'}!</p>)).toBe('<p>Hello, Bob!</p>')
  })
  test('passes once it is markup, and is not escaped twice', () => {
    expect(
      String(
        <ul>
          {['a', '<b>'].map((text) => (
            <Item text={text} />
          ))}
        </ul>,
      ),
    ).toBe('<ul><li>a</li><li>&lt;b&gt;</li></ul>')
    expect(String(<p>{raw('<br>')}</p>)).toBe('<p><br></p>')
  })
})

test('flattened markup is the same, and stays markup', () => {
  const markup = <b>“{'<'}” שלום</b>
  expect(String(<p>{flattened(markup)}</p>)).toBe(`<p>${markup}</p>`)
})

test('nothing, true and false vanish, zero stays', () => {
  expect(String(<p>{[null, undefined, true, false, 0]}</p>)).toBe('<p>0</p>')
})

test('fragments have no element of their own', () => {
  expect(
    String(
      <>
        {'<'}
        <b>x</b>
      </>,
    ),
  ).toBe('&lt;<b>x</b>')
})

test.each([{}, new Date(0), () => 'x', Symbol('x'), 1n])('%s is no child', (child) => {
  expect(() => <p>{child as unknown as string}</p>).toThrow(TypeError)
})

test.each(['onclick', 'hx-on:click', 'style', 'srcdoc', 'a"b', 'a b', 'a>', 'Class', ''])('the attribute %s is refused', (name) => {
  expect(() => <p {...{ [name]: 'x' }} />).toThrow('not allowed')
})

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  '\u0001javascript:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  'file:///etc/passwd',
])('the address %j is refused', (href) => {
  expect(() => <a href={href}>x</a>).toThrow('not allowed')
})

test.each(['/path?a=b:c', 'https://example.org/', 'mailto:a@example.org', '#top', '//example.org'])('the address %j passes', (href) => {
  expect(String(<a href={href}>x</a>)).toBe(`<a href="${href}">x</a>`)
})

test('an attribute is there, absent or plain', () => {
  expect(String(<input name="a" value="" required disabled={false} maxlength={3} title={undefined} />)).toBe('<input name="a" value="" required maxlength="3">')
})

test('elements of one kind have nothing of each other', () => {
  const item = (text: string, title?: string) => String(<li title={title}>{text}</li>)
  expect([item('a', 'x & y'), item(''), item('b'), item('', 'z')]).toEqual(['<li title="x &amp; y">a</li>', '<li></li>', '<li>b</li>', '<li title="z"></li>'])
})
