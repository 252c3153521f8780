import { domainOf, headersOf } from './email.ts'
import type { Delivery, Parcel, Transport } from './transport.ts'
import { type SmtpFailure, smtpVerdict, waitNamedIn } from './verdict.ts'

/**
 * What tests may set: an authority (PEM) that the system does not know, and how long to wait, in milliseconds, for a
 * connection and for an answer. A server may think long about a message (RFC 5321, 4.5.3.2), and whoever gives up
 * early sends it twice.
 */
type Options = { authority?: string; patience?: number; answerPatience?: number }

/**
 * Carries e-mails by an SMTP server. `smtps:` speaks TLS from the start; `smtp:` insists on STARTTLS, except on this
 * very machine. Certificates are checked.
 */
export function smtpTransport(address: string, { authority, patience = 10_000, answerPatience = 5 * 60_000 }: Options = {}): Transport {
  const url = new URL(address)
  const isSecure = url.protocol === 'smtps:'
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  // Megabytes of memory, which wait for the first e-mail; and what was never opened need not be, to be closed.
  const open = async () => {
    const { createTransport } = await import('nodemailer')
    return createTransport({
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: Number(url.port) || (isSecure ? 465 : 587),
      secure: isSecure,
      requireTLS: !isSecure && (!isHere || authority !== undefined),
      auth: url.username ? { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } : undefined,
      tls: { rejectUnauthorized: !isHere || isSecure || authority !== undefined, ca: authority, servername: isHere ? 'localhost' : undefined },
      pool: true,
      maxConnections: 10,
      connectionTimeout: patience,
      greetingTimeout: patience,
      socketTimeout: answerPatience,
      disableFileAccess: true,
      disableUrlAccess: true,
    })
  }
  let opened: ReturnType<typeof open> | undefined
  const server = () => {
    opened ??= open()
    return opened
  }
  return {
    name: 'smtp',
    atOnce: 1,
    knowsRepetition: false,
    async send({ id, from, to, ...email }: Parcel): Promise<Delivery> {
      const { subject, html, text } = email
      const replyTo = email.replyTo === undefined ? undefined : { name: '', address: email.replyTo }
      try {
        const messageId = `<${id}@${domainOf(from)}>`
        const message = { from, to: { name: '', address: to }, replyTo, subject: asTyped(subject), html, text, messageId, headers: headersOf(email) }
        await (await server()).sendMail(message)
        return { ok: true }
      } catch (error) {
        return describe(error as SmtpFailure)
      }
    },
    async check(): Promise<Delivery> {
      try {
        await (await server()).verify()
        return { ok: true }
      } catch (error) {
        return describe(error as SmtpFailure)
      }
    },
    close: () => void opened?.then((it) => it.close()),
  }
}

/** A subject that looks encoded (RFC 2047) is encoded once more: mail programs would show what it decodes to, line breaks and all. */
function asTyped(subject: string): string {
  if (!subject.includes('=?')) return subject
  // Eleven characters are at most 44 bytes, so that a word with its frame stays below the 75 characters that it may have.
  const words = subject.match(/.{1,11}/gsu) ?? []
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join(' ')
}

/** The reason is the codes alone: the words of a server may hold an address. */
function describe(failure: SmtpFailure): Delivery {
  const { code, responseCode, response = '', command, name } = failure
  const reason = [code ?? name, responseCode, command && `at ${command}`].filter(Boolean).join(' ')
  return { ok: false, verdict: smtpVerdict(failure), reason, retryAfter: waitNamedIn(response) }
}
