import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

const longestStart = 30_000
const longestGoodbye = 10_000

/** A server in a process of its own. `startedIn` is the time from its spawn to its first 200, in milliseconds. */
export type Running = { pid: number; origin: string; startedIn: number; stop(): Promise<void> }

const alive = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of alive) child.kill('SIGKILL')
})

/** How a server is started: Node with `args`, unless another program is named. */
export type Command = { program?: string; args: string[]; env?: NodeJS.ProcessEnv }

/**
 * Starts a program for a free port of the loopback and waits until /healthz answers. It ends with this process at the latest.
 * Throws when there is no answer in time.
 */
export async function start(command: (port: number) => Command): Promise<Running> {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const { program = process.execPath, args, env } = command(port)
  const started = performance.now()
  const child = spawn(program, args, { env: { PATH: process.env.PATH, ...env }, stdio: ['ignore', 'ignore', 'inherit'] })
  alive.add(child)
  child.once('exit', () => alive.delete(child))
  try {
    await firstAnswer(child, `${origin}/healthz`)
  } catch (error) {
    await stop(child)
    throw error
  }
  return { pid: child.pid as number, origin, startedIn: performance.now() - started, stop: () => stop(child) }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

async function firstAnswer(child: ChildProcess, url: string): Promise<void> {
  const end = performance.now() + longestStart
  while (performance.now() < end && !hasEnded(child)) {
    const response = await fetch(url, { signal: AbortSignal.timeout(1000) }).catch(() => undefined)
    if (response?.status === 200) return
    await pause(2)
  }
  throw new Error(`${child.spawnargs.join(' ')} did not answer.`)
}

async function stop(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return
  const patience = setTimeout(() => child.kill('SIGKILL'), longestGoodbye)
  child.kill('SIGTERM')
  await once(child, 'exit')
  clearTimeout(patience)
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

/** Linux counts processor time for /proc in hundredths of a second. */
const microsecondsPerTick = 10_000

/** The processor time that a process and its children have used so far, all threads, in microseconds. */
export function processorTime(pid: number): number {
  return family(pid).reduce((sum, member) => sum + processorTimeOf(member), 0)
}

function processorTimeOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The second field is the name in brackets, which may hold spaces; user and system time are the 14th and the 15th.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * microsecondsPerTick
}

/** The memory of a process and its children that is in RAM now, in megabytes (10⁶ bytes). */
export function residentMemory(pid: number): number {
  const kibibytes = family(pid).map((member) => Number(readFileSync(`/proc/${member}/status`, 'utf8').match(/^VmRSS:\s+(\d+) kB$/m)?.[1]))
  return (kibibytes.reduce((sum, each) => sum + each, 0) * 1024) / 1e6
}

function family(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean)
  return [pid, ...children.map(Number)]
}
