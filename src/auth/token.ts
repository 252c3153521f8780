import { hash } from 'node:crypto'
import type { World } from '../world.ts'

/** A secret of 256 random bits in URL-safe base64: 43 characters. */
export function newToken(world: World): string {
  return world.randomBytes(32).toString('base64url')
}

/** What is stored of a secret: its SHA-256 in hexadecimal. The secret's own randomness makes a slow hash needless. */
export function hashToken(token: string): string {
  return hash('sha256', token)
}
