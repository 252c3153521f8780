import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { temporaryFolder } from '../support/folder.ts'

/** A program that stands between people and the app: how it is started in a folder, on a port, in front of `upstream`. */
export type ReverseProxy = { name: string; prepare(folder: string, port: string, upstream: string): string[] }

export const nginx: ReverseProxy = {
  name: 'nginx',
  prepare(folder, port, upstream) {
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder}/${kind};`).join(' ')
    const location = `location / { proxy_pass ${upstream}; proxy_set_header Host $http_host; proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; }`
    writeFileSync(
      join(folder, 'nginx.conf'),
      `daemon off; master_process off; pid ${folder}/nginx.pid; error_log stderr;
events { worker_connections 64; }
http { access_log off; ${temporary} server { listen 127.0.0.1:${port}; ${location} } }`,
    )
    return ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'stderr']
  },
}

export const caddy: ReverseProxy = {
  name: 'caddy',
  prepare(folder, port, upstream) {
    const file = join(folder, 'Caddyfile')
    writeFileSync(file, `{\n\tadmin off\n\tauto_https off\n}\nhttp://:${port} {\n\tbind 127.0.0.1\n\treverse_proxy ${upstream}\n}\n`)
    return ['run', '--config', file, '--adapter', 'caddyfile']
  },
}

/** Why a proxy can't be tried here; empty when it can. */
export function obstacle({ name }: ReverseProxy): string {
  if (process.platform !== 'linux') return ' (this system has only one address of its own to come from)'
  return find(name) === undefined ? ` (${name} is not installed)` : ''
}

/** Starts a proxy in front of `upstream` and waits until it answers; it ends with the test. Throws with what it said when it does not start. */
export async function startProxy(proxy: ReverseProxy, port: string, upstream: string): Promise<void> {
  const folder = temporaryFolder()
  const environment = { PATH: process.env.PATH ?? '', HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder }
  const child = spawn(find(proxy.name) ?? proxy.name, proxy.prepare(folder, port, upstream), { env: environment, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr?.on('data', (chunk) => (said += chunk))
  onTestFinished(() => end(child))
  for (let tries = 0; tries < 100; tries++) {
    if (child.exitCode !== null) break
    if (await answers(port)) return
    await wait(100)
  }
  throw new Error(`${proxy.name} does not answer: ${said}`)
}

async function answers(port: string): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  )
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

/** The whole path of a program of this system; servers often lie where only the superuser looks. */
function find(name: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin', '/sbin']
  return folders.map((folder) => join(folder, name)).find(isProgram)
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
