/**
 * What a refusal means for what comes next: this e-mail will be refused again (`never`), this one may pass another time
 * (`later`), all are sent too fast (`slower`), none passes until a limit is lifted (`limit`), or the transport takes nothing
 * at all, whatever is sent (`unreachable`).
 */
export type Verdict = 'never' | 'later' | 'slower' | 'limit' | 'unreachable'

/** Whether a refusal is for what all e-mails share, a pace or a limit, and no failure of the one that met it. */
export function isOfAll(verdict: Verdict): boolean {
  return verdict === 'slower' || verdict === 'limit'
}

/** A try that failed. */
export type Refusal = {
  ok: false
  verdict: Verdict
  /** Short, and nothing private. */
  reason: string
  /** How many seconds the provider asks to wait. */
  retryAfter?: number | undefined
  /** Nobody knows whether the e-mail was taken all the same. */
  mayHaveArrived?: boolean
}

const quantity = 'quota|limite?|l[ií]mites?|limiet|kontingent|contingent|cuota|allowance|credits?|maximum|number of messages|volume'
const usedUp =
  'exceed|reach|\\bhit\\b|used|\\bover\\b|überschritt|erreicht|dépass|atteint|superad|superat|alcanzad|raggiunt|overschre|bereikt|przekrocz|překroč|överskrid|overskr'
const limitReached = new RegExp(`(${quantity}).{0,40}(${usedUp})|(${usedUp}).{0,40}(${quantity})`, 'i')
const rateWords =
  /too (many|fast|quickly|often)|rate.?limit|sending rate|(exceed|maximum|over).{0,30}\brate\b|\brate\b.{0,30}(exceed|reach)|throttl|slow.?down|per (second|minute)|concurrent\s/i
const longWords = /quota|credit|allowance|daily|hourly|monthly|per (day|hour|month)|kontingent|cuota|contingent|too much mail/i
/** Limits of another sort: what is wrong with this e-mail stays wrong. */
const otherLimits = /\bsize\b|\blength\b|too (large|big|long)|\bhops?\b|\bloop|spam|unsolicited|complaint|threshold|attachments?|virus|headers?\b/i
const nextTimeWords = /try (again|later)|temporar|come (again|back)|deferred|gr[ae]y.?list|retry/i
const noSuchMailbox =
  /does(n.t| not) exist|no such|unknown (user|recipient|mailbox|address)|(user|recipient|mailbox|host|domain).{0,30}(unknown|not found)|disabled/i
/** Of the mailbox that it goes to, whose limit is nobody else's. */
const mailboxWords = /mailbox|inbox|storage|recipient|receiving mail|is full\b/i
/** Of whoever sends. */
const senderWords = /\b(you|your|sender|sending|account|outbound|outgoing|client|tenant|this (ip|host|server|domain))\b/i

/** Which limit of the provider the words of a refusal name, if they name one. */
function limitNamedIn(words: string): 'slower' | 'limit' | undefined {
  if (otherLimits.test(words)) return undefined
  if (longWords.test(words) && (limitReached.test(words) || /too much mail|throttl/i.test(words))) return 'limit'
  if (rateWords.test(words)) return 'slower'
  return limitReached.test(words) ? 'limit' : undefined
}

/** The words of an answer without the addresses, hosts and links in it, which may be made of any words. */
function wordsOf(text: string): string {
  return text.replaceAll(/https?:\/\/\S+|<[^<>]{0,400}>|\S{0,300}@\S{0,300}|\b[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,8}\.[a-z]{2,24}\b/g, ' ')
}

/** What nodemailer says of a failure. */
export type SmtpFailure = Error & { code?: string; responseCode?: number; response?: string; command?: string }

/** Enhanced status codes (RFC 3463) by which Gmail and Microsoft 365 mean a limit, whatever their words say. */
const limitCodes = /^5\.(4\.5|1\.90|7\.(232|233|236|237))$/

