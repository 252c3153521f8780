import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** Why no small disk can be had here; empty where it can. */
export const noSmallDisk = (() => {
  try {
    unmount(mount('1m'))
    return ''
  } catch {
    return ' (skipped: only root can mount a small disk here)'
  }
})()

/** A disk in memory that holds 5 MB, of which SQLite's log takes up to 4, gone when the test ends. */
export class SmallDisk {
  readonly folder = mount('5m')
  private readonly filler = join(this.folder, 'filler')
  constructor() {
    onTestFinished(() => unmount(this.folder))
  }

  /** Leaves not one byte free. */
  fill(): void {
    const file = openSync(this.filler, 'a')
    for (let size = 65_536; size >= 1; size /= 2) while (takes(file, size)) {}
    closeSync(file)
  }

  free(): void {
    rmSync(this.filler)
  }

  /** Only while no program has a file of it open to write. */
  makeReadOnly(isReadOnly: boolean): void {
    execFileSync('mount', ['-o', isReadOnly ? 'remount,ro' : 'remount,rw', this.folder])
  }
}

function takes(file: number, size: number): boolean {
  try {
    return writeSync(file, Buffer.alloc(size)) === size
  } catch {
    return false
  }
}

function mount(size: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'sneaky-klaus-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=0700`, 'sneaky-klaus', folder], { stdio: 'ignore' })
  } catch (error) {
    rmdirSync(folder)
    throw error
  }
  return folder
}

/** Lazily, since a program that was just killed may not have let go of its files. */
function unmount(folder: string): void {
  execFileSync('umount', ['--lazy', folder])
  rmdirSync(folder)
}
