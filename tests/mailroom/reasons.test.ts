import { expect, test } from 'vitest'
import { reasonInWords } from '../../src/mailroom/reasons.ts'

test.each([
  ['invalid_api_key (401)', 'the mail service does not accept the API key (invalid_api_key, 401)'],
  ['validation_error (403)', 'the mail service does not know the sender’s domain (validation_error, 403)'],
  ['daily_quota_exceeded (429)', 'a limit of the mail service is reached (daily_quota_exceeded, 429)'],
  ['application_error (no answer)', 'the mail service could not be reached (application_error, no answer)'],
  ['EENVELOPE 550 at RCPT TO', 'the mail server did not take the address (EENVELOPE 550 at RCPT TO)'],
  ['EAUTH 535 at AUTH PLAIN', 'the mail server does not accept the login (EAUTH 535 at AUTH PLAIN)'],
  ['ESOCKET at CONN', 'the mail service could not be reached (ESOCKET at CONN)'],
  ['ECONNREFUSED at CONN', 'the mail service could not be reached (ECONNREFUSED at CONN)'],
  ['EPROTOCOL 554 at CONN', 'the mail server turns us away, perhaps because it does not know this machine’s address (EPROTOCOL 554 at CONN)'],
  ['ENOTFOUND at CONN', 'the name of the mail server is unknown (ENOTFOUND at CONN)'],
  ['CERT_NOT_YET_VALID at CONN', 'the mail server’s certificate is not valid yet: compare the clocks (CERT_NOT_YET_VALID at CONN)'],
  ['CERT_REVOKED at CONN', 'the mail server’s certificate is not accepted (CERT_REVOKED at CONN)'],
  [
    'EHELO 421 at EHLO',
    'the mail server does not like the name that it is greeted by: set SMTP_NAME to a full host name that leads to this machine (EHELO 421 at EHLO)',
  ],
  ['application_error (500)', 'the mail service has a fault of its own at the moment (application_error, 500)'],
  ['EENVELOPE 553 at MAIL FROM', 'the mail server does not take the sender: look at EMAIL_FROM (EENVELOPE 553 at MAIL FROM)'],
  ['EENVELOPE 450 at RCPT TO', 'the mail server does not take it for now (EENVELOPE 450 at RCPT TO)'],
  ['ELIMIT 550 at DATA', 'a limit of the mail service is reached (ELIMIT 550 at DATA)'],
  ['security_error (451)', 'security_error (451)'],
  [null, 'the reason is not known'],
])('%s', (code, words) => {
  expect(reasonInWords(code)).toBe(words)
})
