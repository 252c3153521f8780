import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { inject } from 'vitest'

/** Makes a database on the project's server, a copy of the database `template`; returns its address. */
export async function newDatabase(template = inject('postgres')?.template): Promise<string> {
  const { address } = inject('postgres') as { address: string }
  const name = `house_${randomUUID().replaceAll('-', '')}`
  const client = new Client(`${address}postgres`)
  await client.connect()
  await client.query(`create database ${name} template ${template}`)
  await client.end()
  return address + name
}
