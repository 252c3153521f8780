import type { Exchange } from '../exchanges/exchange.ts'
import { description, giftDay } from '../exchanges/gift-day.ts'
import type { Printer } from '../language/printer.ts'
import type { Email, EmailPart } from '../mail/email.ts'
import type { Participant } from '../participants/participant.ts'

type Named = Pick<Exchange, 'name'>
/** What the e-mail tells of an exchange, and of the person drawn; `url` is a link that signs in. */
type Announced = Named & Pick<Exchange, 'budget' | 'exchangeDate' | 'description'>
type Drawn = Pick<Participant, 'name' | 'giftIdeas'>
type Giver = Pick<Participant, 'name'>

/** Says that the names are drawn; who the giver drew only when the exchange wants that in the e-mail. */
export function matchReady(url: string, exchange: Announced, giver: Giver, receiver: Drawn | undefined, t: Printer): Email {
  const news = t('email.matchReady.news')
  const about = { exchange: exchange.name }
  return {
    subject: t('email.subject', { news, ...about }),
    preview: t('email.matchReady.preview'),
    content: [
      t('email.helloName', giver),
      ...(receiver
        ? [{ newsOf: 'email.matchReady.newsOf', name: receiver.name } as const, ...ideasOf(receiver, t), t('email.matchReady.drawn', about)]
        : [{ news }, t('email.matchReady.waiting', about)]),
      giftDay(exchange, t),
      { button: receiver ? t('email.openMyExchange') : t('email.seeWhoYouGiveTo'), url },
      t('email.linkLife.untilCompletion'),
      ...description(exchange, t),
    ],
  }
}

/** Says that the giver has somebody else now; who only when the exchange wants that in the e-mail. */
export function matchChanged(url: string, { name: exchange }: Named, giver: Giver, receiver: Drawn | undefined, t: Printer): Email {
  const news = t('email.matchChanged.news')
  return {
    subject: t('email.subject', { news, exchange }),
    preview: t('email.lookAgain'),
    content: [
      t('email.helloName', giver),
      receiver ? { newsOf: 'email.matchChanged.newsOf', name: receiver.name } : { news },
      t('email.matchChanged.why', { exchange }),
      ...(receiver ? ideasOf(receiver, t) : []),
      { button: receiver ? t('email.openMyExchange') : t('email.matchChanged.see'), url },
      t('email.linkLife.untilCompletion'),
      t('email.keptToOneself'),
    ],
  }
}

/** Says that whoever the giver gives to has changed something: not who that is, nor what. */
export function wishesChanged(url: string, { name: exchange }: Named, giver: Giver, t: Printer): Email {
  const news = t('email.wishesChanged.news')
  return {
    subject: t('email.subject', { news, exchange }),
    preview: t('email.wishesChanged.preview'),
    content: [
      t('email.helloName', giver),
      { news },
      t('email.wishesChanged.why', { exchange }),
      { button: t('email.wishesChanged.see'), url },
      t('email.linkLife.untilCompletion'),
      t('email.keptToOneself'),
    ],
  }
}

/** Says that a change of the match was taken back. */
export function matchRestored(url: string, { name: exchange }: Named, giver: Giver, t: Printer): Email {
  const news = t('email.matchRestored.news')
  return {
    subject: t('email.subject', { news, exchange }),
    preview: t('email.lookAgain'),
    content: [
      t('email.helloName', giver),
      { news },
      t('email.matchRestored.why', { exchange }),
      { button: t('email.seeWhoYouGiveTo'), url },
      t('email.linkLife.untilCompletion'),
      t('email.keptToOneself'),
    ],
  }
}

/** Says that somebody who had been taken out is in again, with the match from before. */
export function backIn(url: string, { name: exchange }: Named, giver: Giver, t: Printer): Email {
  const news = t('email.backIn.news')
  return {
    subject: t('email.subject', { news, exchange }),
    preview: t('email.backIn.preview'),
    content: [
      t('email.helloName', giver),
      { news },
      t('email.backIn.why', { exchange }),
      { button: t('email.openMyExchange'), url },
      t('email.linkLife.untilCompletion'),
    ],
  }
}

/** Says that the draw was undone and another one comes. */
export function newDrawComing(url: string, { name: exchange }: Named, participant: Giver, t: Printer): Email {
  const news = t('email.newDrawComing.news')
  return {
    subject: t('email.subject', { news, exchange }),
    preview: t('email.newDrawComing.preview'),
    content: [
      t('email.helloName', participant),
      { news },
      t('email.newDrawComing.why', { exchange }),
      { button: t('email.openMyExchange'), url },
      t('email.linkLife.untilCompletion'),
    ],
  }
}

function ideasOf({ name, giftIdeas }: Drawn, t: Printer): EmailPart[] {
  return giftIdeas ? [t('email.ideas', { name }), { quote: giftIdeas }] : []
}
