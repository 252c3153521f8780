import type { Printer } from '../language/printer.ts'
import type { Email } from '../mail/email.ts'
import { paths } from '../paths.ts'
import { dateInWords, zoneInWords } from '../ui/dates.ts'
import type { World } from '../world.ts'
import type { Exchange } from './exchange.ts'
import { giftDay } from './gift-day.ts'

type Announced = Pick<Exchange, 'id' | 'name'>

/** The most names that one e-mail lists. */
const mostNames = 20

/** Tells the organiser who has joined, has left, or was added and would rather not take part, so that they are out again; `joined` is how many take part now. */
export function peopleMoved(what: 'joined' | 'left' | 'declined', world: World, exchange: Announced, names: string[], joined: number, t: Printer): Email {
  const news = newsOf(what, names, t)
  const takePart = t('email.people.count', { count: joined, exchange: exchange.name })
  return {
    subject: t('email.subject', { news, exchange: exchange.name }),
    preview: takePart,
    content: [
      t('email.hello'),
      { news },
      ...(names.length > 1 ? [t('email.names.are', { names: listed(names, t) })] : []),
      takePart,
      { button: t('email.openTheExchange'), url: world.url(paths.exchange(exchange.id)) },
    ],
    ...chosen(world, exchange, t),
  }
}

/** Tells the organiser who asks to be taken out, since they can't leave by themselves any more. */
export function peopleWantOut(world: World, exchange: Announced & Pick<Exchange, 'state'>, names: string[], t: Printer): Email {
  const news = newsOf('wantsOut', names, t)
  const where = t('email.wantsOut.where')
  return {
    subject: t('email.subject', { news, exchange: exchange.name }),
    preview: t('email.wantsOut.preview'),
    content: [
      t('email.hello'),
      { news },
      t('email.wantsOut.who', { count: names.length, names: listed(names, t), exchange: exchange.name }),
      exchange.state === 'matched' ? `${where} ${t('email.wantsOut.drawn')}` : where,
      { button: t('email.wantsOut.button'), url: world.url(paths.people(exchange.id)) },
    ],
    ...chosen(world, exchange, t),
  }
}

function newsOf(what: 'joined' | 'left' | 'declined' | 'wantsOut', names: string[], t: Printer): string {
  const [name, ...others] = names
  return name !== undefined && others.length === 0 ? t(`email.${what}.one`, { name }) : t(`email.${what}.many`, { count: names.length })
}

/** What the foot of each e-mail to an organiser says. */
function chosen(world: World, { id, name }: Announced, t: Printer) {
  return { why: t('email.why.organises', { exchange: name }), choosingUrl: world.url(paths.notifications(id)) }
}

/** “Bob, Charlie and Dana”; of very many the first, and how many more. */
function listed(names: string[], t: Printer): string {
  const more = names.length - mostNames
  return t.list(more > 0 ? [...names.slice(0, mostNames), t('email.names.more', { count: more })] : names)
}

/** Tells the organiser that the names are drawn. */
export function drawDone(world: World, exchange: Announced & Pick<Exchange, 'exchangeDate'>, people: number, t: Printer): Email {
  const about = { news: t('email.drawDone.news'), exchange: exchange.name }
  return {
    subject: t('email.subject', about),
    preview: t('email.drawDone.preview', { count: people }),
    content: [
      t('email.hello'),
      { news: about.news },
      `${t('email.matchReady.drawn', about)} ${t('email.drawDone.told', { count: people })}`,
      giftDay({ exchangeDate: exchange.exchangeDate }, t),
      { button: t('email.openTheExchange'), url: world.url(paths.exchange(exchange.id)) },
    ],
    ...chosen(world, exchange, t),
  }
}

/** Tells somebody who organises an exchange from now on; `inviter`, a name or an address, shared it. */
export function sharedWithYou(world: World, exchange: Announced, inviter: string, t: Printer): Email {
  const about = { news: t('email.sharedWithYou.news'), exchange: exchange.name }
  const what = t('email.sharedWithYou.what', { inviter, exchange: exchange.name })
  return {
    subject: t('email.subject', about),
    preview: what,
    content: [t('email.hello'), { news: about.news }, what, { button: t('email.openTheExchange'), url: world.url(paths.exchange(exchange.id)) }],
    ...chosen(world, exchange, t),
  }
}

