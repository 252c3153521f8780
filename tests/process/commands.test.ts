import { describe, expect, test } from 'vitest'
import { run } from '../support/run.ts'

const commands = ['serve', 'migrate', 'backup', 'restore', 'reset-password', 'unlink-oidc', 'send-test-email', 'doctor']

describe('the command line', () => {
  test.each([['help'], ['--help'], ['-h']])('%s lists every command', async (word) => {
    const { code, said } = await run({}, word)
    expect(code).toBe(0)
    for (const command of commands) expect(said).toMatch(new RegExp(`^  ${command}( \\[?[A-Z]+\\]?)? {2,}\\w`, 'm'))
  })

  test.each(commands)('%s explains itself, even where settings are wrong', async (command) => {
    const [asked, flagged] = await Promise.all([run({ PORT: 'x' }, 'help', command), run({ PORT: 'x' }, command, '--help')])
    expect(asked.code).toBe(0)
    expect(asked.said).toMatch(new RegExp(`^Usage: sneaky-klaus ${command}.*\\n\\n.{60,}`))
    expect(flagged).toEqual(asked)
  })

  test.each([
    [[], /^Usage: sneaky-klaus COMMAND/],
    [['constructor'], /^There is no command “constructor”\.\n\nUsage/],
    [['help', 'toString'], /^There is no command “toString”/],
    [['backup'], /^FILE is missing\.\n\nUsage: sneaky-klaus backup FILE \[--with-secret\]/],
    [['send-test-email'], /^ADDRESS is missing/],
    [['restore', 'one', 'two'], /^“two” is too much/],
    [['migrate', 'now'], /^“now” is too much/],
    [['backup', '--force', 'x'], /^Unknown option '--force'/],
  ])('%j is wrong use: exit code 2', async (words, reason) => {
    const { code, said } = await run({}, ...words)
    expect([code, said]).toEqual([2, expect.stringMatching(reason)])
  })
})
