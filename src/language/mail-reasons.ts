import { noWay } from '../mail/transport.ts'
import type { Printer } from './printer.ts'

/** What the codes of mail services and mail servers mean for whoever has to mend it; the first that fits counts. */
const meanings = [
  [/quota|limit_|rate_limit|^ELIMIT/, 'mailReason.limit'],
  [/api_key/, 'mailReason.apiKey'],
  [/^validation_error \(403\)/, 'mailReason.senderDomain'],
  [/^(validation_error|invalid_)/, 'mailReason.notTaken'],
  [/^EAUTH/, 'mailReason.login'],
  [/^EHELO/, 'mailReason.greeting'],
  [/^(application_error|internal_server_error|unknown_error) \(5/, 'mailReason.serviceFault'],
  [/^EENVELOPE 5.* at MAIL FROM/, 'mailReason.sender'],
  [/^(EENVELOPE|EMESSAGE) 4/, 'mailReason.notNow'],
  [/^EENVELOPE/, 'mailReason.addressNotTaken'],
  [/^EMESSAGE/, 'mailReason.emailNotTaken'],
  [/^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_|CERT_UNTRUSTED|INVALID_CA)/, 'mailReason.unknownAuthority'],
  [/^CERT_HAS_EXPIRED/, 'mailReason.certificateExpired'],
  [/^CERT_NOT_YET_VALID/, 'mailReason.certificateNotYetValid'],
  [/^(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)/, 'mailReason.certificateOfOther'],
  [/^CERT_|CERTIFICATE/, 'mailReason.certificate'],
  [/at STARTTLS$/, 'mailReason.noEncryption'],
  [/^(ERR_SSL_|EPROTO\b)/, 'mailReason.tls'],
  [/^ETIMEDOUT/, 'mailReason.tooSlow'],
  [/^(ENOTFOUND|EDNS)/, 'mailReason.noSuchServer'],
  [/^EPROTOCOL|^ECONNECTION [45]/, 'mailReason.turnedAway'],
  [/no answer|^(ESOCKET|ECONNECTION|ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|ETLS|TimeoutError|AbortError)/, 'mailReason.unreachable'],
] as const

/** Why an e-mail failed, in words, with the code that can be looked up; the code alone where it is none of the usual. */
export function reasonInWords(code: string | null, t: Printer): string {
  if (code === null) return t('mailReason.unknown')
  if (code === noWay) return t('mailReason.notSetUp')
  const [, meaning] = meanings.find(([pattern]) => pattern.test(code)) ?? []
  return meaning === undefined ? code : t('mailReason.withCode', { meaning: t(meaning), code: code.replace(/ \((.*)\)$/, ', $1') })
}
