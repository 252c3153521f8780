import { countries, distinctive, othersDomains, providers } from './providers.ts'

/** Endings that exist beside “.com”, and are mostly meant to be it. */
const halfCom = new Set(['co', 'cm', 'om', 'cam'])

/**
 * The address that was likely meant by one whose domain is a single slip from a common provider's, like “gmail.com” for “gmial.com”: a
 * letter too many, missing, wrong, or two of them swapped (Damerau 1964). Undefined for all others, which need no question. Takes an
 * address as it is stored, and changes nothing.
 */
export function likelyMeant(address: string): string | undefined {
  const at = address.lastIndexOf('@')
  const domain = likelyDomain(address.slice(at + 1))
  return domain === undefined ? undefined : address.slice(0, at + 1) + domain
}

function likelyDomain(domain: string): string | undefined {
  const [name = '', ...rest] = domain.split('.')
  const ending = rest.join('.')
  const endings = providers.get(name)
  if (endings?.includes(ending) || othersDomains.has(domain)) return undefined
  const [meantName, meantEnding] = endings ? [name, likelyEnding(name, ending, endings)] : [likelyName(name, ending), ending]
  return meantName !== undefined && meantEnding !== undefined ? `${meantName}.${meantEnding}` : undefined
}

function likelyEnding(name: string, ending: string, endings: readonly string[]): string | undefined {
  const isHalf = halfCom.has(ending) && endings.includes('com') && name.length > 4
  // Of a country that exists, the provider may have a domain that nobody told us.
  if (!isHalf && countries.has(ending.replace(/^com?\./, ''))) return undefined
  return isHalf ? 'com' : endings.find((candidate) => isOneSlip(ending, candidate))
}

function likelyName(name: string, ending: string): string | undefined {
  return distinctive.find((provider) => providers.get(provider)?.includes(ending) && isSlipOf(name, provider))
}

/** Short names, and those that differ in the first letter, are too often somebody else's. */
function isSlipOf(name: string, provider: string): boolean {
  if (provider.length < 5) return isSwapped(name, provider) || (name.length > provider.length && isOneSlip(name, provider) && /(.)\1/.test(name))
  const hasOtherStart = name.slice(1) === provider.slice(1) || name === provider.slice(1)
  if (hasOtherStart && provider.length < 7) return false
  return isOneSlip(name, provider)
}

/** Whether one letter too many, missing or wrong, or two neighbours swapped, is all that two words differ in. */
function isOneSlip(one: string, other: string): boolean {
  if (one === other) return false
  let same = 0
  while (one[same] === other[same] && same < one.length) same++
  const [left, right] = [one.slice(same), other.slice(same)]
  return left.slice(1) === right.slice(1) || left.slice(1) === right || left === right.slice(1) || isSwapped(left, right)
}

/** Whether two words differ in two neighbouring letters that have changed places. */
function isSwapped(one: string, other: string): boolean {
  if (one === other || one.length !== other.length) return false
  let same = 0
  while (one[same] === other[same]) same++
  return one[same] === other[same + 1] && one[same + 1] === other[same] && one.slice(same + 2) === other.slice(same + 2)
}
