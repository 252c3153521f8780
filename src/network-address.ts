import { isIP } from 'node:net'

/** The host of a URL without the brackets that an address of IPv6 has there. */
export function withoutBrackets(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1')
}

/** Whether the host of a URL is this machine. */
export function isLoopback(host: string): boolean {
  const name = withoutBrackets(host)
  return name === 'localhost' || name.endsWith('.localhost') || name === '::1' || (isIP(name) === 4 && name.startsWith('127.'))
}

/** Why nobody can listen on that, as the end of a sentence; undefined when it may be an address to listen on. */
export function hostProblem(host: string): string | undefined {
  if (isIP(withoutBrackets(host)) !== 0 || /^[\w.-]+$/.test(host)) return undefined
  return 'must be an address to listen on, like 0.0.0.0 or 127.0.0.1, without a port'
}

/** Why that is no plain address of the web, as the end of a sentence; undefined when it is one. */
export function webAddressProblem(address: string): string | undefined {
  if (!/^https?:\/\/[^\s]+$/i.test(address) || !URL.canParse(address)) return 'must be an http or https address, like https://klaus.example.org'
  const { username, password, search, hash } = new URL(address)
  return username + password + search + hash === '' && !/[?#]$/.test(address) ? undefined : 'must be without user, password, ? and #'
}

/** Why a site can’t have that address, as the end of a sentence; undefined when it can. */
export function originProblem(address: string): string | undefined {
  const problem = webAddressProblem(address)
  if (problem !== undefined) return problem
  const { pathname } = new URL(address)
  return pathname === '/' ? undefined : `must be without a path, like ${originOf(address)}: the site needs a host, or a port, of its own`
}

/** As browsers write it, whatever was typed: cookies and the answers to other sites go by it. */
export function originOf(address: string): string {
  return new URL(address).origin
}

/** The addresses and ranges of a list with commas. */
export function rangesIn(list: string): string[] {
  return list === '' ? [] : list.split(',').map((range) => range.trim())
}

/** Whether that is an address, or a range of addresses (CIDR). */
export function isRange(range: string): boolean {
  const [address = '', bits, ...rest] = range.split('/')
  const longest = isIP(address) === 4 ? 32 : 128
  return isIP(address) !== 0 && rest.length === 0 && (bits === undefined || (/^(0|[1-9]\d{0,2})$/.test(bits) && Number(bits) <= longest))
}
