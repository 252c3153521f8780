import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'

/** `path` goes into the request line as it is, and no header is added that a browser would set. `from` is the address of this machine to come from. */
type RawRequest = { path: string; fields?: Record<string, string>; headers?: Record<string, string | string[]>; from?: string }

/** Sends a request to `origin` with nothing corrected on its way: a form by POST if there are `fields`, else a GET. */
export async function sendRaw(origin: string, { path, fields, headers = {}, from }: RawRequest): Promise<{ status: number; location: string; html: string }> {
  const { hostname, port } = new URL(origin)
  const type = fields && { 'Content-Type': 'application/x-www-form-urlencoded' }
  const method = fields ? 'POST' : 'GET'
  const sent = request({ hostname, port, path, method, localAddress: from, agent: false, headers: { ...type, ...headers } })
  sent.end(fields && new URLSearchParams(fields).toString())
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk)
  return { status: answer.statusCode ?? 0, location: answer.headers.location ?? '', html: Buffer.concat(chunks).toString() }
}
