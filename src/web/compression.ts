import { gzipSync } from 'node:zlib'
import type { Context } from 'hono'
import { parseAccept } from 'hono/utils/accept'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { AppContext } from './env.ts'

export type Encoding = 'br' | 'gzip'

/** Negotiates an encoding: which of those `offered` the browser prefers, of equals the first; undefined for none. */
export function chooseEncoding(c: Context, offered: Encoding[]): Encoding | undefined {
  const accepted = parseAccept(c.req.header('Accept-Encoding') ?? '')
  const liking = (name: string) => accepted.find(({ type }) => type.toLowerCase() === name)?.q
  const quality = (encoding: Encoding) => liking(encoding) ?? liking('*') ?? 0
  const [best] = offered.toSorted((one, other) => quality(other) - quality(one))
  const isWelcome = best !== undefined && quality(best) > 0 && quality(best) >= (liking('identity') ?? 0)
  return isWelcome ? best : undefined
}

/** Longer pages, in characters, are organisers'. */
const long = 16_384

/** Shorter pages, in characters, fit into the first packet anyway. */
const worthIt = 1024

/**
 * Answers with a page or a part of one, compressed where that is worth it and gives nothing away. `varyBy` is a header of the
 * request, beside the accepted encodings and languages and the cookies, on which the answer depends. Like the standing headers, `Vary` goes to Node's own response.
 */
export function sendHtml(c: AppContext, html: string, status: ContentfulStatusCode, varyBy: string): Response {
  c.env.outgoing.setHeader('Vary', `${varyBy}, Accept-Encoding, Accept-Language, Cookie`)
  if (html.length < worthIt || isBroughtBySomebodyElse(c) || !chooseEncoding(c, ['gzip'])) return c.html(html, status)
  c.header('Content-Encoding', 'gzip')
  // At once: handing some kilobytes to another thread costs more than compressing them. Level 3 takes a quarter less time than the
  // usual 6, which is 5 to 8 % of all that a page takes, for 2 to 3 % more bytes; the result fits into few small chunks. Long pages, which few ask for, take the usual.
  return c.body(gzipSync(html, { level: html.length < long ? 3 : 6, chunkSize: 4096 }), status, { 'Content-Type': 'text/html; charset=UTF-8' })
}

/**
 * Whether another site made the browser ask, with the cookies of whoever sits there. It could choose words of the page by
 * its address, and see by its length how they compress beside what that person alone may read (https://breachattack.com).
 */
function isBroughtBySomebodyElse(c: Context): boolean {
  const site = c.req.header('Sec-Fetch-Site')
  return (site === 'cross-site' || site === 'same-site') && Boolean(c.req.header('Cookie'))
}
