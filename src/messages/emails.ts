import type { Exchange } from '../exchanges/exchange.ts'
import type { Printer } from '../language/printer.ts'
import type { Email } from '../mail/email.ts'

/** Says that there is something to read: not what it says, nor who of the two wrote it, so that it is the same for everybody. `signsIn` says that the link does. */
export function newMessages(url: string, { name: exchange }: Pick<Exchange, 'name'>, { name }: { name: string }, signsIn: boolean, t: Printer): Email {
  const news = t('email.newMessages.news')
  return {
    subject: t('email.subject', { news, exchange }),
    preview: t('email.newMessages.preview'),
    content: [
      t('email.helloName', { name }),
      { news },
      t('email.newMessages.what', { exchange }),
      { button: t('email.newMessages.button'), url },
      ...(signsIn ? [t('email.linkLife.untilCompletion')] : []),
    ],
  }
}
