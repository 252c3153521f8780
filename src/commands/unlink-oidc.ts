import { unlinkAccounts } from '../accounts/unlink-accounts.ts'
import { mustBeMigrated } from '../database/migrations.ts'
import { openDatabase } from '../database/open.ts'
import { entities } from '../entities.ts'
import { CannotStart } from '../errors.ts'
import { realWorld } from '../world.ts'
import type { Command, Order } from './command.ts'

export const unlinkOidc: Command = {
  summary: 'let accounts be linked anew with people of the identity provider',
  parameters: ['[ADDRESS]'],
  options: {},
  help: `Forgets who the account of that ADDRESS, or without one every account, is at the identity provider (OIDC_ISSUER), and signs it
out. The next sign-in there with the same, verified address links it anew. For people who were set up anew there. The site may run
meanwhile.`,
  run: unlink,
}

async function unlink({ settings, parameters: [address] }: Order): Promise<void> {
  const world = realWorld(settings.baseUrl)
  const database = await openDatabase(settings.database, world, entities)
  try {
    await mustBeMigrated(database)
    const unlinked = await unlinkAccounts(database.orm.em.fork(), world, address?.trim().toLowerCase())
    if (unlinked.length === 0 && address !== undefined) throw new CannotStart(`No account of ${address} is linked with the identity provider.`)
    console.log(unlinked.length === 0 ? 'No account is linked with the identity provider.' : `Unlinked: ${unlinked.join(', ')}`)
  } finally {
    await database.close()
  }
}
