import { expect, test } from 'vitest'
import { httpVerdict, retryAfterSeconds, smtpVerdict, waitNamedIn } from '../../src/mail/verdict.ts'

const [mail, recipient, data, greeting, hello, login, startTls] = ['MAIL FROM', 'RCPT TO', 'DATA', 'CONN', 'EHLO', 'AUTH PLAIN', 'STARTTLS']

/** Answers as servers give them, by where they come and what they mean. */
const answers: [string, string | undefined, string][] = [
  // A limit of the sender's account: Gmail, Microsoft 365, SES, SendGrid, Mailgun, OVH, Strato and others.
  ['limit', mail, '550 5.4.5 Daily user sending quota exceeded.'],
  ['limit', data, '550 5.4.5 Daily user sending quota exceeded.'],
  ['limit', data, '550-5.4.5 Daily user sending limit exceeded. For more information on Gmail sending limits go to'],
  ['limit', data, '554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException; Failed to process message due to a permanent exception'],
  ['limit', data, '550 5.7.232 Your message can’t be sent because your trial tenant has exceeded its external recipient count'],
  ['limit', recipient, '550 5.7.233 Your message can’t be sent because your tenant exceeded its threshold'],
  ['limit', data, '550 5.1.90 Your message can’t be sent because you’ve reached your daily limit for message recipients'],
  ['limit', data, '454 Throttling failure: Daily message quota exceeded.'],
  ['limit', data, '554 Throttling failure: Daily message quota exceeded.'],
  ['limit', mail, '451 Authentication failed: Maximum credits exceeded'],
  ['limit', login, '451 4.7.0 Authentication failed: Maximum credits exceeded'],
  ['limit', recipient, '550 5.7.1 You have exceeded your hourly sending limit'],
  ['limit', data, '554 5.7.1 The message limit of your account is reached, 100 messages per day'],
  ['limit', mail, '452 4.5.3 Your account has exceeded the maximum number of messages per hour'],
  ['limit', data, '552 5.2.0 Sending allowance used up for this month'],
  ['limit', data, '571 5.7.1 Kontingent überschritten'],
  ['limit', data, '550 5.7.1 Limite d’envoi quotidienne dépassée'],
  // Only the pace.
  ['slower', data, '550 5.7.0 Requested action not taken: too many emails per second'],
  ['slower', data, '454 Throttling failure: Maximum sending rate exceeded.'],
  ['slower', mail, '421 4.7.0 Too many messages in a short time, slow down'],
  ['slower', greeting, '421 4.7.0 Too many concurrent SMTP connections from this IP'],
  ['slower', greeting, '421 4.3.2 Concurrent connections limit exceeded, closing connection'],
  ['slower', data, '554 5.7.0 Sender rate limit reached, please retry'],
  ['slower', recipient, '450 4.7.1 Error: too many messages from this client'],
  // This one not now.
  ['later', recipient, '450 4.7.1 Greylisted, please try again in 300 seconds'],
  ['later', recipient, '451 4.3.0 Temporary lookup failure'],
  ['later', recipient, '452 4.2.2 The email account that you tried to reach is over quota'],
  ['later', recipient, '552 5.2.2 Mailbox full, quota exceeded'],
  ['later', recipient, '450 4.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages from being delivered'],
  ['later', data, '550 5.7.1 Try again later'],
  ['later', recipient, '450 come again'],
  ['later', recipient, '452 4.5.3 Too many recipients'],
  ['later', recipient, '552 Requested mail action aborted: exceeded storage allocation'],
  ['later', recipient, '552 Mailbox quota exceeded'],
  ['later', recipient, '550 5.7.1 Recipient has exceeded its hourly message limit'],
  ['later', recipient, '452 4.5.3 Recipient daily limit exceeded'],
  ['later', recipient, '550 5.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages'],
  // Never.
  ['never', recipient, '550 5.1.1 <daily@example.org>: Recipient address rejected: User unknown'],
  ['never', recipient, '550 5.1.1 limit@example.com does not exist'],
  ['never', recipient, '550 monthly-quota@example.com: no such user here'],
  ['never', recipient, '550 5.1.2 Host limit.example.com not found'],
  ['never', recipient, '550 5.2.1 Mailbox disabled, not accepting messages'],
  ['never', data, '554 5.7.1 Rejected, see https://example.net/limits/exceeded'],
  ['never', data, '550 5.7.1 Email rejected per SPF policy, see limits'],
  ['never', data, '550 5.7.1 rate of complaints'],
  ['never', recipient, '550 5.1.1 The email account that you tried to reach does not exist'],
  ['never', recipient, '550 no such user'],
  ['never', recipient, '553 5.1.3 The recipient address is not a valid address'],
  ['never', data, '552 5.3.4 Message size exceeds fixed limit'],
  ['never', data, '554 5.4.6 Too many hops, limit exceeded'],
  ['never', data, '554 5.7.1 Spam score exceeded threshold'],
  ['never', data, '550 5.6.0 Header line length limit exceeded'],
  ['never', recipient, '554 5.7.1 Relay access denied'],
  // Nobody’s e-mail.
  ['unreachable', hello, '421 4.7.0 Try again later, closing connection. (EHLO)'],
  ['unreachable', hello, '550 5.5.1 Invalid domain name'],
  ['unreachable', greeting, '554 5.7.1 Service refused'],
  ['unreachable', login, '535 5.7.8 Username and Password not accepted'],
  ['unreachable', mail, '530 5.7.0 Must issue a STARTTLS command first'],
  ['unreachable', mail, '553 5.7.1 Sender address rejected: not owned by user'],
  ['unreachable', startTls, '502 5.5.1 Command not implemented'],
]

