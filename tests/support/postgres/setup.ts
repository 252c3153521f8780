import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { openPostgresDatabase } from '../../../src/database/postgresql/open.ts'
import { entities } from '../../../src/entities.ts'
import { testWorld } from '../world.ts'
import { findPostgres, startPostgres } from './server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of a server of PostgreSQL, where `template` is an empty database of this version; undefined where SQLite is used. */
    postgres: { address: string; template: string } | undefined
  }
}

/** Starts a server for the tests of a project, and makes what their databases are copies of. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const programs = findPostgres()
  if (programs === undefined) throw new Error('PostgreSQL is not installed: `apt-get install postgresql` or the like.')
  // Nobody pulls the plug here, so no commit waits for the disk.
  const server = await startPostgres(programs, true)
  const client = new Client(server.url('postgres'))
  await client.connect()
  await client.query('create database template')
  await client.end()
  const template = openPostgresDatabase(server.url('template'), testWorld(), entities)
  await template.migrate('', new Date(0))
  await template.close()
  provide('postgres', { address: server.url(''), template: 'template' })
  return () => server.stop()
}
