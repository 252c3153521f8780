import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

const entrance = join(import.meta.dirname, '../../dist/cli.js')

/** The built program as a process of its own, and all that it printed. */
export type Program = { child: ChildProcess; output(): string; exited: Promise<number | null> }

/** Starts `sneaky-klaus COMMAND`, in a folder if one is named, with nothing in its environment but what is given. */
export function startProgram(command: string[], environment: Record<string, string>, folder?: string): Program {
  const child = spawn(process.execPath, [entrance, ...command], { cwd: folder, env: { PATH: process.env.PATH ?? '', ...environment } })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk))
  onTestFinished(() => void child.kill('SIGKILL'))
  return { child, output: () => printed, exited: once(child, 'exit').then(([code]) => code) }
}

/** Waits until the program has printed what matches. Throws when it ends before, or after ten seconds. */
export async function printed(program: Program, pattern: RegExp): Promise<void> {
  const patience = AbortSignal.timeout(10_000)
  while (!pattern.test(program.output())) {
    if (program.child.exitCode !== null || patience.aborted) throw new Error(`It printed only: ${program.output()}`)
    await Promise.race([once(program.child.stdout as NodeJS.ReadableStream, 'data'), program.exited, once(patience, 'abort')])
  }
}
