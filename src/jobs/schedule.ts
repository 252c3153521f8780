import { tellOfFailingBackups } from '../admin/tell-of-backups.ts'
import { forgetOldTries } from '../auth/limits.ts'
import { forgetDeadLinks } from '../auth/links.ts'
import { forgetDeadSessions } from '../auth/sign-in.ts'
import { leaveNoTrace } from '../database/erase.ts'
import type { Serving } from '../database/orm.ts'
import { closeDueExchanges, completeDueExchanges } from '../exchanges/move-on.ts'
import { purgeDueExchanges, warnOfPurges } from '../exchanges/purge.ts'
import { tellAdmin, tellOfFailingMail } from '../exchanges/tell-admin.ts'
import { deliverDueEmails, type MailWorker } from '../mail/deliver.ts'
import { noteLateSignInEmails } from '../mail/lag.ts'
import { forgetFarewells } from '../mail/outbox.ts'
import type { Metrics } from '../metrics/metrics.ts'
import { sendDueReminders } from '../participants/remind.ts'
import type { Report } from './clockwork.ts'
import { backUpDaily, type DailyBackups } from './daily-backup.ts'

/** What the clock works with: the mail worker, the other processes, which daily backups are wanted, and who counts what was done. */
export type ClockParts = MailWorker & { serving?: Serving; backups?: DailyBackups; metrics?: Metrics | undefined }

/** Something that happens by the clock. `when` is a cron pattern with seconds, in UTC. Of several processes one does it at a time, unless it is `shared`. */
export type Job = { name: string; when: string; isShared?: boolean; run(parts: ClockParts): Promise<Report> }

/**
 * The whole clock on one page. Days end and mornings begin at any quarter of an hour somewhere, so what hangs on a local
 * date is looked at every minute, which is one small query; a few seconds past the full one, so that it has surely come.
 * After a pause of the app everything runs once, in this order.
 */
export const schedule: Job[] = [
  { name: 'close registration', when: '2 * * * * *', run: closeDueExchanges },
  { name: 'complete exchanges', when: '3 * * * * *', run: completeDueExchanges },
  { name: 'send reminders', when: '4 * * * * *', run: sendDueReminders },
  { name: 'purge exchanges', when: '5 */5 * * * *', run: purgeDueExchanges },
  { name: 'warn of purges', when: '6 */5 * * * *', run: warnOfPurges },
  { name: 'tell the admin', when: '7 * * * * *', run: tellAdmin },
  { name: 'tell of failing mail', when: '8 */5 * * * *', run: tellOfFailingMail },
  { name: 'deliver e-mail', when: '*/10 * * * * *', isShared: true, run: quiet(deliverDueEmails) },
  { name: 'watch sign-in e-mails', when: '10 */5 * * * *', run: quiet(noteLateSignInEmails) },
  { name: 'forget farewells', when: '9 * * * * *', run: forgetSentFarewells },
  { name: 'forget dead links', when: '0 5 * * * *', run: quiet(({ em, world }) => forgetDeadLinks(em(), world)) },
  { name: 'forget dead sessions', when: '0 10 * * * *', run: quiet(({ em, world }) => forgetDeadSessions(em(), world)) },
  { name: 'forget old tries', when: '0 15 * * * *', run: quiet(({ em, world }) => forgetOldTries(em(), world)) },
  { name: 'back up', when: '0 20 * * * *', run: backUpDaily },
  { name: 'tell of failing backups', when: '0 25 * * * *', run: tellOfFailingBackups },
]

/** A job that notes by itself what it does, or does nothing worth noting. */
function quiet(work: (worker: MailWorker) => Promise<void>): Job['run'] {
  return async (worker) => {
    await work(worker)
    return {}
  }
}

/** People of a deleted exchange were promised that nothing of them is left. */
async function forgetSentFarewells({ em }: MailWorker): Promise<Report> {
  const emails = await forgetFarewells(em())
  if (emails > 0) await leaveNoTrace(em())
  return { emails }
}
