import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { Forbidden } from '../errors.ts'
import { paths } from '../paths.ts'
import type { Site } from './parts.ts'

/** The headers of every answer: only our own files run or show, nobody frames us, nothing tells other sites where people were. */
export function securityHeaders(baseUrl: string): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      manifestSrc: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    strictTransportSecurity: baseUrl.startsWith('https:') ? 'max-age=31536000' : false,
    // What only browsers of long ago heed, or what says what they do anyway, is left out: it would be a tenth of a small page.
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
    originAgentCluster: false,
    permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [], usb: [] },
  })
}

/**
 * Refuses what another site makes a browser send. Every method that may change something must come from our own pages
 * (`Sec-Fetch-Site`) or name our own origin; a request that says neither is refused. Throws Forbidden.
 */
export const sameOriginOnly: MiddlewareHandler<Site> = async (c, next) => {
  if (isFromMailPrograms(c.req.path)) return next()
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD' && !comesFromHere(c.req.header('Sec-Fetch-Site'), c.req.header('Origin'), c.var.parts.baseUrl)) {
    throw new Forbidden('This form was sent from another site, so nothing was changed.')
  }
  await next()
}

/** Mail programs send neither header; the secret in this address is all they can show (RFC 8058). */
function isFromMailPrograms(path: string): boolean {
  return path.startsWith(paths.unsubscribe(''))
}

function comesFromHere(site: string | undefined, origin: string | undefined, baseUrl: string): boolean {
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  return origin === baseUrl
}
