import { pageOf, paths } from '../paths.ts'
import { comesThroughProxy } from './client-address.ts'
import type { AppContext } from './env.ts'

/**
 * The URL of this page under `BASE_URL`, when the browser came by another one, like an IP address: forms are refused there,
 * and links in e-mails lead elsewhere. Undefined where it is right, or where a proxy may have put a name of its own into `Host`.
 */
export function rightAddress(c: AppContext): string | undefined {
  const { baseUrl } = c.get('services')
  const host = c.req.header('Host')
  if (host === undefined || baseUrl.endsWith(`://${host}`)) return undefined
  const isProxied = comesThroughProxy(c)
  const [forwarded] = (c.req.header('X-Forwarded-Host') ?? '').split(',')
  if ([host, forwarded].some((name) => leadsTo(name, baseUrl, isProxied))) return undefined
  if (isProxied && !forwarded && !isOwnPage(c, host)) return undefined
  return readHost(forwarded || host) && baseUrl + pagePath(c)
}

/** The origin of a site as it is compared: a dot at the end of a host makes no other. */
export function plainOrigin(origin: string): string {
  return origin.replace(/\.(?=:\d+$|$)/, '')
}

function leadsTo(host: string | undefined, baseUrl: string, isProxied: boolean): boolean {
  const [came, right] = [readHost(host), new URL(baseUrl)]
  if (came === undefined || came.hostname !== plainOrigin(right.hostname)) return false
  // A proxy may leave out the port, or name its own; and one that is not known as such may end TLS.
  return isProxied || came.port === right.port || (right.protocol === 'https:' && came.port === '443')
}

function readHost(host: string | undefined): URL | undefined {
  const url = host ? URL.parse(`http://${host.trim()}`) : null
  if (url === null || url.pathname !== '/') return undefined
  url.hostname = plainOrigin(url.hostname)
  return url
}

/** Whether the browser itself says, by the page that it comes from, that it knows the site by this name. */
function isOwnPage(c: AppContext, host: string): boolean {
  return [c.req.header('Referer'), c.req.header('Origin')].some((from) => from !== undefined && URL.parse(from)?.host === host.toLowerCase())
}

function pagePath(c: AppContext): string {
  const { pathname, search } = new URL(c.req.url)
  return c.req.method === 'POST' ? (pageOf(pathname) ?? paths.landing()) : pathname + search
}
