import { expect, test } from 'vitest'
import { inEnglish } from '../../src/language/english.ts'
import { reasonInWords } from '../../src/language/mail-reasons.ts'

test.each([
  ['invalid_api_key (401)', 'the mail service doesn’t accept the API key: check RESEND_API_KEY (invalid_api_key, 401)'],
  ['validation_error (403)', 'the mail service doesn’t know the sender’s domain: add it there, or change EMAIL_FROM (validation_error, 403)'],
  ['daily_quota_exceeded (429)', 'a limit of the mail service is reached (daily_quota_exceeded, 429)'],
  ['application_error (no answer)', 'the mail service can’t be reached (application_error, no answer)'],
  ['EENVELOPE 550 at RCPT TO', 'the mail server didn’t take the address (EENVELOPE 550 at RCPT TO)'],
  ['EAUTH 535 at AUTH PLAIN', 'the mail server doesn’t accept the login: check user and password in SMTP_URL (EAUTH 535 at AUTH PLAIN)'],
  ['ESOCKET at CONN', 'the mail service can’t be reached (ESOCKET at CONN)'],
  ['ECONNREFUSED at CONN', 'the mail service can’t be reached (ECONNREFUSED at CONN)'],
  ['EPROTOCOL 554 at CONN', 'the mail server turns us away, perhaps because it doesn’t know this machine’s address (EPROTOCOL 554 at CONN)'],
  ['ENOTFOUND at CONN', 'there’s no mail server by that name: check SMTP_URL (ENOTFOUND at CONN)'],
  ['CERT_NOT_YET_VALID at CONN', 'the mail server’s certificate isn’t valid yet: compare the clocks (CERT_NOT_YET_VALID at CONN)'],
  ['CERT_REVOKED at CONN', 'the mail server’s certificate isn’t accepted (CERT_REVOKED at CONN)'],
  [
    'EHELO 421 at EHLO',
    'the mail server doesn’t like the name it’s greeted by: set SMTP_NAME to a full host name that leads to this machine (EHELO 421 at EHLO)',
  ],
  ['application_error (500)', 'the mail service has a problem of its own (application_error, 500)'],
  ['EENVELOPE 553 at MAIL FROM', 'the mail server doesn’t take the sender: check EMAIL_FROM (EENVELOPE 553 at MAIL FROM)'],
  ['EENVELOPE 450 at RCPT TO', 'the mail server doesn’t take it for now (EENVELOPE 450 at RCPT TO)'],
  ['ELIMIT 550 at DATA', 'a limit of the mail service is reached (ELIMIT 550 at DATA)'],
  ['security_error (451)', 'security_error (451)'],
  ['no mail transport is set up', 'e-mail isn’t set up: set RESEND_API_KEY or SMTP_URL, and EMAIL_FROM, then start the site again'],
  [null, 'the reason isn’t known'],
])('%s', (code, words) => {
  expect(reasonInWords(code, inEnglish)).toBe(words)
})
