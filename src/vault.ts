import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeFolder, writeNewFile } from './database/durable-files.ts'
import { CannotStart } from './errors.ts'

/** Opens what was sealed, and knows again what was signed. */
export type Opener = Pick<Vault, 'open' | 'signatures' | 'isSealedHere'>

/** Seals texts with keys that are derived from a secret: the installation's, which is never in the database, or the key of an exchange. */
export type Vault = {
  /** Encrypts `text` so that only `open` with the same purpose and context gives it back. The result is ASCII; its length depends on the text's length alone. */
  seal(text: string, purpose: string, context: string): string
  /** Decrypts what `seal` made. Throws when it was changed, moved to another context, or sealed with an unknown secret. */
  open(sealed: string, purpose: string, context: string): string
  /** Whether one of its secrets sealed that, by the name of the key that stands in front. */
  isSealedHere(sealed: string): boolean
  /** A signature of `text` (32 bytes), for one purpose. */
  sign(text: string, purpose: string): Buffer
  /** The signatures of `text` with every known secret, the newest first: `sign` made one of them. */
  signatures(text: string, purpose: string): Buffer[]
  /** Whether `signature`, or its beginning of at least 16 bytes, is what `sign` made of `text` with any known secret. */
  isSignature(signature: Buffer, text: string, purpose: string): boolean
}

/**
 * A vault of AES-256-GCM and HMAC-SHA-256 with one key per purpose, by HKDF-SHA-256 (RFC 5869).
 * `secrets` is newest first: the first seals, all of them open.
 */
export function createVault(secrets: readonly [string, ...string[]]): Vault {
  const keys = new Map<string, Buffer>()
  const derive = (secret: string, purpose: string) => {
    const name = `${purpose}\0${secret}`
    const key = keys.get(name) ?? Buffer.from(hkdfSync('sha256', secret, 'sneaky-klaus', purpose, 32))
    keys.set(name, key)
    return key
  }
  return {
    seal(text, purpose, context) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', derive(secrets[0], purpose), nonce).setAAD(Buffer.from(context))
      const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return `${keyId(derive(secrets[0], 'key id'))}.${Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]).toString('base64url')}`
    },
    open(sealed, purpose, context) {
      const [id, body = ''] = sealed.split('.')
      const secret = secrets.find((candidate) => keyId(derive(candidate, 'key id')) === id)
      if (secret === undefined) throw new Error(`Nothing here opens what was sealed with the key ${id}.`)
      const bytes = Buffer.from(body, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', derive(secret, purpose), bytes.subarray(0, 12), { authTagLength: 16 })
      decipher.setAuthTag(bytes.subarray(12, 28)).setAAD(Buffer.from(context))
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
    },
    isSealedHere: (sealed) => secrets.some((candidate) => sealed.startsWith(`${keyId(derive(candidate, 'key id'))}.`)),
    sign: (text, purpose) => signature(derive(secrets[0], purpose), text),
    signatures: (text, purpose) => secrets.map((secret) => signature(derive(secret, purpose), text)),
    isSignature(candidate, text, purpose) {
      if (candidate.length < 16 || candidate.length > 32) return false
      return secrets.some((secret) => timingSafeEqual(signature(derive(secret, purpose), text).subarray(0, candidate.length), candidate))
    },
  }
}

/** How many bytes the text has that `seal` made this of. */
export function bytesSealedIn(sealed: string): number {
  return Buffer.byteLength(sealed.slice(sealed.indexOf('.') + 1), 'base64url') - 12 - 16
}

/** What `open` gives; undefined where it throws, since what is sealed was changed, or sealed with a secret that is not at hand. */
export function ifItOpens<Opened>(open: () => Opened): Opened | undefined {
  try {
    return open()
  } catch {
    return undefined
  }
}

function signature(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

function keyId(key: Buffer): string {
  return key.toString('hex', 0, 4)
}

/** The installation's secrets, newest first: those that were set, else those in the data folder, made at the first start. Throws CannotStart. */
export function loadSecrets(settings: { secretKeys: string[]; dataDir: string }): [string, ...string[]] {
  if (presentSecrets(settings).length === 0) writeSecret(secretFile(settings.dataDir), settings.dataDir)
  return presentSecrets(settings) as [string, ...string[]]
}

/** The installation's secrets, newest first, as far as there are any. Throws CannotStart when the file that holds them is damaged. */
export function presentSecrets({ secretKeys, dataDir }: { secretKeys: string[]; dataDir: string }): string[] {
  if (secretKeys.length > 0) return secretKeys
  const file = secretFile(dataDir)
  if (!existsSync(file)) return []
  const secrets = readFileSync(file, 'utf8')
    .split(',')
    .map((secret) => secret.trim())
  if (secrets.some((secret) => Buffer.byteLength(secret) < 32)) throw new CannotStart(`The key in ${file} is too short; restore it from your backup.`)
  return secrets
}

/** Where the secret is kept when none is set. */
export function secretFile(dataDir: string): string {
  return join(dataDir, 'secret.key')
}

/** What is sealed with a key that a power cut takes away stays shut, so the key is on the disk before it is used. */
function writeSecret(file: string, folder: string): void {
  makeFolder(folder)
  writeNewFile(file, `${randomBytes(32).toString('base64url')}\n`)
}
