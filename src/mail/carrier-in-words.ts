import type { Printer } from '../language/printer.ts'
import type { Carrier } from './choose.ts'

/** Says where to find an e-mail that is not really sent, or what has to be set up first; undefined where e-mails go out. */
export function missingMail({ kind }: Carrier, t: Printer): string | undefined {
  if (kind === 'log') return t('email.missing.log')
  if (kind === 'nowhere') return t('email.missing.nowhere')
  return undefined
}
