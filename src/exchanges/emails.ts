import type { Email } from '../mail/email.ts'
import { paths } from '../paths.ts'
import { dateInWords, zoneInWords } from '../ui/dates.ts'
import type { World } from '../world.ts'
import type { Exchange } from './exchange.ts'

type Announced = Pick<Exchange, 'id' | 'name'>

/** The most names that one e-mail lists. */
const mostNames = 20

/** Tells the organiser who has joined; `joined` is how many take part now. */
export function peopleJoined(world: World, exchange: Announced, names: string[], joined: number): Email {
  return aboutPeople(world, exchange, names, joined, 'joined')
}

/** Tells the organiser who has left. */
export function peopleLeft(world: World, exchange: Announced, names: string[], joined: number): Email {
  return aboutPeople(world, exchange, names, joined, 'left')
}

/** Tells the organiser who was added and would rather not take part, so that they are out again. */
export function peopleDeclined(world: World, exchange: Announced, names: string[], joined: number): Email {
  return aboutPeople(world, exchange, names, joined, 'declined')
}

/** Tells the organiser who asks to be taken out, since they can't leave by themselves any more. */
export function peopleWantOut(world: World, exchange: Announced & Pick<Exchange, 'state'>, names: string[]): Email {
  const news = `${names.length === 1 ? names[0] : `${names.length} people`} ${names.length === 1 ? 'wants' : 'want'} out`
  return {
    subject: `${news}: ${exchange.name}`,
    preview: 'Only you can take them out.',
    content: [
      'Hello,',
      { news },
      `${listed(names)} can’t leave “${exchange.name}” without you. Nothing has changed yet.`,
      `You can take people out on the list of people.${exchange.state === 'matched' ? ' The names are drawn, so that changes the draw; the page says how before it does.' : ''}`,
      { button: 'Open the list of people', url: world.url(paths.people(exchange.id)) },
    ],
    ...chosen(world, exchange),
  }
}

function aboutPeople(world: World, exchange: Announced, names: string[], joined: number, verb: 'joined' | 'left' | 'declined'): Email {
  const news = `${names.length === 1 ? names[0] : `${names.length} people`} ${verb}`
  const takePart = `“${exchange.name}” now has ${peopleInWords(joined)}.`
  return {
    subject: `${news}: ${exchange.name}`,
    preview: takePart,
    content: [
      'Hello,',
      { news },
      ...(names.length === 1 ? [takePart] : [`They are ${listed(names)}.`, takePart]),
      { button: 'Open the exchange', url: world.url(paths.exchange(exchange.id)) },
    ],
    ...chosen(world, exchange),
  }
}

/** What the foot of each e-mail to an organiser says. */
function chosen(world: World, { id, name }: Announced) {
  return { why: `You get this because you organise “${name}”.`, choosingUrl: world.url(paths.notifications(id)) }
}

function peopleInWords(count: number): string {
  if (count === 0) return 'no one in it'
  return count === 1 ? '1 person' : `${count} people`
}

/** “Bob, Charlie and Dana”; of very many the first, and how many more. */
function listed(names: string[]): string {
  if (names.length > mostNames) return `${names.slice(0, mostNames).join(', ')} and ${names.length - mostNames} more`
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

/** Tells the organiser that the names are drawn. */
export function drawDone(world: World, exchange: Announced & Pick<Exchange, 'exchangeDate'>, people: number): Email {
  return {
    subject: `The draw is done: ${exchange.name}`,
    preview: `${peopleInWords(people)} are being told.`,
    content: [
      'Hello,',
      { news: 'The draw is done' },
      `The names for “${exchange.name}” are drawn. ${peopleInWords(people)} are being told by e-mail.`,
      { facts: [['Gift day', dateInWords(exchange.exchangeDate)]] },
      { button: 'Open the exchange', url: world.url(paths.exchange(exchange.id)) },
    ],
    ...chosen(world, exchange),
  }
}

/** Tells the organiser that e-mails about an exchange were given up. */
export function mailFailing(world: World, exchange: Announced, count: number): Email {
  const news = `${count === 1 ? 'An e-mail' : `${count} e-mails`} couldn’t be delivered`
  return {
    subject: `${news}: ${exchange.name}`,
    preview: 'See why, and try again.',
    content: [
      'Hello,',
      { news },
      `${count === 1 ? 'It’s' : 'They’re'} about “${exchange.name}”. Maybe an address is misspelt, or mail isn’t set up right. The page shows which, and why, and lets you try again.`,
      { button: 'See which', url: world.url(paths.mail()) },
    ],
    ...chosen(world, exchange),
  }
}

/** Tells the organiser that an exchange is going to be erased on the local day `date`. */
export function purgeComing(world: World, exchange: Announced & Pick<Exchange, 'timezone'>, date: string): Email {
  return {
    subject: `Erased in a week: ${exchange.name}`,
    preview: `On ${dateInWords(date)} everything about it goes.`,
    content: [
      'Hello,',
      { news: `Erased in a week: “${exchange.name}”` },
      `The exchange is over. On ${dateInWords(date)} (${zoneInWords(exchange.timezone)}) everything about it is erased automatically: people, addresses, gift ideas, matches and e-mails. You don’t have to do anything.`,
      'To keep the list of people, save it before then. After that only a backup of the database brings it back.',
      { button: 'Open the exchange', url: world.url(paths.exchange(exchange.id)) },
    ],
    ...chosen(world, exchange),
  }
}

/** Tells somebody who took part that the exchange was called off. */
export function calledOff(exchange: Pick<Exchange, 'name'>, { name }: { name: string }): Email {
  return {
    subject: `Called off: ${exchange.name}`,
    preview: 'The organiser has deleted the exchange.',
    content: [
      `Hello ${name},`,
      { news: `“${exchange.name}” is called off` },
      'The organiser has deleted it. There’s nothing more to do, and no gift to bring.',
      'Everything you entered is erased, including your address. This is the last e-mail about it.',
    ],
    why: `You get this because you took part in “${exchange.name}”.`,
  }
}
