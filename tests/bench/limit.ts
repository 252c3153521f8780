import { createServer } from 'node:http'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { type LimitPages, limitPages } from './limit-pages.ts'

const [, , kind, file = '', port = ''] = process.argv
const pages = limitPages(file)
if (kind === 'hono') serveWithHono(pages, Number(port))
else serveWithNode(pages, Number(port))

function serveWithNode(pages: LimitPages, port: number): void {
  const server = createServer((request, response) => {
    const url = request.url ?? ''
    if (url === '/healthz') return response.end('ok')
    const [, slug] = url.match(/^\/exchange\/([0-9a-z]{16})\/register$/) ?? []
    const found = slug === undefined ? pages.dashboard(request.headers.cookie) : pages.invitation(slug)
    if (!found) return response.writeHead(404).end()
    return response.writeHead(200, { ...found.headers, 'Content-Length': Buffer.byteLength(found.html) }).end(found.html)
  })
  server.listen(port, '127.0.0.1')
}

function serveWithHono(pages: LimitPages, port: number): void {
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
  serve({ fetch: app.fetch, port, hostname: '127.0.0.1' })
}
