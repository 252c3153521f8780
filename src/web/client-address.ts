import { getConnInfo } from '@hono/node-server/conninfo'
import ipaddr from 'ipaddr.js'
import type { AppContext } from './env.ts'

/**
 * Whose request this is, for limits: the socket's address, or, when that is a trusted proxy, the last address in
 * X-Forwarded-For that is not one. `Forwarded` (RFC 7239) is not read: a proxy that writes only one of the two would let
 * visitors write the other. An IPv6 address counts by its /64, which one household or server has for itself.
 */
export function clientAddress(c: AppContext): string {
  const { trustedProxies } = c.var.services
  const forwarded = (c.req.header('X-Forwarded-For') ?? '').split(',').map(withoutPort)
  let client = parse(getConnInfo(c).remote.address ?? '')
  while (client !== undefined && isTrusted(client, trustedProxies)) {
    const before = parse(forwarded.pop() ?? '')
    if (before === undefined) break
    client = before
  }
  return client === undefined ? 'unknown' : network(client)
}

const proxyHeaders = ['X-Forwarded-For', 'X-Forwarded-Host', 'X-Forwarded-Proto', 'X-Real-IP', 'Forwarded', 'Via']

/** Whether a request seems to have come through a proxy, trusted or not. For what may be forged without harm. */
export function comesThroughProxy(c: AppContext): boolean {
  const peer = parse(getConnInfo(c).remote.address ?? '')
  return proxyHeaders.some((name) => c.req.header(name) !== undefined) || (peer !== undefined && isTrusted(peer, c.var.services.trustedProxies))
}

type Address = ipaddr.IPv4 | ipaddr.IPv6

/** An entry as proxies write it: bare, or with a port and, for IPv6, brackets; quoted, or with the zone of a link-local address. */
function withoutPort(entry: string): string {
  const plain = entry
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .trim()
  const [, bracketed, dotted] = /^\[([^\]]*)\](?::\d*)?$|^(\d+\.\d+\.\d+\.\d+):\d*$/.exec(plain) ?? []
  return (bracketed ?? dotted ?? plain).replace(/%.*$/, '')
}

function parse(address: string): Address | undefined {
  // Shorter and octal forms of IPv4 mean different addresses to different readers.
  const isRead = address.includes(':') ? ipaddr.IPv6.isValid(address) : ipaddr.IPv4.isValidFourPartDecimal(address)
  return isRead ? ipaddr.process(address) : undefined
}

function isTrusted(address: Address, ranges: string[]): boolean {
  return ranges.some((range) => {
    const [network, bits] = range.includes('/') ? ipaddr.parseCIDR(range) : [ipaddr.process(range), undefined]
    if (network.kind() !== address.kind()) return false
    return address.match(network, bits ?? (address.kind() === 'ipv4' ? 32 : 128))
  })
}

function network(address: Address): string {
  if (address.kind() === 'ipv4') return address.toString()
  return `${(address as ipaddr.IPv6).parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`
}
