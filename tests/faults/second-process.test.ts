import { expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { freePort } from '../support/free-port.ts'
import { install } from '../support/installation.ts'
import { startProgram } from '../support/program.ts'
import { Visitor } from '../support/visitor.ts'

test('F7: a second process on the same file refuses with a sentence, and the first goes on; after a kill -9 the next one may', async () => {
  const installation = await install({})
  const first = await installation.start()
  const sentences: string[] = []
  for (const command of ['serve', 'migrate']) {
    const second = startProgram([command], { ...installation.settings, PORT: await freePort() })
    expect(await second.exited).toBe(1)
    sentences.push(second.output())
  }
  for (const sentence of sentences) expect(sentence).toMatch(/^Another process already serves .*\. Stop it first; one file is served by one process\.\n$/)
  expect((await new Visitor(installation.url).get(paths.setup())).status).toBe(200)
  await installation.kill(first)
  await installation.kill(await installation.start())
  console.log(`F7: ${sentences.length} second processes refused, the first one served on`)
})
