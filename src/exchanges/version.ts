import { createHash } from 'node:crypto'
import type { ExchangeDetails } from './exchange-details.ts'

/** What details were when a form was made, as a fingerprint each. Two tabs collide only over the same detail. */
export type Version = Partial<Record<keyof ExchangeDetails, string>>

/** The version of those details. */
export function versionOf(details: ExchangeDetails, which: (keyof ExchangeDetails)[]): Version {
  return Object.fromEntries(which.map((detail) => [detail, fingerprint(details[detail])]))
}

/** The fingerprint of one detail, 12 characters long. */
export function fingerprint(detail: ExchangeDetails[keyof ExchangeDetails]): string {
  return createHash('sha256').update(JSON.stringify(detail)).digest('base64url').slice(0, 12)
}

/** A version as it travels in a hidden field: `budget:Zq0…` and so on, between spaces. */
export function writeVersion(version: Version): string {
  return Object.entries(version)
    .map(([detail, print]) => `${detail}:${print}`)
    .join(' ')
}

/** The version that a form brought back; details that it does not name are changed whatever they were. */
export function readVersion(text: string): Version {
  return Object.fromEntries(text.split(' ').map((part) => [part.split(':')[0], part.split(':')[1]]))
}
