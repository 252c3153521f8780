import { issuePasswordReset } from '../accounts/reset-password.ts'
import { mustBeMigrated } from '../database/migrations.ts'
import { openDatabase } from '../database/open.ts'
import { entities } from '../entities.ts'
import { CannotStart } from '../errors.ts'
import { paths } from '../paths.ts'
import { realWorld } from '../world.ts'
import type { Command, Order } from './command.ts'

export const resetPassword: Command = {
  summary: 'print a link by which an account gets a new password',
  parameters: ['[ADDRESS]'],
  options: {},
  help: `Prints a link that works once, within 30 minutes, and by which the account of that ADDRESS, or the owner's
without one, gets a new password. Nothing changes until it is used. The site may run meanwhile.`,
  run: printPasswordReset,
}

/** Whoever may run this may also read the database, so this gives nothing away. */
async function printPasswordReset({ settings, parameters: [address] }: Order): Promise<void> {
  if (!settings.passwordSignIn) {
    throw new CannotStart('PASSWORD_SIGN_IN is no, so no such link would work. Remove that setting, start the site again, then call this once more.')
  }
  const world = realWorld(settings.baseUrl)
  const database = await openDatabase(settings.database, world, entities)
  try {
    await mustBeMigrated(database)
    const reset = await issuePasswordReset(database.orm.em.fork(), world, address?.trim().toLowerCase())
    if (!reset && address !== undefined) throw new CannotStart(`There is no account of ${address}.`)
    if (!reset) throw new CannotStart(`There is no admin yet. Open ${world.url(paths.setup())} and set one up.`)
    console.log(`Open this link within 30 minutes to choose a new password for ${reset.email}:\n${world.url(paths.resetPassword(reset.token))}`)
  } finally {
    await database.close()
  }
}
