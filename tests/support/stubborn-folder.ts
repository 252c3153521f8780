import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { temporaryFolder } from './folder.ts'

/** Why no such folder can be had here; empty where it can. */
export const noStubbornFolder = (() => {
  const folder = '/tmp/sneaky-klaus-stubborn'
  try {
    mkdirSync(folder, { recursive: true })
    execFileSync('bindfs', ['--chmod-deny', folder, folder], { stdio: 'ignore' })
    execFileSync('umount', ['--lazy', folder])
    return ''
  } catch {
    return ' (skipped: bindfs is not installed here, or may not mount)'
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})()

/** A folder whose files keep the mode that they were made with, gone when the test ends. */
export function stubbornFolder(): string {
  const folder = join(temporaryFolder(), 'data')
  mkdirSync(folder)
  execFileSync('bindfs', ['--chmod-deny', folder, folder])
  onTestFinished(() => void execFileSync('umount', ['--lazy', folder]))
  return folder
}
