import { expect, test } from 'vitest'
import { lazy, memoize } from '../../src/memoize.ts'

test('what was made of something is found again by what stands in it, and made anew for anything else', () => {
  const made: string[] = []
  const Names = memoize(({ names }: { names: string[] }) => {
    made.push(names.join())
    return <b>{names.join()}</b>
  })
  expect(String(<Names names={['<Bob>']} />)).toBe('<b>&lt;Bob&gt;</b>')
  expect(String(<Names names={['<Bob>']} />)).toBe('<b>&lt;Bob&gt;</b>')
  expect(String(<Names names={['<Bob>', 'Dana']} />)).toBe('<b>&lt;Bob&gt;,Dana</b>')
  expect(made).toEqual(['<Bob>', '<Bob>,Dana'])
})

test('it is found by its key, where one is named, even if nothing was made of it', () => {
  const asked: object[] = []
  const find = memoize(
    (given: { place: object }) => void asked.push(given),
    ({ place }) => place,
  )
  const [here, there] = [{}, {}]
  for (const place of [here, there, here]) find({ place })
  expect(asked).toEqual([{ place: here }, { place: there }])
})

test('two hundred are remembered, and what was asked for longest ago is forgotten', () => {
  const made: number[] = []
  const numbered = memoize((number: number) => void made.push(number))
  for (let number = 0; number < 200; number++) numbered(number)
  numbered(0)
  numbered(200)
  made.length = 0
  for (const number of [0, 200, 1]) numbered(number)
  expect(made).toEqual([1])
})

test('what is made lazy is made when it is first asked for, even if it is nothing', () => {
  let made = 0
  const nothing = lazy(() => {
    made++
  })
  expect(made).toBe(0)
  expect([nothing(), nothing(), made]).toEqual([undefined, undefined, 1])
})
