import type { Carrier } from './choose.ts'

/** Says where to find an e-mail that is not really sent, or what has to be set up first; undefined where e-mails go out. */
export function missingMail({ kind }: Carrier): string | undefined {
  if (kind === 'log') return 'This site doesn’t send e-mail yet: the link is in the server’s log, marked DEV MODE.'
  if (kind === 'nowhere') return 'This site can’t send e-mail yet. Yours waits until whoever runs the server has set that up.'
  return undefined
}
