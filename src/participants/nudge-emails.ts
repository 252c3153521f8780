import type { Exchange } from '../exchanges/exchange.ts'
import { giftDay } from '../exchanges/gift-day.ts'
import type { Printer } from '../language/printer.ts'
import type { Composed, Composing, Due } from '../mail/compose.ts'
import type { Email } from '../mail/email.ts'
import type { Kind } from '../mail/kinds.ts'
import { signInLink } from '../mail/sign-in-link.ts'
import { findReader } from './find-reader.ts'
import { isStillToDo, type Nudge, whyNotNudge } from './nudges.ts'
import type { Participant } from './participant.ts'
import { readProgress } from './standing.ts'

type Announced = Pick<Exchange, 'name' | 'budget' | 'exchangeDate' | 'state'>

/** Composes the e-mail of a nudge. Whoever has done meanwhile what it is about, or can't do it any more, gets none. */
export function composeNudge(nudge: Nudge) {
  return async (composing: Composing, due: Due<Kind>): Promise<Composed | undefined> => {
    const reader = await findReader(composing, due)
    if (!reader || whyNotNudge(nudge, reader.exchange)) return undefined
    const { person, exchange, t } = reader
    const progress = await readProgress(composing.em, composing.vault, { id: person.id, exchangeId: exchange.id })
    if (!progress || !isStillToDo(nudge, progress)) return undefined
    const { url, usableUntil } = await signInLink(composing, due, reader)
    return { to: person.email, email: nudgeTo(nudge, url, exchange, person, t), t, usableUntil }
  }
}

/** Says to somebody what is still to do, with a link that leads there. */
export function nudgeTo(nudge: Nudge, url: string, exchange: Announced, { name }: Pick<Participant, 'name'>, t: Printer): Email {
  const about = { news: t(words[nudge].news), exchange: exchange.name }
  return {
    subject: t('email.subject', about),
    preview: t(words[nudge].preview),
    content: [
      t('email.helloName', { name }),
      { news: about.news },
      t(words[nudge].what, about),
      ...(nudge === 'sign_in' ? [t(exchange.state === 'matched' ? 'email.added.drawn' : 'email.added.notDrawn')] : []),
      giftDay(exchange, t),
      { button: t(words[nudge].button), url },
      t('email.linkLife.untilCompletion'),
    ],
  }
}

const words = {
  sign_in: {
    news: 'email.nudge.signIn.news',
    preview: 'email.nudge.signIn.preview',
    what: 'email.nudge.signIn.what',
    button: 'email.openMyExchange',
  },
  wishes: {
    news: 'email.nudge.wishes.news',
    preview: 'email.nudge.wishes.preview',
    what: 'email.nudge.wishes.what',
    button: 'email.reminder.writeButton',
  },
  questions: {
    news: 'email.nudge.questions.news',
    preview: 'email.nudge.questions.preview',
    what: 'email.nudge.questions.what',
    button: 'email.nudge.questions.button',
  },
  look: {
    news: 'email.nudge.look.news',
    preview: 'email.matchReady.preview',
    what: 'email.nudge.look.what',
    button: 'email.seeWhoYouGiveTo',
  },
} as const satisfies Record<Nudge, object>
