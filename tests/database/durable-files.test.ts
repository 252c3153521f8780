import fs, { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { copyPrivately, giveNewName, writeNewFile } from '../../src/database/durable-files.ts'
import { temporaryFolder } from '../support/folder.ts'

type Call = 'linkSync' | 'chmodSync' | 'fsyncSync' | 'renameSync'

/** Lets a call to the file system fail as some file systems do, until the test ends. */
function fail(call: Call, code: string): void {
  const real = fs[call]
  const syscall = call.replace('Sync', '')
  Object.assign(fs, {
    [call]: () => {
      throw Object.assign(new Error(`${code}: ${syscall}`), { code, syscall })
    },
  })
  syncBuiltinESMExports()
  onTestFinished(() => {
    Object.assign(fs, { [call]: real })
    syncBuiltinESMExports()
  })
}

function listen(): () => string {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  onTestFinished(() => said.mockRestore())
  return () => said.mock.calls.join('\n')
}

describe('on a file system', () => {
  test.each(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL', 'EACCES', 'EMLINK'])('without links, which says %s, files get their names', (code) => {
    const file = join(temporaryFolder(), 'file')
    fail('linkSync', code)
    writeNewFile(file, 'one')
    expect(readFileSync(file, 'utf8')).toBe('one')
    expect(() => writeNewFile(file, 'two')).toThrow('exists already')
    expect(readFileSync(file, 'utf8')).toBe('one')
    expect(fs.readdirSync(join(file, '..'))).toEqual(['file'])
  })

  test.each(['EPERM', 'EINVAL', 'ENOTSUP', 'EBADF', 'EISDIR'])('that can’t say when names are on the disk (%s), files are written', (code) => {
    const file = join(temporaryFolder(), 'file')
    fail('fsyncSync', code)
    writeNewFile(file, 'one')
    expect(readFileSync(file, 'utf8')).toBe('one')
  })

  test.each(['EPERM', 'ENOTSUP', 'ENOSYS', 'EROFS'])('that sets no modes (%s), files are written, with one warning for a folder', (code) => {
    const folder = temporaryFolder()
    const said = listen()
    fail('chmodSync', code)
    for (const name of ['one', 'two']) writeNewFile(join(folder, name), name)
    copyPrivately(join(folder, 'one'), join(folder, 'three'))
    expect(readFileSync(join(folder, 'three'), 'utf8')).toBe('one')
    expect(said()).toBe(
      `Warning: files in ${folder} may be readable by others, since their mode can’t be set (chmod: ${code}). Close a folder above it, or mount it for one user.`,
    )
  })

  test.each<[Call, string]>([
    ['fsyncSync', 'EIO'],
    ['fsyncSync', 'ENOSPC'],
    ['chmodSync', 'EIO'],
  ])('whose disk fails (%s, %s), nothing is taken for written', (call, code) => {
    const file = join(temporaryFolder(), 'file')
    fail(call, code)
    expect(() => writeNewFile(file, 'one')).toThrow(code)
    expect(existsSync(file)).toBe(false)
  })

  test('where a link and a name both fail, it is said', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'part'), 'x')
    fail('linkSync', 'EPERM')
    fail('renameSync', 'EROFS')
    expect(() => giveNewName(join(folder, 'part'), join(folder, 'file'))).toThrow('EROFS')
  })
})

test('a copy is whole, private, and replaces nothing', () => {
  const folder = temporaryFolder()
  const [file, copy] = [join(folder, 'file'), join(folder, 'copy')]
  const bytes = Buffer.from(Array.from({ length: 3_000_001 }, (_, n) => n % 251))
  writeFileSync(file, bytes, { mode: 0o644 })
  copyPrivately(file, copy)
  expect([readFileSync(copy).equals(bytes), statSync(copy).mode & 0o777]).toEqual([true, 0o600])
  expect(() => copyPrivately(file, copy)).toThrow('EEXIST')
})
