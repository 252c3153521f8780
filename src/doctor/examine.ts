import { explainBriefly } from '../commands/explain.ts'
import type { Settings } from '../settings.ts'
import type { World } from '../world.ts'
import { checkBackups } from './backups.ts'
import { checkDatabase } from './database.ts'
import { checkDisk, checkPermissions } from './files.ts'
import { about, type Finding } from './finding.ts'
import { checkSenderDomain, checkTransport } from './mail.ts'
import { checkProvider } from './provider.ts'
import { checkCertificate, checkProxies, checkSettings, checkSite } from './site.ts'

type Check = (settings: Settings, world: World) => Finding[] | Promise<Finding[]>

const checks: [name: string, Check][] = [
  ['settings', checkSettings],
  ['BASE_URL', checkSite],
  ['certificate', checkCertificate],
  ['proxies', checkProxies],
  ['provider', checkProvider],
  ['mail', checkTransport],
  ['sender', checkSenderDomain],
  ['permissions', checkPermissions],
  ['database', checkDatabase],
  ['disk', checkDisk],
  ['backups', checkBackups],
]

/** Runs every check of an installation in parallel and returns the findings, in a fixed order. Changes nothing. */
export async function examine(settings: Settings, world: World): Promise<Finding[]> {
  const findings = await Promise.all(checks.map(([name, check]) => unlessItFails(name, () => check(settings, world))))
  return findings.flat()
}

async function unlessItFails(name: string, check: () => Finding[] | Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await check()
  } catch (error) {
    return [about(name).mend(`this could not be looked at: ${explainBriefly(error)}`)]
  }
}
