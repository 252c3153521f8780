import { execFile } from 'node:child_process'
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'
import type { PostgresServer } from '../support/postgres/server.ts'
import { type Running, start } from './server.ts'
import { appEnvironment, serveApp } from './servers.ts'

const run = promisify(execFile)

/** One way to run the site: how many processes serve it, and under which settings, the port aside. */
export type Env = {
  title: string
  instances: number
  environment(port: number, instance?: number): NodeJS.ProcessEnv
  /** How large the database is, in bytes. */
  size(): Promise<number>
}

/** One process with its file in `folder`. */
export function fileSite(title: string, folder: string): Env {
  const environment = (port: number) => appEnvironment(folder, port)
  return { title, instances: 1, environment, size: async () => statSync(join(folder, 'sneaky-klaus.sqlite')).size }
}

/** Instances with one database of the server, each with a folder of its own below `folder`. */
export function postgresSite(title: string, folder: string, instances: number, url: string): Env {
  const environment = (port: number, instance = 0) => ({ ...appEnvironment(join(folder, `instance-${instance}`), port), DATABASE_URL: url })
  const size = async () => (await ask<{ size: string }>(url, 'select pg_database_size(current_database()) as size'))[0]?.size
  return { title, instances, environment, size: async () => Number(await size()) }
}

/** Starts every instance, as `entrypoint.sh` does, one after the other. */
export async function startSite({ instances, environment }: Env): Promise<Running[]> {
  const servers: Running[] = []
  for (let instance = 0; instance < instances; instance++) {
    servers.push(await start((port) => ({ args: serveApp, env: environment(port, instance) })))
  }
  return servers
}

/** Runs a command of the program under the settings of a site. Returns how many seconds it takes. */
export async function runCommand(site: Env, ...words: string[]): Promise<number> {
  const started = performance.now()
  await run(process.execPath, ['dist/cli.js', ...words], { env: { PATH: process.env.PATH, ...site.environment(1) } })
  return (performance.now() - started) / 1000
}

/** Makes an empty database of that name; returns its address. */
export async function createDatabase(server: PostgresServer, name: string): Promise<string> {
  await ask(server.url('postgres'), `create database ${name}`)
  return server.url(name)
}

/** Makes a new folder below `folder`; returns its path. */
export function subfolder(folder: string, name: string): string {
  const path = join(folder, name)
  mkdirSync(path, { recursive: true })
  return path
}

async function ask<Row>(url: string, sql: string): Promise<Row[]> {
  const client = new Client(url)
  await client.connect()
  try {
    return (await client.query(sql)).rows as Row[]
  } finally {
    await client.end()
  }
}
