import { forgetOldTries } from '../auth/limits.ts'
import { forgetDeadLinks } from '../auth/links.ts'
import { forgetDeadSessions } from '../auth/sign-in.ts'
import { deliverDueEmails, type MailWorker } from '../mail/deliver.ts'

/** Something that happens by the clock. `when` is a cron pattern with seconds, in UTC. */
export type Job = { name: string; when: string; run(worker: MailWorker): Promise<void> }

/** The whole clock on one page. */
export const schedule: Job[] = [
  { name: 'deliver e-mail', when: '*/10 * * * * *', run: deliverDueEmails },
  { name: 'forget dead links', when: '0 5 * * * *', run: ({ em, world }) => forgetDeadLinks(em(), world) },
  { name: 'forget dead sessions', when: '0 10 * * * *', run: ({ em, world }) => forgetDeadSessions(em(), world) },
  { name: 'forget old tries', when: '0 15 * * * *', run: ({ em, world }) => forgetOldTries(em(), world) },
]
