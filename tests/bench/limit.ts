import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { serve } from '@hono/node-server'
import Database from 'better-sqlite3'
import { Hono } from 'hono'
import { limitPages } from './limit-pages.ts'
import { limitWrites, type Taken } from './limit-writes.ts'
import type { Templates } from './template.ts'

const [, , kind, file = '', templatesFile = '', port = ''] = process.argv
const database = new Database(file)
database.pragma('journal_mode = wal')
database.pragma('synchronous = normal')
const templates = JSON.parse(readFileSync(templatesFile, 'utf8')) as Templates
const pages = limitPages(database, templates)
const writes = limitWrites(database)
if (kind === 'hono') serveWithHono(Number(port))
else serveWithNode(Number(port))

function serveWithNode(port: number): void {
  const server = createServer((request, response) => {
    const url = request.url ?? ''
    if (url === '/healthz') return response.end('ok')
    const [, slug] = url.match(/^\/exchange\/([0-9a-z]{16})\/register$/) ?? []
    if (request.method === 'POST') return void take(request, response, slug)
    const found = slug === undefined ? pages.dashboard(request.headers.cookie) : pages.invitation(slug)
    if (!found) return response.writeHead(404).end()
    return response.writeHead(200, { ...found.headers, 'Content-Length': Buffer.byteLength(found.html) }).end(found.html)
  })
  server.listen(port, '127.0.0.1')
}

async function take(request: IncomingMessage, response: ServerResponse, slug: string | undefined): Promise<void> {
  let body = ''
  for await (const chunk of request) body += chunk
  const form = new URLSearchParams(body)
  const client = String(request.headers['x-forwarded-for'])
  const taken = slug === undefined ? writes.wish(request.headers.cookie, form) : writes.register(slug, form, client)
  if (!taken) response.writeHead(422).end()
  else response.writeHead(303, { ...headersOf(taken), 'Content-Length': 0 }).end()
}

function serveWithHono(port: number): void {
  const app = new Hono()
  app.get('/healthz', (c) => c.text('ok'))
  app.get('/exchange/:slug/register', (c) => {
    const found = pages.invitation(c.req.param('slug'))
    return found ? c.html(found.html, 200, found.headers) : c.notFound()
  })
  app.get('/participant/dashboard', (c) => {
    const found = pages.dashboard(c.req.header('Cookie'))
    return found ? c.html(found.html, 200, found.headers) : c.notFound()
  })
  app.post('/exchange/:slug/register', async (c) => {
    const form = new URLSearchParams(await c.req.text())
    const taken = writes.register(c.req.param('slug'), form, c.req.header('X-Forwarded-For') ?? '')
    return taken ? c.body(null, 303, headersOf(taken)) : c.body(null, 422)
  })
  app.post('/participant/gift-ideas', async (c) => {
    const taken = writes.wish(c.req.header('Cookie'), new URLSearchParams(await c.req.text()))
    return taken ? c.body(null, 303, headersOf(taken)) : c.body(null, 422)
  })
  serve({ fetch: app.fetch, port, hostname: '127.0.0.1' })
}

function headersOf({ location, cookie }: Taken): Record<string, string> {
  const { 'content-type': _, ...headers } = templates.headers.dashboard
  return { ...headers, Location: location, 'Set-Cookie': cookie }
}
