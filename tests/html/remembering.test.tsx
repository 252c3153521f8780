import { expect, test } from 'vitest'
import { remembering } from '../../src/html/remembering.ts'

test('a remembering component makes a part once for what it shows, escaped as ever, and anew for anything else', () => {
  const made: string[] = []
  const Names = remembering(({ names }: { names: string[] }) => {
    made.push(names.join())
    return <b>{names.join()}</b>
  })
  expect(String(<Names names={['<Bob>']} />)).toBe('<b>&lt;Bob&gt;</b>')
  expect(String(<Names names={['<Bob>']} />)).toBe('<b>&lt;Bob&gt;</b>')
  expect(String(<Names names={['<Bob>', 'Dana']} />)).toBe('<b>&lt;Bob&gt;,Dana</b>')
  expect(made).toEqual(['<Bob>', '<Bob>,Dana'])
})

test('it remembers two hundred, and forgets what was shown longest ago', () => {
  const made: number[] = []
  const Part = remembering(({ number }: { number: number }) => {
    made.push(number)
    return <b>{number}</b>
  })
  for (let number = 0; number < 200; number++) Part({ number })
  Part({ number: 0 })
  Part({ number: 200 })
  made.length = 0
  for (const number of [0, 200, 1]) Part({ number })
  expect(made).toEqual([1])
})
