import { dirname, join } from 'node:path'
import { issuePasswordReset } from './admin/reset-password.ts'
import { lockDatabase } from './database/lock.ts'
import { migrate, mustBeMigrated } from './database/migrator.ts'
import { openDatabase } from './database/orm.ts'
import { CannotStart } from './errors.ts'
import { configuredTransport } from './mail/choose.ts'
import { renderEmail } from './mail/layout.tsx'
import { paths } from './paths.ts'
import { serveSite } from './server.ts'
import { readSettings, type Settings } from './settings.ts'
import { realWorld } from './world.ts'

/** What a command gets: the settings, the words behind its name, and what tells it to stop. */
type Order = { settings: Settings; parameters: string[]; stop: Promise<unknown> }

const commands: Record<string, (order: Order) => Promise<void>> = {
  serve: ({ settings, stop }) => serveSite(settings, stop),
  migrate: migrateDatabase,
  'reset-password': printPasswordReset,
  'send-test-email': sendTestEmail,
}

const usage = `Usage: sneaky-klaus COMMAND

  serve           serve the site
  migrate         bring the database to this version; a backup is kept when there is something to change
  reset-password  print a link by which the admin chooses a new password
  send-test-email ADDRESS
                  send an e-mail at once, and say how it went
`

/** Applies pending migrations. */
async function migrateDatabase({ settings }: Order): Promise<void> {
  const world = realWorld(settings.baseUrl)
  const database = openDatabase(settings.databaseFile, world)
  const release = lockDatabase(settings.databaseFile)
  try {
    const applied = await migrate(database, join(dirname(settings.databaseFile), 'backups'), world.now())
    console.log(applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`)
  } finally {
    await database.close()
    release()
  }
}

/** Prints a link to choose a new password: whoever may run this may also read the database, so this gives nothing away. */
async function printPasswordReset({ settings }: Order): Promise<void> {
  const world = realWorld(settings.baseUrl)
  const database = openDatabase(settings.databaseFile, world)
  try {
    await mustBeMigrated(database)
    const reset = await issuePasswordReset(database.orm.em.fork(), world)
    if (!reset) throw new CannotStart(`There is no admin yet. Open ${world.url(paths.setup())} and set one up.`)
    console.log(`Open this link within 30 minutes to choose a new password for ${reset.email}:\n${world.url(paths.resetPassword(reset.token))}`)
  } finally {
    await database.close()
  }
}

/** Sends an e-mail past the outbox, so that the answer can be shown. Throws CannotStart when it did not go out. */
async function sendTestEmail({ settings, parameters: [address = ''] }: Order): Promise<void> {
  if (!/^\S+@\S+$/.test(address)) throw new CannotStart('Say where to: sneaky-klaus send-test-email ADDRESS')
  const transport = configuredTransport(settings)
  if (!transport) throw new CannotStart('No mail transport is set up: set RESEND_API_KEY or SMTP_URL.')
  const world = realWorld(settings.baseUrl)
  const content = renderEmail({
    subject: 'Sneaky Klaus can send e-mail',
    preview: 'It works.',
    content: ['Hello,', 'this e-mail shows that Sneaky Klaus can send e-mail.'],
  })
  const delivery = await transport.send({ ...content, id: world.newId(), from: settings.emailFrom, to: address }, AbortSignal.timeout(30_000))
  transport.close?.()
  if (!delivery.ok) throw new CannotStart(`It was not sent: ${delivery.reason}.`)
  console.log(
    `It was sent from ${settings.emailFrom} to ${address}. If it does not arrive, look into the spam folder, and check SPF and DKIM of the sender’s domain.`,
  )
}

/** Runs the command that the words begin with and returns the exit code. `serve` runs until `stop` is fulfilled. */
export async function main([name = '', ...parameters]: string[], stop: Promise<unknown>): Promise<number> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) {
    console.error(usage)
    return 2
  }
  try {
    await command({ settings: readSettings(), parameters, stop })
    return 0
  } catch (error) {
    console.error(error instanceof CannotStart ? error.message : explain(error))
    return 1
  }
}

/** Files and ports refuse in a few well-known ways; the rest is a bug and shows itself. */
function explain(error: unknown): string {
  const { code, message, stack } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE') return 'The port is taken by another program. Set PORT to another one, or stop that program.'
  if (code === 'ENOTFOUND' || code === 'EADDRNOTAVAIL' || code === 'EAI_AGAIN') return 'HOST is not an address of this machine.'
  if (code === 'ENOSPC' || code === 'SQLITE_FULL' || code?.startsWith('SQLITE_IOERR')) return `The disk of the data folder is full or fails (${message}).`
  if (code === 'EACCES' || code === 'EROFS' || code === 'EEXIST' || code === 'ENOTDIR' || code === 'SQLITE_CANTOPEN' || code === 'SQLITE_READONLY') {
    return `The data folder can't be written (${message}). Make DATA_DIR a folder that the user of this process owns (\`chown -R ${process.getuid?.()}\`).`
  }
  return stack ?? message
}
