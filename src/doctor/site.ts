import { once } from 'node:events'
import { connect, type TLSSocket } from 'node:tls'
import { isServed } from '../database/exclusive-access.ts'
import type { Settings } from '../settings.ts'
import type { World } from '../world.ts'
import { about, type Finding, patience, reasonOf } from './finding.ts'

const minute = 60 * 1000
const hour = 60 * minute
const day = 24 * hour
/** How many days before its end, and which part of its life, a certificate should have been renewed, and must be. */
const [soon, veryLate] = [
  { days: 14, part: 1 / 4 },
  { days: 3, part: 1 / 8 },
]
const [noticeable, harmful] = [30, 300]

/** The settings were read, so they are well-formed; what may surprise is said here. */
export function checkSettings({ development, warnings }: Settings): Finding[] {
  const { ok, hint } = about('settings')
  // The proxies have a line of their own.
  const hints = warnings.filter((text) => !text.startsWith('TRUSTED_PROXIES'))
  return hints.length > 0 ? hints.map((text) => hint(text)) : [ok(development ? 'fine for a trial (NODE_ENV is development)' : 'fine')]
}

/** Whether BASE_URL leads to the site, and whether the clock there, or at Resend, agrees with ours. */
export async function checkSite({ baseUrl, database, resend }: Settings, world: World): Promise<Finding[]> {
  const { ok, hint, mend } = about('BASE_URL')
  if (!(await isServed(database)))
    return [hint('the site does not run, so this was not looked at. Start it, then ask again.'), ...(await checkClock(resend?.baseUrl, world))]
  try {
    const answer = await ask(`${baseUrl}/healthz`)
    const leadsHere = answer.status === 200 && (await answer.text()) === 'ok'
    const found = leadsHere
      ? ok(`${baseUrl} leads to the site`)
      : mend(`${baseUrl}/healthz answers ${answer.status} and not as the site does. Make the proxy pass every path on to PORT.`)
    return [found, ...(await checkClock(resend?.baseUrl ?? baseUrl, world))]
  } catch (error) {
    const reason = reasonOf(error)
    if (reason === 'ENOTFOUND') return [mend(`the name in ${baseUrl} is unknown. Add it to the DNS, or correct BASE_URL.`)]
    if (/CERT|ALTNAME|ISSUER|SSL|TLS/.test(reason)) return [mend(`${baseUrl} shows a certificate that browsers don’t trust (${reason}).`)]
    return [hint(`${baseUrl} can’t be reached from here (${reason}). If a browser elsewhere can’t either, look at the proxy, the firewall and the DNS.`)]
  }
}

function ask(address: string): Promise<Response> {
  return fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(patience) })
}

async function checkClock(address: string | undefined, world: World): Promise<Finding[]> {
  const { ok, hint, mend } = about('clock')
  if (address === undefined) return []
  const answer = await ask(address).catch(() => undefined)
  const theirs = Date.parse(answer?.headers.get('Date') ?? '')
  if (Number.isNaN(theirs)) return [hint('nobody could be asked for the time')]
  const seconds = Math.round(Math.abs(theirs - world.now().getTime()) / 1000)
  if (seconds < noticeable) return [ok(`right, as far as ${new URL(address).hostname} knows`)]
  const difference = `differs by ${seconds} s from that of ${new URL(address).hostname}. Let a time service (NTP) set it.`
  return [seconds < harmful ? hint(difference) : mend(difference)]
}

/** How long the certificate of BASE_URL is still good. */
export async function checkCertificate({ baseUrl }: Settings, world: World): Promise<Finding[]> {
  const { ok, hint, mend } = about('certificate')
  if (!baseUrl.startsWith('https:')) return [ok('none is needed for plain http')]
  const { hostname, port } = new URL(baseUrl)
  const socket = connect({ host: hostname, port: Number(port) || 443, servername: hostname, rejectUnauthorized: false })
  try {
    await once(socket, 'secureConnect', { signal: AbortSignal.timeout(patience) })
    return [judge(socket, world)]
  } catch (error) {
    return [hint(`it could not be seen from here (${reasonOf(error)})`)]
  } finally {
    socket.destroy()
  }

  function judge({ authorized, authorizationError }: TLSSocket, { now }: World): Finding {
    const { valid_from, valid_to } = socket.getPeerCertificate()
    if (Date.parse(valid_to) < now().getTime()) return mend('it has expired. Renew it, and find out why that did not happen by itself.')
    if (!authorized) return mend(`browsers don’t trust it (${authorizationError}). Get one for ${hostname} from a known authority, like Let’s Encrypt.`)
    return lifeLeft(Date.parse(valid_from), Date.parse(valid_to), now().getTime())
  }
}

/** Whether a certificate, good between two moments in milliseconds, should have been renewed by `now`. Some live for hours only. */
export function lifeLeft(from: number, to: number, now: number): Finding {
  const { ok, hint, mend } = about('certificate')
  const left = to - now
  const [length, unit] = left < 2 * hour ? [minute, 'minutes'] : left < 2 * day ? [hour, 'hours'] : [day, 'days']
  const text = `${Math.floor(left / length)} ${unit}`
  const isWithin = ({ days, part }: typeof soon) => left < Math.min(days * day, part * (to - from))
  if (isWithin(soon)) return (isWithin(veryLate) ? mend : hint)(`it expires in ${text}. See why it has not been renewed by itself.`)
  return ok(`good for ${text}`)
}

/** Whether the limits on abuse see people, or one proxy. */
export function checkProxies({ baseUrl, trustedProxies }: Settings): Finding[] {
  const { ok, mend } = about('proxies')
  const everybody = trustedProxies.find((range) => /\/0$/.test(range))
  if (everybody) return [mend(`TRUSTED_PROXIES has ${everybody}, which is everyone: anyone can claim to be anyone. Name your proxy’s address.`)]
  if (baseUrl.startsWith('https:') && trustedProxies.length === 0) {
    return [
      mend(
        'BASE_URL is https, so a proxy stands in front, but TRUSTED_PROXIES is empty: all visitors count as one, and share their limits. Set it to the address from which the proxy connects.',
      ),
    ]
  }
  return [ok(trustedProxies.length === 0 ? 'none' : `X-Forwarded-For counts from ${trustedProxies.join(', ')}`)]
}