test.each(answers)('%s: at %s “%s”', (verdict, command, response) => {
  expect(smtpVerdict({ code: 'EMESSAGE', responseCode: Number(response.slice(0, 3)), response, command: command as string })).toBe(verdict)
})

test('no answer is nobody’s e-mail, and what was never sent may be the next time', () => {
  expect(smtpVerdict({ code: 'ESOCKET', command: 'CONN' })).toBe('unreachable')
  expect(smtpVerdict({ code: 'ETLS' })).toBe('unreachable')
  expect(smtpVerdict({ code: 'EENVELOPE' })).toBe('later')
})

test.each([
  ['slower', 429, 'rate_limit_exceeded Too many requests. You can only make 2 requests per second.'],
  ['limit', 429, 'daily_quota_exceeded You have reached your daily email sending quota.'],
  ['limit', 429, 'monthly_quota_exceeded'],
  ['slower', 429, 'something else'],
  ['limit', 403, 'validation_error Your account has exceeded its quota'],
  ['limit', 500, 'application_error sending quota exceeded'],
  ['unreachable', 503, 'application_error'],
  ['unreachable', null, 'application_error'],
  ['unreachable', 401, 'missing_api_key'],
  ['unreachable', 403, 'validation_error The example.org domain is not verified'],
  ['never', 422, 'validation_error Invalid `to` field'],
  ['never', 413, 'validation_error the limit of 40 MB is exceeded'],
  ['later', 409, 'concurrent_idempotent_requests'],
] as const)('%s: %s from an API with “%s”', (verdict, status, text) => {
  expect(httpVerdict({ status, text })).toBe(verdict)
})

test('how long to wait is read from a header, in seconds or as a date, and from words', () => {
  const date = 'Tue, 01 Dec 2026 09:00:00 GMT'
  expect(retryAfterSeconds({ 'retry-after': '7', date })).toBe(7)
  expect(retryAfterSeconds({ 'retry-after': 'Tue, 01 Dec 2026 09:02:00 GMT', date })).toBe(120)
  expect(retryAfterSeconds({ 'retry-after': 'Tue, 01 Dec 2026 08:00:00 GMT', date })).toBe(0)
  for (const header of ['soon', '', '-5']) expect(retryAfterSeconds({ 'retry-after': header, date })).toBeUndefined()
  expect(retryAfterSeconds({})).toBeUndefined()
  expect(waitNamedIn('450 4.7.1 Greylisted, try again in 5 minutes')).toBe(300)
  expect(waitNamedIn('421 retry after 30 seconds')).toBe(30)
  expect(waitNamedIn('450 come again in 1 hour')).toBe(3600)
  expect(waitNamedIn('550 no')).toBeUndefined()
})
