import { noWay } from '../mail/transport.ts'
import { inEnglish } from './english.ts'

const unknownAuthority =
  'the mail server’s certificate is signed by an authority that this system doesn’t know: set SMTP_CA_FILE to the certificate of that authority, or, in your own network, SMTP_TLS to unverified'

/** What the codes of mail services and mail servers mean for whoever has to mend it; the first that fits counts. */
const meanings: [RegExp, string][] = [
  [/quota|limit_|rate_limit|^ELIMIT/, 'a limit of the mail service is reached'],
  [/api_key/, 'the mail service doesn’t accept the API key: check RESEND_API_KEY'],
  [/^validation_error \(403\)/, 'the mail service doesn’t know the sender’s domain: add it there, or change EMAIL_FROM'],
  [/^(validation_error|invalid_)/, 'the mail service didn’t take it, perhaps because of the address'],
  [/^EAUTH/, 'the mail server doesn’t accept the login: check user and password in SMTP_URL'],
  [/^EHELO/, 'the mail server doesn’t like the name it’s greeted by: set SMTP_NAME to a full host name that leads to this machine'],
  [/^(application_error|internal_server_error|unknown_error) \(5/, 'the mail service has a problem of its own'],
  [/^EENVELOPE 5.* at MAIL FROM/, 'the mail server doesn’t take the sender: check EMAIL_FROM'],
  [/^(EENVELOPE|EMESSAGE) 4/, 'the mail server doesn’t take it for now'],
  [/^EENVELOPE/, 'the mail server didn’t take the address'],
  [/^EMESSAGE/, 'the mail server didn’t take the e-mail'],
  [/^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_|CERT_UNTRUSTED|INVALID_CA)/, unknownAuthority],
  [/^CERT_HAS_EXPIRED/, 'the mail server’s certificate has expired: its owner must renew it'],
  [/^CERT_NOT_YET_VALID/, 'the mail server’s certificate isn’t valid yet: compare the clocks'],
  [/^(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)/, 'the mail server’s certificate is for another name: use that name in SMTP_URL'],
  [/^CERT_|CERTIFICATE/, 'the mail server’s certificate isn’t accepted'],
  [
    /at STARTTLS$/,
    'the mail server offers no encryption (STARTTLS) on this port: try smtps:// and port 465, or, for a relay in your own network, set SMTP_TLS to none',
  ],
  [/^(ERR_SSL_|EPROTO\b)/, 'the mail server doesn’t speak TLS as expected on this port: smtps:// is for port 465, smtp:// for 587 and 25'],
  [/^ETIMEDOUT/, 'the mail server didn’t answer in time: check its host and port (465 wants smtps://), and firewalls'],
  [/^(ENOTFOUND|EDNS)/, 'there’s no mail server by that name: check SMTP_URL'],
  [/^EPROTOCOL|^ECONNECTION [45]/, 'the mail server turns us away, perhaps because it doesn’t know this machine’s address'],
  [
    /no answer|^(ESOCKET|ECONNECTION|ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|ETLS|TimeoutError|AbortError)/,
    'the mail service can’t be reached',
  ],
]

/** Why an e-mail failed, in words, with the code that can be looked up; the code alone where it is none of the usual. */
export function reasonInWords(code: string | null, _t = inEnglish): string {
  if (code === null) return 'the reason isn’t known'
  if (code === noWay) return 'e-mail isn’t set up: set RESEND_API_KEY or SMTP_URL, and EMAIL_FROM, then start the site again'
  const meaning = meanings.find(([pattern]) => pattern.test(code))?.[1]
  return meaning === undefined ? code : `${meaning} (${code.replace(/ \((.*)\)$/, ', $1')})`
}
