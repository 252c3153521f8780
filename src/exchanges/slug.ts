import type { World } from '../world.ts'

const letters = '0123456789abcdefghjkmnpqrstvwxyz'

/** What makes an invitation link: 16 letters of 5 random bits each, so that nobody guesses one. */
export function newSlug(world: World): string {
  return [...world.randomBytes(16)].map((byte) => letters[byte % 32]).join('')
}
