import type { SmtpWay } from '../settings.ts'
import { attachmentsOf } from './attachments.ts'
import { domainOf, headersOf } from './email.ts'
import { readSender } from './sender.ts'
import { readSmtpAddress, type SmtpAddress } from './smtp-address.ts'
import { withCause } from './smtp-cause.ts'
import type { Delivery, Parcel, Transport } from './transport.ts'
import { isOfAll, type SmtpFailure, smtpVerdict, waitNamedIn } from './verdict.ts'

/**
 * How the connection is encrypted, the name behind EHLO, and how long the server is waited for, in milliseconds, to connect and to
 * answer. A server may think long about a message (RFC 5321, 4.5.3.2), and whoever gives up early sends it twice.
 */
type Options = Partial<SmtpWay> & { patience?: number; answerPatience?: number }

/**
 * Carries e-mails by an SMTP server. `smtps:` speaks TLS from the start; `smtp:` insists on STARTTLS, and on a certificate that the
 * system, or `authority` (PEM), vouches for. On this very machine TLS is taken if it is offered, unless the options ask for it.
 */
export function smtpTransport(address: string, { tls = 'verify', authority, name, patience = 10_000, answerPatience = 5 * 60_000 }: Options = {}): Transport {
  const place = readSmtpAddress(address)
  if (typeof place === 'string') throw new Error(`An address of SMTP ${place}.`)
  const options = connectionTo(place, { tls, authority, name, patience, answerPatience })
  // Loaded for the first e-mail, since it takes megabytes of memory; what was never opened is not opened to be closed.
  const open = async () => (await import('nodemailer')).createTransport(options)
  let opened: ReturnType<typeof open> | undefined
  const server = () => {
    opened ??= open()
    return opened
  }
  return {
    name: 'smtp',
    atOnce: 1,
    knowsRepetition: false,
    async send(parcel: Parcel): Promise<Delivery> {
      try {
        await (await server()).sendMail(messageOf(parcel))
        return { ok: true }
      } catch (error) {
        return describe(withCause(error as SmtpFailure))
      }
    },
    async check(): Promise<Delivery> {
      try {
        await (await server()).verify()
        return { ok: true }
      } catch (error) {
        return describe(withCause(error as SmtpFailure))
      }
    },
    close: () => void opened?.then((it) => it.close()),
  }
}

/** How nodemailer reaches a server, and keeps what it says to it secret. */
function connectionTo({ host, port, isSecure, login }: SmtpAddress, { tls, authority, name, patience, answerPatience }: Options) {
  const isHere = ['localhost', '127.0.0.1', '::1'].includes(host)
  const isLenient = tls === 'verify' && isHere && authority === undefined
  return {
    host,
    port,
    secure: isSecure,
    name,
    requireTLS: !isSecure && tls !== 'none' && !isLenient,
    ignoreTLS: tls === 'none',
    auth: login,
    tls: { rejectUnauthorized: tls === 'verify' && (isSecure || !isLenient), ca: authority, servername: isHere ? 'localhost' : undefined },
    pool: true as const,
    maxConnections: 10,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: answerPatience,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** An e-mail as nodemailer takes it. */
function messageOf({ id, from, to, ...email }: Parcel) {
  const { subject, html, text } = email
  return {
    from: senderOf(from),
    to: { name: '', address: to },
    replyTo: email.replyTo === undefined ? undefined : [email.replyTo].flat().map((address) => ({ name: '', address })),
    subject: asTyped(subject),
    html,
    text,
    messageId: `<${id}@${domainOf(from)}>`,
    headers: headersOf(email),
    attachments: attachmentsOf(email).map(({ filename, contentType, base64, contentId: cid }) => ({
      filename,
      contentType,
      content: base64,
      encoding: 'base64',
      ...(cid === undefined ? {} : { cid, contentDisposition: 'inline' as const }),
    })),
  }
}

/** As data, so that nothing in the name is taken for an address. */
function senderOf(from: string) {
  const sender = readSender(from)
  return typeof sender === 'string' ? from : sender
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
  const verdict = smtpVerdict(failure)
  const reason = [isOfAll(verdict) ? 'ELIMIT' : (code ?? name), responseCode, command && `at ${command}`].filter(Boolean).join(' ')
  return { ok: false, verdict, reason, retryAfter: waitNamedIn(response) }
}
