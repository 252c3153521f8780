import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { Overloaded } from '../errors.ts'

const derive = promisify(argon2)

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. Raise them, and hashes follow at the next sign-in. */
const parameters = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }

/** A password's argon2id hash as a PHC string. Throws Overloaded when too many are waiting. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const tag = await inTurn(() => derive('argon2id', { ...parameters, message: password.normalize('NFC'), nonce: salt }))
  return `$argon2id$v=19$m=${parameters.memory},t=${parameters.passes},p=${parameters.parallelism}$${base64(salt)}$${base64(tag)}`
}

/**
 * Whether `password` is the one that `hash` was made from. Without a hash it takes as long and answers no, so that
 * the time does not tell whether an account exists. Throws Overloaded when too many are waiting.
 */
export async function isPassword(password: string, hash: string | null | undefined): Promise<boolean> {
  const { memory, passes, parallelism, salt, tag } = parse(hash ?? nobody)
  const actual = await inTurn(() => derive('argon2id', { memory, passes, parallelism, tagLength: tag.length, message: password.normalize('NFC'), nonce: salt }))
  return timingSafeEqual(actual, tag) && typeof hash === 'string'
}

/** Whether a hash was made with weaker parameters than today's and should be made anew. */
export function isOutdated(hash: string): boolean {
  const { memory, passes, parallelism } = parse(hash)
  return memory !== parameters.memory || passes !== parameters.passes || parallelism !== parameters.parallelism
}

const nobody = `$argon2id$v=19$m=${parameters.memory},t=${parameters.passes},p=${parameters.parallelism}$${base64(Buffer.alloc(16))}$${base64(Buffer.alloc(32))}`

function parse(hash: string) {
  const [, , , numbers = '', salt = '', tag = ''] = hash.split('$')
  const [memory = 0, passes = 0, parallelism = 0] = numbers.split(',').map((pair) => Number(pair.slice(2)))
  return { memory, passes, parallelism, salt: Buffer.from(salt, 'base64'), tag: Buffer.from(tag, 'base64') }
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '')
}

/** Each hash takes a thread and 19 MiB for a while: two at once, sixteen waiting, the rest come back later. */
const atOnce = 2
const longestQueue = 16
let running = 0
const queue: (() => void)[] = []

async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (running >= atOnce) {
    if (queue.length >= longestQueue) throw new Overloaded(5)
    await new Promise<void>((resolve) => queue.push(resolve))
  } else {
    running++
  }
  try {
    return await work()
  } finally {
    const next = queue.shift()
    if (next) next()
    else running--
  }
}
