import { reasonInWords } from '../language/mail-reasons.ts'
import type { Printer } from '../language/printer.ts'
import { domainOf } from '../mail/email.ts'
import { renderEmail } from '../mail/layout.tsx'
import { type Delivery, noWay, type Transport, tooLate } from '../mail/transport.ts'
import { paths } from '../paths.ts'
import type { World } from '../world.ts'

/** What carries a test e-mail, from whom, and in which language. */
type Sending = { world: World; transport: Transport; from: string; t: Printer }

/** Sends a short e-mail in the language of `t` at once, past the outbox. A transport that has not answered within `patience` milliseconds counts as unreachable. */
export function sendTestEmail({ world, transport, from, t }: Sending, to: string, patience = 20_000): Promise<Delivery> {
  const content = [t('email.hello'), t('email.test.what'), { button: t('email.openSneakyKlaus'), url: world.url(paths.settings()) }]
  const email = renderEmail({ subject: t('email.test.subject'), preview: t('email.test.preview'), content }, t)
  const signal = AbortSignal.timeout(patience)
  return Promise.race([transport.send({ ...email, id: world.newId(), from, to }, signal), tooLate(signal)])
}

/** How a test went, in a sentence or two for whoever asked for it. */
export type TestResult = { outcome: 'sent' | 'logged' | 'refused'; text: string }

/** Says what came of a test e-mail from `from` to `to`, and what to do about it. */
export function testResult(delivery: Delivery, from: string, to: string, t: Printer): TestResult {
  if (!delivery.ok) return { outcome: 'refused', text: t('outbox.test.notSent', { reason: reasonInWords(delivery.reason, t) }) }
  if (delivery.loggedBecause === noWay) return { outcome: 'logged', text: t('outbox.test.notSetUp') }
  if (delivery.loggedBecause !== undefined) {
    return { outcome: 'refused', text: t('outbox.test.onlyLogged', { reason: reasonInWords(delivery.loggedBecause, t) }) }
  }
  return { outcome: 'sent', text: t('outbox.test.sent', { address: to, domain: domainOf(from) }) }
}
