import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
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
    // Many file systems have no links, and say so in as many ways.
    if ((error as NodeJS.ErrnoException).syscall !== 'link') throw error
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
    keepPrivate(part)
    sync(part)
    giveNewName(part, file)
  } finally {
    rmSync(part, { force: true })
  }
}

/** Writes a file for its owner alone in the place of the one that has its name, if there is one: there is the old one or the new one at any moment. */
export function replaceFile(file: string, content: string): void {
  const part = `${file}.${process.pid}.part`
  try {
    writeFileSync(part, content, { mode: 0o600 })
    keepPrivate(part)
    sync(part)
    renameSync(part, file)
    sync(dirname(file))
  } finally {
    rmSync(part, { force: true })
  }
}

/** Copies a file into a new one, for its owner alone, and waits until it is on the disk. Node's own way fails where the mode can't be set. */
export function copyPrivately(file: string, copy: string): void {
  const [from, to] = [openSync(file, 'r'), openSync(copy, 'wx', 0o600)]
  try {
    const buffer = Buffer.alloc(1024 * 1024)
    for (let size = readSync(from, buffer); size > 0; size = readSync(from, buffer)) {
      for (let written = 0; written < size; ) written += writeSync(to, buffer, written, size - written)
    }
  } finally {
    closeSync(from)
    closeSync(to)
  }
  keepPrivate(copy)
  sync(copy)
}

/** Folders that were warned of: once is enough. */
const warned = new Set<string>()

/** Lets nobody but its owner read a file. Where the file system knows no modes, or lets nobody change them, that is said on standard error. */
export function keepPrivate(file: string): void {
  try {
    chmodSync(file, 0o600)
    if ((statSync(file).mode & 0o077) === 0) return
    warn(file, 'its file system keeps no modes')
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException
    if (syscall !== 'chmod' || code === 'ENOENT' || code === 'EIO') throw error
    warn(file, `chmod: ${code}`)
  }
}

function warn(file: string, why: string): void {
  const folder = dirname(file)
  if (warned.has(folder)) return
  warned.add(folder)
  console.error(
    `Warning: files in ${folder} may be readable by others, since their mode can’t be set (${why}). Close a folder above it, or mount it for one user.`,
  )
}

/** What a file system answers that can't do such a thing; what fails on a disk has other codes. */
const unable = ['EPERM', 'EACCES', 'EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EISDIR', 'EBADF']

/** Waits until a file, or the names in a folder, are on the disk, as far as the file system can tell. */
export function sync(path: string): void {
  try {
    const handle = openSync(path, 'r')
    try {
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
  } catch (error) {
    if (!unable.includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
}

/** For how many days the database from before a restore is kept. */
export const daysAsideIsKept = 30

/** A timestamp as a part of a file's name, like 2026-12-24T18-00-00.000. */
export function stampOf(moment: Date): string {
  return moment.toISOString().replaceAll(':', '-').slice(0, 23)
}