/** Tells an organiser that a rule looked back to an exchange of somebody else, which is gone. */
export function ruleGone(world: World, exchange: Announced, t: Printer): Email {
  const about = { news: t('email.ruleGone.news'), exchange: exchange.name }
  const what = t('email.ruleGone.what', { exchange: exchange.name })
  return {
    subject: t('email.subject', about),
    preview: what,
    content: [t('email.hello'), { news: about.news }, what, { button: t('email.openTheExchange'), url: world.url(paths.exchange(exchange.id)) }],
    ...chosen(world, exchange, t),
  }
}

/** Tells somebody that they are the only organiser of an exchange from now on. */
export function handedOverToYou(world: World, exchange: Announced, t: Printer): Email {
  const about = { news: t('email.handedToYou.news'), exchange: exchange.name }
  const what = t('email.handedToYou.what', { exchange: exchange.name })
  return {
    subject: t('email.subject', about),
    preview: what,
    content: [t('email.hello'), { news: about.news }, what, { button: t('email.openTheExchange'), url: world.url(paths.exchange(exchange.id)) }],
    ...chosen(world, exchange, t),
  }
}

/** Tells an organiser that somebody reported a message, which only the page shows. */
export function messageReported(world: World, exchange: Announced, t: Printer): Email {
  const about = { news: t('email.messageReported.news'), exchange: exchange.name }
  const what = t('email.messageReported.what', { exchange: exchange.name })
  return {
    subject: t('email.subject', about),
    preview: what,
    content: [t('email.hello'), { news: about.news }, what, { button: t('email.messageReported.button'), url: world.url(paths.reports(exchange.id)) }],
    why: t('email.why.organises', { exchange: exchange.name }),
  }
}

/** Tells the organiser that e-mails about an exchange were given up. */
export function mailFailing(world: World, exchange: Announced, count: number, t: Printer): Email {
  const about = { news: t('email.mailFailing.news', { count }), exchange: exchange.name }
  return {
    subject: t('email.subject', about),
    preview: t('email.mailFailing.preview'),
    content: [
      t('email.hello'),
      { news: about.news },
      `${t('email.mailFailing.about', { count, exchange: exchange.name })} ${t('email.mailFailing.why')}`,
      { button: t('email.mailFailing.button'), url: world.url(paths.mail()) },
    ],
    ...chosen(world, exchange, t),
  }
}

/** Tells the organiser that an exchange is going to be erased on the local day `date`. */
export function purgeComing(
  world: World,
  exchange: Announced & Pick<Exchange, 'timezone' | 'rememberPairs'>,
  day: string,
  returners: number,
  t: Printer,
): Email {
  const about = { exchange: exchange.name }
  const date = dateInWords(day, t)
  return {
    subject: t('email.purgeComing.subject', about),
    preview: t('email.purgeComing.preview', { date }),
    content: [
      t('email.hello'),
      { news: t('email.purgeComing.news', about) },
      t('email.purgeComing.what', { date, zone: zoneInWords(exchange.timezone, t) }),
      ...(exchange.rememberPairs ? [t('email.purgeComing.pairs')] : []),
      ...(returners > 0 ? [t('email.purgeComing.people')] : []),
      t('email.purgeComing.keep'),
      { button: t('email.openTheExchange'), url: world.url(paths.exchange(exchange.id)) },
    ],
    ...chosen(world, exchange, t),
  }
}

/** Tells somebody who took part that the exchange was called off. */
export function calledOff({ name: exchange }: Pick<Exchange, 'name'>, { name }: { name: string }, t: Printer): Email {
  return {
    subject: t('email.calledOff.subject', { exchange }),
    preview: t('email.calledOff.preview'),
    content: [t('email.helloName', { name }), { news: t('email.calledOff.news', { exchange }) }, t('email.calledOff.what'), t('email.calledOff.erased')],
    why: t('email.why.tookPart', { exchange }),
  }
}
