/**
 * Domains that anybody may have and that mail programs link wherever they see one. Those that are a surname or a title as well
 * (.page, .best, .link, .med) are among `surnames`, and the domains of countries are left out: “J.de Vries” and “Mr.Ng” are names.
 */
const genericDomains = new Set(
  `com net org info biz edu gov mil mobi xxx
   app dev xyz online site website web shop store club live icu top vip loan work space tech blog cloud click email
   chat news media agency digital design world today life fun game games zone guru network solutions services systems company support
   center group host press wiki download stream review trade party racing science cricket accountant buzz cyou quest monster
   sbs cfd lol zip mov bot casino poker porn sex webcam photos pics video audio software hosting education university social community
   foundation delivery restaurant`.split(/\s+/),
)

/** Under these a host is what is written all in small letters, and longer than initials and titles are: “evil.link”, but not “J.Link” or “Sr.Page”. */
const surnames = /^(?:[\p{Ll}\p{N}-]+\.)*[\p{Ll}\p{N}-]{4,}\.(?:page|best|link)$/u

const scheme = /[a-z][a-z0-9+.-]*:\/\/|\b(?:https?|ftp|mailto|tel|sms|javascript|data|file):\S/i
const withoutScheme = /(?<![\p{L}\p{N}:])\/\/(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}/iu
const startsWithWww = /(?<![\p{L}\p{N}])www\d*\.[\p{L}\p{N}]/iu
const emailAddress = /[^\s@]@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}|[^\s@]@\[?\d+(?:\.\d+){3}/u
const hostWithPath = /(?:[\p{L}\p{N}-]+\.)+(?:\p{L}{2,}|xn--[a-z0-9-]+)(?::\d|\/|[?#]\S)/iu
const numericHost = /(?<![\p{L}\p{N}.])\d{1,3}(?:\.\d{1,3}){3}(?![\p{L}\p{N}.])/u

/** Longer than any name, which is refused for that. */
const longest = 2000

/**
 * Whether a name holds what people or mail programs take for an address: a scheme, `www.`, an e-mail address, a host with a path, or,
 * as a word by itself, a host under a generic domain. Dots alone do not make one, nor does an @ or a slash. What is longer than any name is not looked at.
 */
export function holdsAddress(name: string): boolean {
  if (name.length > longest) return false
  // Other writings of the same dot, slash and @ lead to the same place.
  const plain = name.normalize('NFKC').replaceAll(/[。｡]/g, '.')
  return (
    [scheme, withoutScheme, startsWithWww, emailAddress, hostWithPath, numericHost].some((shape) => shape.test(plain)) ||
    plain.split(/[^\p{L}\p{N}.-]+/u).some(isHost)
  )
}

function isHost(word: string): boolean {
  const bare = word.replace(/^[.-]+|[.-]+$/g, '')
  if (surnames.test(bare)) return true
  const labels = bare.split('.')
  return labels.length > 1 && labels.every(Boolean) && genericDomains.has((labels.at(-1) as string).toLowerCase())
}
