import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** An e-mail as Resend was asked to send it. */
type SentEmail = {
  from: string
  to: string[]
  subject: string
  html: string
  text: string
  reply_to?: string
  headers?: Record<string, string>
  attachments?: { filename: string; content_type: string; content_id?: string; content: string }[]
  idempotencyKey: string
}

/** What people read in an e-mail, without its links: in a random secret any three letters may stand, “Bob” too. */
export function wordsOf({ subject, text, html }: Pick<SentEmail, 'subject' | 'text' | 'html'>): string {
  return `${subject} ${text} ${html}`.replaceAll(/https?:\/\/[^\s"<>]+/g, '')
}

/** An answer of Resend's API that is an error. */
type Refusal = { status: number; name: string; message?: string; retryAfter?: number }

/** How the stand-in answers the next requests. */
type Mood = 'well' | 'down' | 'refusing' | 'refusing the key' | 'busy' | 'stalling' | 'babbling' | 'hanging up' | 'dropping after acceptance'

/** A local stand-in for Resend's API, which the real SDK talks to. Repeated idempotency keys deliver once, as at Resend. */
export type PostOffice = {
  url: string
  /** What was delivered, oldest first. */
  inbox: SentEmail[]
  /** How many requests came in, delivered or not. */
  requests: number
  mood: Mood
  /** What it answers to an e-mail instead of taking it, where its mood is well. */
  refuses(email: SentEmail): Refusal | undefined
  /** For how many milliseconds it thinks, after it has taken an e-mail to that address, before it says so. */
  thinks(address: string): number
  /** Whether nobody has asked it for anything yet, nor told it what to answer. */
  isUntouched(): boolean
  /** The newest e-mail to that address. */
  letterTo(address: string): SentEmail
  close(): void
}

const takesAll = () => undefined
const atOnce = () => 0

export async function openPostOffice(): Promise<PostOffice> {
  const office: PostOffice = { url: '', inbox: [], requests: 0, mood: 'well', refuses: takesAll, thinks: atOnce, isUntouched, letterTo, close }
  const server = createServer(async (request, response) => {
    office.requests++
    if (request.method === 'GET' && office.mood === 'well') return void response.writeHead(200, json).end(JSON.stringify(domains))
    const email = request.method === 'GET' ? noEmail : await read(request)
    if (office.mood === 'down') return void response.writeHead(500, json).end('{"name":"application_error","message":"down","statusCode":500}')
    if (office.mood === 'refusing the key') return void response.writeHead(401, json).end('{"name":"invalid_api_key","message":"no","statusCode":401}')
    if (office.mood === 'busy') return void response.writeHead(429, json).end('{"name":"rate_limit_exceeded","message":"later","statusCode":429}')
    if (office.mood === 'stalling') return
    if (office.mood === 'babbling') return void response.writeHead(502, { 'Content-Type': 'text/html' }).end('<h1>Bad gateway</h1>')
    if (office.mood === 'hanging up') return void response.destroy()
    if (office.mood === 'refusing') return void response.writeHead(422, json).end('{"name":"validation_error","message":"bad address","statusCode":422}')
    const refusal = office.refuses(email)
    if (refusal) return void answerWith(response, refusal)
    if (!office.inbox.some(({ idempotencyKey }) => idempotencyKey === email.idempotencyKey)) office.inbox.push(email)
    if (office.mood === 'dropping after acceptance') return void response.destroy()
    await pause(office.thinks(email.to[0] ?? ''))
    response.writeHead(200, json).end(JSON.stringify({ id: email.idempotencyKey }))
  })
  function isUntouched(): boolean {
    return office.requests === 0 && office.mood === 'well' && office.refuses === takesAll && office.thinks === atOnce
  }
  function close(): void {
    server.closeAllConnections()
    server.close()
  }
  function letterTo(address: string): SentEmail {
    const letter = office.inbox.findLast(({ to }) => to.includes(address))
    if (!letter) throw new Error(`Nothing was sent to ${address}.`)
    return letter
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  office.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return office
}

/** The sender's domain, as Resend lists it once its DNS records are there. */
const domains = { object: 'list', has_more: false, data: [{ id: 'd1', name: 'example.org', status: 'verified' }] }

const noEmail: SentEmail = { from: '', to: [], subject: '', html: '', text: '', idempotencyKey: '' }

function answerWith(response: ServerResponse, { status, name, message = name, retryAfter }: Refusal): void {
  const headers = retryAfter === undefined ? json : { ...json, 'Retry-After': String(retryAfter) }
  response.writeHead(status, headers).end(JSON.stringify({ statusCode: status, name, message }))
}

const json = { 'Content-Type': 'application/json' }

async function read(request: IncomingMessage): Promise<SentEmail> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return { ...JSON.parse(Buffer.concat(chunks).toString()), idempotencyKey: String(request.headers['idempotency-key']) }
}
