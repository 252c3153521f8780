import type { MiddlewareHandler } from 'hono'
import { WrongOrigin } from '../errors.ts'
import { paths } from '../paths.ts'
import type { Env } from './env.ts'
import { plainOrigin } from './right-address.ts'

const contentSecurityPolicy = [
  "default-src 'none'",
  ...['script-src', 'style-src', 'img-src', 'font-src', 'connect-src', 'form-action', 'manifest-src'].map((what) => `${what} 'self'`),
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/**
 * The headers of every answer: only our own files run or show, nobody frames us, nothing tells other sites where people were,
 * and nothing is kept, unless an answer says otherwise. What only browsers of long ago heed is left out. They stand on Node's response before there is an answer, since
 * changing each answer would take as long as making it.
 */
export function standingHeaders(baseUrl: string): MiddlewareHandler<Env> {
  const headers = new Map([
    ['Cache-Control', 'no-store'],
    ['Content-Security-Policy', contentSecurityPolicy],
    ['Cross-Origin-Resource-Policy', 'same-origin'],
    ['Permissions-Policy', ['camera', 'microphone', 'geolocation', 'payment', 'usb'].map((feature) => `${feature}=()`).join(', ')],
    ['Referrer-Policy', 'same-origin'],
    ['X-Content-Type-Options', 'nosniff'],
    ['X-Frame-Options', 'DENY'],
  ])
  // Over plain http browsers ignore these two, and complain of one.
  if (baseUrl.startsWith('https:')) headers.set('Strict-Transport-Security', 'max-age=31536000').set('Cross-Origin-Opener-Policy', 'same-origin')
  return (c, next) => {
    c.env.outgoing.setHeaders(headers)
    return next()
  }
}

/**
 * Refuses what another site makes a browser send. Every method that may change something must come from our own pages
 * (`Sec-Fetch-Site`) or name our own origin; a request that says neither is refused. Throws WrongOrigin.
 */
export const sameOriginOnly: MiddlewareHandler<Env> = (c, next) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD' || isFromMailPrograms(c.req.path)) return next()
  if (!comesFromHere(c.req.header('Sec-Fetch-Site'), c.req.header('Origin'), c.var.services.baseUrl)) {
    throw new WrongOrigin('That form came from another origin.')
  }
  return next()
}

/** Mail programs send neither header; the secret in this address is all they can show (RFC 8058). */
function isFromMailPrograms(path: string): boolean {
  return path.startsWith(paths.unsubscribe('')) || path.startsWith(paths.decline(''))
}

function comesFromHere(site: string | undefined, origin: string | undefined, baseUrl: string): boolean {
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  return origin !== undefined && plainOrigin(origin) === plainOrigin(baseUrl)
}
