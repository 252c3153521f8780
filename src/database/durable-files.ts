import { chmodSync, closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { CannotStart } from '../errors.ts'

/** Throws CannotStart when there is something of that name already. */
export function mustNotExist(file: string): void {
  if (existsSync(file)) throw new CannotStart(`${file} exists already, and nothing is ever overwritten. Choose another name.`)
}

/** Gives a whole and synced file its final name, unless something has that name: then it throws CannotStart. */
export function giveNewName(part: string, file: string): void {
  try {
    // A rename would replace what another process has put there meanwhile; a link never does.
    linkSync(part, file)
    rmSync(part)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') mustNotExist(file)
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error
    mustNotExist(file)
    renameSync(part, file)
  }
  sync(dirname(file))
}

/**
 * Makes a folder for its owner alone, and those above it, where they are missing. One by one, since Node's own way of making
 * several never ends where the file system has no room for any, as in /proc.
 */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!existsSync(folder)) throw error
  }
}

/** Writes a new file for its owner alone, which is there whole or not at all. Throws CannotStart when it exists already. */
export function writeNewFile(file: string, content: string): void {
  const part = `${file}.${process.pid}.part`
  try {
    writeFileSync(part, content, { mode: 0o600 })
    chmodSync(part, 0o600)
    sync(part)
    giveNewName(part, file)
  } finally {
    rmSync(part, { force: true })
  }
}

/** Waits until a file, or the names in a folder, are on the disk. */
export function sync(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** A moment as a part of a file's name, like 2026-12-24T18-00-00.000. */
export function stampOf(moment: Date): string {
  return moment.toISOString().replaceAll(':', '-').slice(0, 23)
}