/** Classifies the error of an SMTP server, as passing or permanent: by the command, the enhanced code and the words, since providers answer limits with 5xx, too. */
export function smtpVerdict({ code, responseCode, response = '', command = '' }: Omit<SmtpFailure, keyof Error>): Verdict {
  if (responseCode === undefined) return code === 'EENVELOPE' || code === 'EMESSAGE' ? 'later' : 'unreachable'
  const [enhanced = ''] = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(response) ?? []
  if (limitCodes.test(enhanced)) return 'limit'
  const words = wordsOf(response)
  // Some refuse the greeting only once they hear of a recipient.
  if (code === 'EHELO' || isBeforeTheEmail(command, responseCode)) return limitNamedIn(words) ?? 'unreachable'
  if (/^RCPT/.test(command) || isAboutMailbox(enhanced, words)) return ofRecipient(enhanced, responseCode, words)
  const limit = limitNamedIn(words)
  if (limit) return limit
  if (responseCode < 500 || nextTimeWords.test(words)) return 'later'
  // Who may not send sends nothing to anybody.
  return /^MAIL/.test(command) && !otherLimits.test(words) ? 'unreachable' : 'never'
}

/** x.1.x is about the address and x.2.x about the mailbox; Microsoft 365 answers its own limits for senders with 5.2.0. */
function isAboutMailbox(enhanced: string, words: string): boolean {
  return /^\d\.(1\.\d|2\.[1-9])$/.test(enhanced) || (mailboxWords.test(words) && !senderWords.test(words))
}

/** What a server says of one recipient holds for that one, unless it speaks of the sender. */
function ofRecipient(enhanced: string, responseCode: number, words: string): Verdict {
  if (responseCode >= 500 && (/^5\.1\./.test(enhanced) || noSuchMailbox.test(words))) return 'never'
  const limit = limitNamedIn(words)
  if (limit && senderWords.test(words) && !/^\d\.2\.[1-9]/.test(enhanced)) return limit
  const isFull = limit !== undefined || /^\d\.2\.2$/.test(enhanced) || /storage|quota|is full\b|mailbox.{0,20}full|at a rate/i.test(words)
  return responseCode < 500 || isFull || nextTimeWords.test(words) ? 'later' : 'never'
}

/** Whether a server refuses whoever comes: at the greeting, the encryption or the login. */
function isBeforeTheEmail(command: string, responseCode: number): boolean {
  return /^(CONN|EHLO|HELO|STARTTLS|AUTH)/.test(command) || [530, 534, 535, 538].includes(responseCode)
}

/** For how many seconds the words of a server ask to wait, like “try again in 5 minutes”. */
export function waitNamedIn(text: string): number | undefined {
  const [, count, unit = ''] = /(?:in|after) (\d{1,4}) ?(s|sec|second|m|min|minute|h|hour)s?\b/i.exec(text) ?? []
  if (count === undefined) return undefined
  const seconds = { s: 1, m: 60, h: 3600 }[unit[0]?.toLowerCase() as 's' | 'm' | 'h']
  return Number(count) * seconds
}

/** What an HTTP API says of a failure; `status` is null when no answer came. */
export type HttpFailure = { status: number | null; text: string }

/** Classifies the error of an HTTP API, as passing or permanent. */
export function httpVerdict({ status, text }: HttpFailure): Verdict {
  if (status === null) return 'unreachable'
  if (status === 409) return 'later'
  const limit = limitNamedIn(wordsOf(text.replaceAll('_', ' ')))
  if (status === 429) return limit ?? 'slower'
  if (limit && status !== 413) return limit
  if (status >= 500 || [401, 402, 403, 404, 405, 408].includes(status)) return 'unreachable'
  return [400, 413, 422].includes(status) ? 'never' : 'later'
}

/** The seconds of a `Retry-After` header (RFC 9110, 10.2.3), which names seconds, or a date later than the answer's own; undefined when it names neither. */
export function retryAfterSeconds({ 'retry-after': header = '', date = '' }: Record<string, string>): number | undefined {
  if (/^\d+$/.test(header)) return Number(header)
  const seconds = /^[A-Z][a-z]{2,}, /.test(header) ? (Date.parse(header) - Date.parse(date)) / 1000 : Number.NaN
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined
}
