import { holdAccountOf } from '../accounts/hold-account.ts'
import { countTries, limits } from '../auth/limits.ts'
import type { AccountSession } from '../auth/who.ts'
import type { EntityManager } from '../database/orm.ts'
import type { Printer } from '../language/printer.ts'
import { OutgoingEmail } from '../mail/outgoing-email.ts'
import { noteTry } from '../mail/pace.ts'
import type { Delivery } from '../mail/transport.ts'
import type { Services } from '../services.ts'
import type { World } from '../world.ts'
import { sendTestEmail, type TestResult, testResult } from './send-test-email.ts'

/** The kind of the row that says when the newest test went out: nothing composes it, and there is one at the most. */
export const testKind = 'test e-mail'

/** Sends the organiser a test e-mail, and notes how it fared: one that got through shows that e-mail works again. Throws SignedOut and TooManyTries. */
export async function testMail(em: EntityManager, { world, mail, printers }: Services, session: AccountSession, t: Printer): Promise<TestResult> {
  const account = await em.transactional(async (transaction) => {
    const held = await holdAccountOf(transaction, session)
    await countTries(transaction, world, [{ limit: limits.testEmail, subject: held.id }])
    return held
  })
  const begunAt = world.now()
  const delivery = await sendTestEmail({ world, ...mail, t: await printers.of(account.language) }, account.email)
  if (delivery.ok) await noteTest(em, world, account, delivery)
  await noteTry(em, { world, ...mail }, begunAt, delivery)
  return testResult(delivery, mail.from, account.email, t)
}

async function noteTest(
  em: EntityManager,
  world: World,
  account: { id: string; email: string },
  { loggedBecause }: Extract<Delivery, { ok: true }>,
): Promise<void> {
  const now = world.now()
  await em.transactional(async (transaction) => {
    await transaction.nativeDelete(OutgoingEmail, { deduplicationKey: testKind })
    transaction.create(OutgoingEmail, {
      id: world.newId(),
      kind: testKind,
      account: account.id,
      recipient: account.email,
      deduplicationKey: testKind,
      priority: 0,
      state: 'sent',
      attempts: 1,
      dueAt: now,
      giveUpAt: now,
      sentAt: now,
      lastError: loggedBecause ?? null,
    })
  })
}
