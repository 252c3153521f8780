import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../support/folder.ts'
import { freePort } from '../support/free-port.ts'

const script = join(import.meta.dirname, '../../entrypoint.sh')

/** The container's entry point, as on this machine: its shell is not process 1 here. */
async function enter(environment: Record<string, string>, ...command: string[]) {
  const child = spawn('sh', [script, ...command], {
    env: { PATH: process.env.PATH ?? '', DATA_DIR: temporaryFolder(), PORT: await freePort(), ...environment },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  return { child, output: () => output, exited: once(child, 'close').then(([code]) => code as number) }
}

test.each([0, 30, 100, 200, 300, 350, 400, 450, 500, 700, 1000])('a stop %d ms after the start is heard, and nothing is left running', async (moment) => {
  const entrance = await enter({})
  await pause(moment)
  const asked = performance.now()
  entrance.child.kill('SIGTERM')
  // `close` comes once nobody holds the streams any more, Node included.
  expect([0, 143, null]).toContain(await entrance.exited)
  expect(performance.now() - asked).toBeLessThan(5000)
})

test('what migrating or a command says is the exit code', async () => {
  const refused = await enter({ PORT: 'x' })
  expect([await refused.exited, refused.output()]).toEqual([1, 'PORT must be a port number.\n'])
  const wrong = await enter({}, 'backup')
  expect(await wrong.exited).toBe(2)
  const help = await enter({}, 'help')
  expect([await help.exited, help.output()]).toEqual([0, expect.stringContaining('Usage')])
})
