import type { DeadLink } from '../errors.ts'
import { paths } from '../paths.ts'

/** What a link that leads nowhere was meant to be: the path of a page, or a secret that was cut off or grew. */
type Meant = { path: string; slug?: string } | { dead: 'invitation' | DeadLink['purpose'] }

const host = '(?:.*https?:/+[^/]+)?'
const invitation = new RegExp(`^${host}/+exchange/+(.+)$`, 'is')
const secretLinks: { shape: RegExp; dead: DeadLink['purpose']; pathTo(token: string): string }[] = [
  { shape: new RegExp(`^${host}/+auth/+magic/+(.+)$`, 'is'), dead: 'sign-in', pathTo: paths.magicLink },
  { shape: new RegExp(`^${host}/+admin/+reset-password/+(.+)$`, 'is'), dead: 'password', pathTo: paths.resetPassword },
  { shape: new RegExp(`^${host}/+reminders/+unsubscribe/+(.+)$`, 'is'), dead: 'reminders', pathTo: paths.unsubscribe },
  { shape: new RegExp(`^${host}/+participation/+decline/+(.+)$`, 'is'), dead: 'declining', pathTo: paths.decline },
]

/**
 * What was meant by a link that was hurt on its way through a chat or a mail program, which take signs behind it for a part of it, break
 * it into lines, or write it in capitals: a path, with the slug when it is an invitation. `isPage` tells whether a path leads somewhere. Undefined where nobody can tell.
 */
export function meantBy(path: string, isPage: (path: string) => boolean): Meant | undefined {
  const plain = withoutZeroWidths(decoded(path))
  const invited = invitation.exec(plain)?.[1]
  if (invited !== undefined) return meantInvitation(invited)
  for (const { shape, dead, pathTo } of secretLinks) {
    const rest = shape.exec(plain)?.[1]
    if (rest === undefined) continue
    const token = tokenIn(rest) ?? tokenIn(rest.replaceAll(/=?\s+/g, ''))
    return token === undefined ? { dead } : { path: pathTo(token) }
  }
  const trimmed = plain.replaceAll(/\/+/g, '/').replace(/[^a-z0-9]+$/i, '')
  // In a secret capitals matter.
  const candidates = /[\w-]{43}/.test(trimmed) ? [trimmed] : [trimmed, trimmed.toLowerCase()]
  return candidates.filter((candidate) => candidate !== path && isPage(candidate)).map((candidate) => ({ path: candidate }))[0]
}

function meantInvitation(rest: string): Meant {
  return invitationIn(rest) ?? invitationIn(rest.replaceAll(/=?\s+/g, '')) ?? { dead: 'invitation' }
}

/** A slug, and behind it the page, as far as it was not cut off. */
function invitationIn(rest: string): Meant | undefined {
  const [, typed = '', behind = ''] = /^([0-9a-z]{16})(?![0-9a-z])(.*)$/is.exec(rest) ?? []
  if (typed === '') return undefined
  // Slugs have none of these letters, which people read for the digits that they look like.
  const slug = typed.toLowerCase().replaceAll('o', '0').replaceAll(/[il]/g, '1')
  const [page = ''] = /^\/+([a-z-]*)/i.exec(behind) ?? []
  const word = page.replaceAll('/', '').replace(/-+$/, '').toLowerCase()
  if ('register'.startsWith(word)) return { path: paths.register(slug), slug }
  return 'request-access'.startsWith(word) ? { path: paths.requestAccess(slug), slug } : undefined
}

/** The 43 characters that a secret has, when nothing stands behind them but what may have come from around it. */
function tokenIn(rest: string): string | undefined {
  return /^([\w-]{43})[-_]*(?![\w-])/.exec(rest)?.[1]
}

/** Percent signs may have been escaped themselves. */
function decoded(path: string): string {
  let text = path
  for (let round = 0; round < 3 && /%[0-9a-f]{2}/i.test(text); round++) text = text.replaceAll(/(?:%[0-9a-f]{2})+/gi, decodedEscapes)
  return text
}

function decodedEscapes(escapes: string): string {
  return Buffer.from(escapes.replaceAll('%', ''), 'hex').toString('utf8')
}

function withoutZeroWidths(path: string): string {
  return path.replaceAll(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
}
