import type { EntityManager } from '../database/orm.ts'
import type { Printer } from '../language/printer.ts'
import { missingMail } from '../mail/carrier-in-words.ts'
import { isInTrouble } from '../mail/trouble.ts'
import type { Services } from '../services.ts'

/** Why an e-mail that was just promised is not there in a moment, as a sentence; undefined when it should be. */
export async function whyLate(em: EntityManager, { mail }: Pick<Services, 'mail'>, t: Printer): Promise<string | undefined> {
  const missing = missingMail(mail.carrier, t)
  if (missing !== undefined) return missing
  return (await isInTrouble(em)) ? t('registration.checkMail.late') : undefined
}
