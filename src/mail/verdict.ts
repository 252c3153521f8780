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

const rateWords = /too (many|fast|quickly|often)|\brate\b|rate.?limit|throttl|slow.?down|per (second|minute)|concurrent\s/i
const limitWords = /quota|\blimits?\b|limit.?exceeded|credits?\b|exceeded?|allowance|too much mail|(daily|hourly|monthly)/i
const longLimitWords = /quota|credit|daily|hourly|monthly|per (day|hour|month)|in (the|a) (last )?\d* ?(day|hour|month)|allowance/i
/** Limits of another sort: what is wrong with this e-mail stays wrong. */
const otherLimits = /\bsize\b|\blength\b|too (large|big|long)|\bhops?\b|\bloop|spam|unsolicited|threshold|attachments?|virus|headers?\b/i
const nextTimeWords = /try (again|later)|temporar|come (again|back)|deferred|gr[ae]y.?list|retry/i
/** Of the mailbox that it goes to, whose limit is nobody else's. */
const mailboxWords = /mailbox|inbox|recipient.{0,20}(full|quota|storage)|user.{0,40}(quota|storage|receiving)|receiving mail|is full/i

/** Which limit of the provider the words of a refusal name, if they name one. */
function limitNamedIn(text: string): 'slower' | 'limit' | undefined {
  if (otherLimits.test(text) || mailboxWords.test(text)) return undefined
  if (longLimitWords.test(text)) return 'limit'
  if (rateWords.test(text)) return 'slower'
  return limitWords.test(text) ? 'limit' : undefined
}

/** What nodemailer says of a failure. */
export type SmtpFailure = Error & { code?: string; responseCode?: number; response?: string; command?: string }

/** Enhanced status codes (RFC 3463) by which Gmail and Microsoft 365 mean a limit, whatever their words say. */
const limitCodes = /^5\.(4\.5|1\.90|7\.(232|233|236|237))$/

/** Tells “not now” from “never” in an answer of an SMTP server: by the command, the enhanced code and the words, since providers answer limits with 5xx, too. */
export function smtpVerdict({ code, responseCode, response = '', command = '' }: Omit<SmtpFailure, keyof Error>): Verdict {
  if (responseCode === undefined) return code === 'EENVELOPE' || code === 'EMESSAGE' ? 'later' : 'unreachable'
  const [enhanced = ''] = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(response) ?? []
  if (limitCodes.test(enhanced)) return 'limit'
  // x.2.x is about the mailbox; Microsoft 365 answers its own limits for senders with 5.2.0.
  const isAboutMailbox = /^\d\.2\.[1-9]/.test(enhanced) || mailboxWords.test(response)
  const limit = isAboutMailbox ? undefined : limitNamedIn(response)
  if (limit) return limit
  // Some refuse the greeting only once they hear of a recipient.
  if (code === 'EHELO' || isBeforeTheEmail(command, responseCode)) return 'unreachable'
  if (responseCode < 500 || /^\d\.2\.2$/.test(enhanced) || nextTimeWords.test(response)) return 'later'
  return 'never'
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

/** Tells “not now” from “never” in an answer of an HTTP API. */
export function httpVerdict({ status, text }: HttpFailure): Verdict {
  if (status === null) return 'unreachable'
  const limit = limitNamedIn(text)
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
