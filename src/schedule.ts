import { forgetWaitingAddresses } from './accounts/new-address.ts'
import { tellOfFailingBackups } from './accounts/tell-of-backups.ts'
import { forgetOldTries } from './auth/limits.ts'
import { forgetDeadLinks } from './auth/links.ts'
import { forgetEndedSessions } from './auth/participant-session.ts'
import { forgetDeadSessions } from './auth/sign-in.ts'
import { leaveNoTrace } from './database/erase.ts'
import { tellOfChanges } from './draw/tell-of-changes.ts'
import { closeDueExchanges, completeDueExchanges } from './exchanges/due-transitions.ts'
import { forgetOldPast } from './exchanges/forget-past.ts'
import { purgeDueExchanges, warnOfPurges } from './exchanges/purge.ts'
import { tellOfFailingMail, tellOrganisers } from './exchanges/tell-organisers.ts'
import type { Job, JobContext, Report } from './jobs/context.ts'
import { backUpDaily } from './jobs/daily-backup.ts'
import { forgetAsides } from './jobs/forget-asides.ts'
import { freeingMemory } from './jobs/free-memory.ts'
import { deliverDueEmails, type MailWorker } from './mail/deliver.ts'
import { noteLateSignInEmails } from './mail/lag.ts'
import { forgetFarewells } from './mail/outbox.ts'
import { announceMessages } from './messages/announce-messages.ts'
import { sendDueReminders } from './participants/remind.ts'

const everyMinute = '2 * * * * *'
const everyFiveMinutes = '5 */5 * * * *'
const everyHour = '0 5 * * * *'

/**
 * The schedule: every job with its cron pattern. Days end and mornings begin at any quarter of an hour somewhere, so what hangs on a local
 * date is looked at every minute, which is one small query; a few seconds past the full one, so that it has surely come.
 * After a pause of the app everything runs once, in this order.
 */
export const schedule: Job[] = [
  { name: 'close registration', when: everyMinute, run: closeDueExchanges },
  { name: 'complete exchanges', when: everyMinute, run: completeDueExchanges },
  { name: 'send reminders', when: everyMinute, run: sendDueReminders },
  { name: 'tell of changes', when: everyMinute, run: quiet(tellOfChanges) },
  { name: 'announce messages', when: everyMinute, run: quiet(announceMessages) },
  { name: 'purge exchanges', when: everyFiveMinutes, run: purgeDueExchanges },
  { name: 'forget the past', when: everyHour, run: forgetOldPast },
  { name: 'warn of purges', when: everyFiveMinutes, run: warnOfPurges },
  { name: 'tell the organiser', when: everyMinute, run: tellOrganisers },
  { name: 'tell of failing mail', when: everyFiveMinutes, run: tellOfFailingMail },
  { name: 'deliver e-mail', when: '*/10 * * * * *', isShared: true, run: quiet(deliverDueEmails) },
  { name: 'watch sign-in e-mails', when: everyFiveMinutes, run: quiet(noteLateSignInEmails) },
  { name: 'forget farewells', when: everyMinute, run: forgetSentFarewells },
  { name: 'forget dead links', when: everyHour, run: quiet(({ em, world }) => forgetDeadLinks(em(), world)) },
  { name: 'forget waiting addresses', when: everyHour, run: quiet(({ em, world }) => forgetWaitingAddresses(em(), world)) },
  { name: 'forget dead sessions', when: everyHour, run: quiet(({ em, world }) => forgetDeadSessions(em(), world)) },
  { name: 'forget ended sessions', when: everyHour, run: quiet(({ em, world }) => forgetEndedSessions(em(), world)) },
  { name: 'forget old tries', when: everyHour, run: quiet(({ em, world }) => forgetOldTries(em(), world)) },
  { name: 'back up', when: everyHour, isWanted: wantsBackups, run: backUpDaily },
  { name: 'forget databases from before', when: everyHour, isShared: true, run: forgetAsides },
  { name: 'tell of failing backups', when: everyHour, isWanted: wantsBackups, run: tellOfFailingBackups },
  { name: 'free memory', when: everyMinute, isShared: true, run: freeingMemory() },
]

function wantsBackups({ backups }: JobContext): boolean {
  return backups !== undefined && backups.backupKeep > 0
}

/** A job that logs what it does itself, or does nothing worth logging. */
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
