import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { documents, shellCommands } from '../structure/documents.ts'
import { temporaryFolder } from '../support/folder.ts'
import { freePort } from '../support/free-port.ts'
import { install } from '../support/installation.ts'
import { startProgram } from '../support/program.ts'
import { openSmtpOffice } from '../support/smtp-office.ts'

/** What documents tell to call, as words behind `sneaky-klaus`: as it stands there, or behind how one gets into a container. */
const told = documents.flatMap(({ text }) =>
  shellCommands(text).flatMap((words) => {
    const place = words.indexOf('sneaky-klaus')
    const isCall = place === 0 || words.includes('exec') || (words.includes('run') && place < words.length - 1)
    const command = words.slice(place + 1)
    return place >= 0 && isCall && words[1] !== 'build' && !/[A-Z…]/.test(command.join('')) ? [command.join(' ')] : []
  }),
)

/** In an order in which they make sense: what copies before what restores, which wants the site stopped. */
const calls = [...new Set(told)].toSorted((a, b) => Number(a.startsWith('restore')) - Number(b.startsWith('restore')))

test('documents tell to call most commands', () => {
  expect(calls.map((call) => call.split(' ')[0])).toEqual(expect.arrayContaining(['backup', 'doctor', 'restore', 'send-test-email']))
})

test('each call in the documents does what it should, in an installation that has just been set up', async () => {
  const office = await openSmtpOffice({ authOptional: true })
  const folder = temporaryFolder()
  const PORT = await freePort()
  const transport = { SMTP_URL: `smtp://127.0.0.1:${office.port}`, EMAIL_FROM: 'klaus@127.0.0.1' }
  const installation = await install({ PORT, BASE_URL: `http://127.0.0.1:${PORT}`, ...transport }, join(folder, 'data'))
  const site = await installation.start()
  const { settings } = installation
  mkdirSync(join(folder, 'data/backups'), { recursive: true, mode: 0o700 })
  for (const call of calls) {
    const [name, file = ''] = call.split(' ')
    if (name === 'restore') {
      site.child.kill('SIGTERM')
      await site.exited
      copyFileSync(installation.file, join(folder, file))
    }
    const program = startProgram(call.split(' '), settings, folder)
    expect([call, await program.exited, program.output()]).toEqual([call, 0, expect.any(String)])
  }
})
