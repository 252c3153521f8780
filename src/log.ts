import { type DestinationStream, type Logger, pino } from 'pino'
import type { Settings } from './settings.ts'

/** The log: JSON lines on standard output, or lines for people in development. What people typed never goes in; identifiers do. */
export async function createLog({ logLevel, development }: Settings): Promise<Logger> {
  const options = { level: logLevel, base: undefined, serializers: { err: withoutPrivateData } }
  return development ? pino(options, await prettyStream()) : pino(options)
}

async function prettyStream(): Promise<DestinationStream> {
  const { default: pretty } = await import('pino-pretty')
  return pretty({ translateTime: 'SYS:HH:MM:ss', ignore: 'time', sync: true })
}

/** A database's message quotes the statement, and with it what somebody typed: the kind of error and where it arose are enough. */
function withoutPrivateData(error: Error & { code?: unknown }) {
  const stack = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return { type: error.name, code: error.code, stack: stack.join('\n') }
}
