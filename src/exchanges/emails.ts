import type { Email } from '../mail/email.ts'
import { paths } from '../paths.ts'
import { dateInWords, zoneInWords } from '../ui/dates.ts'
import type { World } from '../world.ts'
import type { Exchange } from './exchange.ts'

type Announced = Pick<Exchange, 'id' | 'name'>

/** The most names that one e-mail lists. */
const mostNames = 20

/** Tells the admin who has joined; `joined` is how many take part now. */
export function peopleJoined(world: World, exchange: Announced, names: string[], joined: number): Email {
  return aboutPeople(world, exchange, names, joined, 'joined')
}

/** Tells the admin who has left. */
export function peopleLeft(world: World, exchange: Announced, names: string[], joined: number): Email {
  return aboutPeople(world, exchange, names, joined, 'left')
}

/** Tells the admin who was added and would rather not take part, so that they are out again. */
export function peopleDeclined(world: World, exchange: Announced, names: string[], joined: number): Email {
  return aboutPeople(world, exchange, names, joined, 'declined')
}

/** Tells the admin who asks to be taken out, since they can't leave by themselves any more. */
export function peopleWantOut(world: World, exchange: Announced & Pick<Exchange, 'state'>, names: string[]): Email {
  const want = names.length === 1 ? 'wants' : 'want'
  return {
    subject: `${names.length === 1 ? names[0] : `${names.length} people`} ${want} out: ${exchange.name}`,
    preview: 'Only you can take them out.',
    content: [
      'Hello,',
      `${listed(names)} ${want} out of “${exchange.name}”, and can’t leave alone any more. Nothing has changed yet.`,
      `On the list of people, “Remove” takes somebody out.${exchange.state === 'matched' ? ' The names are drawn, so that changes the draw; the page says how before it does.' : ''}`,
      { button: 'Open the list of people', url: world.url(paths.people(exchange.id)) },
      whereToChoose,
    ],
  }
}

function aboutPeople(world: World, exchange: Announced, names: string[], joined: number, verb: 'joined' | 'left' | 'declined'): Email {
  const who = names.length === 1 ? `${names[0]} has` : `${names.length} people have`
  return {
    subject: `${who} ${verb}: ${exchange.name}`,
    preview: takingPart(joined),
    content: [
      'Hello,',
      `${listed(names)} ${names.length === 1 ? 'has' : 'have'} ${verb} “${exchange.name}”. ${takingPart(joined)}`,
      { button: 'Open the exchange', url: world.url(paths.exchange(exchange.id)) },
      whereToChoose,
    ],
  }
}

const whereToChoose = 'Which of these e-mails you get is chosen on the exchange’s page, under “Notifications”.'

function takingPart(joined: number): string {
  if (joined === 0) return 'Nobody takes part now.'
  return joined === 1 ? '1 person takes part now.' : `${joined} people take part now.`
}

/** “Bob, Charlie and Dana”; of very many the first, and how many more. */
function listed(names: string[]): string {
  if (names.length > mostNames) return `${names.slice(0, mostNames).join(', ')} and ${names.length - mostNames} more`
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

/** Tells the admin that the names are drawn. */
export function drawDone(world: World, exchange: Announced & Pick<Exchange, 'exchangeDate'>, people: number): Email {
  return {
    subject: `The draw is done: ${exchange.name}`,
    preview: `${people} people are being told.`,
    content: [
      'Hello,',
      `The names for “${exchange.name}” are drawn, and the ${people} people who take part are being told by e-mail. Gifts are exchanged on ${dateInWords(exchange.exchangeDate)}.`,
      { button: 'Open the exchange', url: world.url(paths.exchange(exchange.id)) },
      whereToChoose,
    ],
  }
}

/** Tells the admin that e-mails about an exchange were given up. */
export function mailFailing(world: World, exchange: Announced, count: number): Email {
  return {
    subject: `${count === 1 ? 'An e-mail' : `${count} e-mails`} could not be delivered: ${exchange.name}`,
    preview: 'See why, and try again.',
    content: [
      'Hello,',
      `${count === 1 ? 'An e-mail' : `${count} e-mails`} about “${exchange.name}” could not be delivered. Perhaps an address is misspelt, or the mail service is not set up right. The page shows which, why, and lets you try again.`,
      { button: 'See which', url: world.url(paths.mail()) },
      whereToChoose,
    ],
  }
}

/** Tells the admin that an exchange is going to be erased on the local day `date`. */
export function purgeComing(world: World, exchange: Announced & Pick<Exchange, 'timezone'>, date: string): Email {
  return {
    subject: `Erased in a week: ${exchange.name}`,
    preview: `On ${dateInWords(date)} everything about it goes.`,
    content: [
      'Hello,',
      `“${exchange.name}” is over. On ${dateInWords(date)} (${zoneInWords(exchange.timezone)}) everything about it is erased: people, addresses, gift ideas, matches and e-mails. Nobody has to do anything.`,
      'If you want to keep the list of people, save it before. Later only a backup of the database brings it back.',
      { button: 'Open the exchange', url: world.url(paths.exchange(exchange.id)) },
      whereToChoose,
    ],
  }
}

/** Tells somebody who took part that the exchange was called off. */
export function calledOff(exchange: Pick<Exchange, 'name'>, { name }: { name: string }): Email {
  return {
    subject: `Called off: ${exchange.name}`,
    preview: 'The organiser has deleted the exchange.',
    content: [
      `Hello ${name},`,
      `“${exchange.name}” was called off: its organiser has deleted it. There is nothing more to do, and no gift to bring.`,
      'What you had entered is erased, your address included. This is the last e-mail about it.',
    ],
  }
}
