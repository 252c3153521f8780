import { Client } from 'pg'
import { runAsWorker } from 'synckit'
import { asNumbers } from '../../../src/database/postgresql/engine.ts'

const clients = new Map<string, Promise<Client>>()

/** Runs one statement on the database in `url`, over a connection that stays open, and gives its rows. */
runAsWorker(async (url: string, text: string, values: unknown[]) => {
  const connected = clients.get(url) ?? connect(url)
  clients.set(url, connected)
  const { rows } = await (await connected).query({ text, values, types: asNumbers })
  return rows
})

async function connect(url: string): Promise<Client> {
  const client = new Client(url)
  client.on('error', () => clients.delete(url))
  await client.connect()
  return client
}
