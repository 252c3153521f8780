import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createVault, loadSecrets } from '../../src/vault.ts'
import { temporaryFolder } from '../support/folder.ts'

const [secret, older] = ['s'.repeat(32), 'o'.repeat(32)]
const vault = createVault([secret])

test('what is sealed opens for the same purpose and context, and for no other', () => {
  const sealed = vault.seal('Grüße', 'match', 'a')
  expect(vault.open(sealed, 'match', 'a')).toBe('Grüße')
  expect(() => vault.open(sealed, 'mail', 'a')).toThrow()
  expect(() => vault.open(sealed, 'match', 'b')).toThrow()
})

test('the same text is sealed differently each time, and equally long texts equally long', () => {
  const seals = ['Bob', 'Eve', 'Bob'].map((text) => vault.seal(text, 'match', 'a'))
  expect(new Set(seals).size).toBe(3)
  expect(new Set(seals.map((sealed) => sealed.length)).size).toBe(1)
})

test('every changed character is noticed', () => {
  const sealed = vault.seal('Bob', 'match', 'a')
  for (let place = 0; place < sealed.length; place++) {
    const changed = sealed.slice(0, place) + (sealed[place] === 'A' ? 'B' : 'A') + sealed.slice(place + 1)
    // The last character of base64 carries bits that decode to nothing; what opens then must be the very same.
    if (
      Buffer.from(changed.split('.')[1] ?? '', 'base64url').equals(Buffer.from(sealed.split('.')[1] ?? '', 'base64url')) &&
      changed.split('.')[0] === sealed.split('.')[0]
    )
      continue
    expect(() => vault.open(changed, 'match', 'a')).toThrow()
  }
})

test('after a change of secret the old one still opens, and the new one seals', () => {
  const rotated = createVault([secret, older])
  const before = createVault([older]).seal('Bob', 'match', 'a')
  expect(rotated.open(before, 'match', 'a')).toBe('Bob')
  expect(vault.open(rotated.seal('Bob', 'match', 'a'), 'match', 'a')).toBe('Bob')
  expect(() => vault.open(before, 'match', 'a')).toThrow('Nothing here opens')
})

test('after a change of secret a text has a signature of each, the new one first', () => {
  const signatures = createVault([secret, older]).signatures('Bob', 'list')
  expect(signatures).toEqual([vault.sign('Bob', 'list'), createVault([older]).sign('Bob', 'list')])
  expect(vault.signatures('Bob', 'list')).not.toEqual(vault.signatures('Bob', 'other'))
})

test('the secret is made at the first start, for the owner alone, and kept', () => {
  const dataDir = join(temporaryFolder(), 'data')
  const [made] = loadSecrets({ secretKeys: [], dataDir })
  expect(Buffer.from(made, 'base64url')).toHaveLength(32)
  expect(loadSecrets({ secretKeys: [], dataDir })).toEqual([made])
  expect(statSync(join(dataDir, 'secret.key')).mode & 0o777).toBe(0o600)
  expect(readFileSync(join(dataDir, 'secret.key'), 'utf8')).toBe(`${made}\n`)
})

test('a secret that was set needs no file, and a file cut short stops the start', () => {
  const dataDir = temporaryFolder()
  expect(loadSecrets({ secretKeys: [secret, older], dataDir })).toEqual([secret, older])
  writeFileSync(join(dataDir, 'secret.key'), 'short')
  expect(() => loadSecrets({ secretKeys: [], dataDir })).toThrow('too short')
})
