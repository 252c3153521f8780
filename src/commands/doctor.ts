import { examine } from '../doctor/examine.ts'
import { CannotStart } from '../errors.ts'
import { realWorld } from '../world.ts'
import type { Command, Order } from './command.ts'

export const doctor: Command = {
  summary: 'look for what is wrong, and say how to mend it',
  parameters: [],
  options: {},
  help: `Looks at the settings, the way to BASE_URL and its certificate, proxies, the identity provider, the mail
transport and the sender's domain, files and their permissions, the database, the secret key, the outbox, the disk, the clock and backups. It changes
nothing, and the site may run meanwhile. Whoever does not answer within some seconds is not waited for.

Each line begins with “ok”, “hint” (good to know) or “mend” (something is wrong). Exit code 0 when nothing is to mend.`,
  run: printFindings,
}

async function printFindings({ settings }: Order): Promise<void> {
  const findings = await examine(settings, realWorld(settings.baseUrl))
  for (const { verdict, about, text } of findings) console.log(`${verdict.padEnd(5)} ${`${about}:`.padEnd(13)} ${text}`)
  const faults = findings.filter(({ verdict }) => verdict === 'mend').length
  if (faults > 0) throw new CannotStart(faults === 1 ? 'One thing is to mend.' : `${faults} things are to mend.`)
}
