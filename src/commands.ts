import { parseArgs } from 'node:util'
import { backup } from './commands/backup.ts'
import type { Command } from './commands/command.ts'
import { doctor } from './commands/doctor.ts'
import { explain } from './commands/explain.ts'
import { migrate } from './commands/migrate.ts'
import { resetPassword } from './commands/reset-password.ts'
import { restore } from './commands/restore.ts'
import { sendTestEmail } from './commands/send-test-email.ts'
import { serve } from './commands/serve.ts'
import { unlinkOidc } from './commands/unlink-oidc.ts'
import { readSettings } from './settings.ts'

const commands: Record<string, Command> = {
  serve,
  migrate,
  backup,
  restore,
  'reset-password': resetPassword,
  'unlink-oidc': unlinkOidc,
  'send-test-email': sendTestEmail,
  doctor,
}

/** Exit codes: done, refused with a sentence, wrong usage. */
const [fine, refused, wrongUse] = [0, 1, 2]

/** Runs the command that the words begin with and returns the exit code. `serve` runs until `stop` is fulfilled. */
export async function main(words: string[], stop: Promise<unknown>): Promise<number> {
  const [name = '', ...rest] = words
  if (['help', '--help', '-h'].includes(name)) return help(rest)
  if (!Object.hasOwn(commands, name)) {
    console.error(name === '' ? overview() : `There is no command “${name}”.\n\n${overview()}`)
    return wrongUse
  }
  const command = commands[name] as Command
  if (rest.includes('--help') || rest.includes('-h')) return help([name])
  const given = parse(command, rest)
  if (typeof given === 'string') {
    console.error(`${given}\n\n${usage(name, command)}\n\`sneaky-klaus help ${name}\` says more.`)
    return wrongUse
  }
  try {
    await command.run({ settings: readSettings(), ...given, stop })
    return fine
  } catch (error) {
    console.error(explain(error))
    return refused
  }
}

/** Parses the arguments of a command; a sentence where they make no sense. */
function parse(command: Command, words: string[]): { parameters: string[]; options: Record<string, boolean | undefined> } | string {
  try {
    const options = Object.fromEntries(Object.keys(command.options).map((option) => [option, { type: 'boolean' as const }]))
    const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true })
    const missing = command.parameters.slice(positionals.length).filter((name) => !name.startsWith('['))
    if (missing.length > 0) return `${missing.join(' and ')} is missing.`
    const [surplus] = positionals.slice(command.parameters.length)
    if (surplus !== undefined) return `“${surplus}” is too much.`
    return { parameters: positionals, options: values }
  } catch (error) {
    const [sentence] = (error as Error).message.split(/(?<=\.) /)
    return sentence ?? ''
  }
}

function help([name]: string[]): number {
  if (name === undefined) console.log(overview())
  else if (Object.hasOwn(commands, name)) console.log(manual(name, commands[name] as Command))
  else {
    console.error(`There is no command “${name}”.\n\n${overview()}`)
    return wrongUse
  }
  return fine
}

function overview(): string {
  const lines = Object.entries(commands).map(([name, command]) => `  ${[name, ...command.parameters].join(' ').padEnd(26)} ${command.summary}`)
  return `Usage: sneaky-klaus COMMAND

${lines.join('\n')}

\`sneaky-klaus help COMMAND\` says more. Settings are environment variables, as the README lists them.
Exit codes: 0 done, 1 refused (with the reason), 2 called wrongly.`
}

function manual(name: string, command: Command): string {
  const options = Object.entries(command.options).map(([option, effect]) => `  --${option.padEnd(16)} ${effect}`)
  return [usage(name, command), command.help, ...options].join('\n\n')
}

function usage(name: string, { parameters, options }: Command): string {
  return `Usage: ${['sneaky-klaus', name, ...parameters, ...Object.keys(options).map((option) => `[--${option}]`)].join(' ')}`
}
