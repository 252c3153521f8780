import type { Life } from '../auth/links.ts'
import type { Destination } from '../auth/magic-token.ts'

/** Lower goes first: somebody waits for a sign-in link. */
const priorities = { signIn: 0, news: 5, reminder: 9 }

const anHour = 60
const halfAnHour = 30

/** To a participant, by whatever address that person has when it goes out. */
type ToParticipant = { to: 'participant'; parameters: unknown }
/** To the account of whoever organises, by the address that it has when it goes out. */
type ToOrganiser = { to: 'organiser'; parameters: unknown }
/** To one address, whoever's it is by then: somebody who is gone, or an address that was in use before. */
type ToAddress = { to: 'address'; parameters: unknown }

/** Which draw an e-mail speaks of. */
type OfDraw = { drawId: string }
/** The hash of the secret of the browser that waits for the link, if one does. */
type ForBrowser = { requesterHash: string | null }
/** Under which name the links of a repair were made for everyone, missing in what version 1.1 queued; whether it concerns its reader at all, 1 or 0, so that both are of one length; missing up to version 1.3: it does. */
type OfRepair = OfDraw & { linkSet?: string; isConcerned?: 0 | 1 }

/** Every kind of e-mail: to whom it goes, and what its composer has to be told. */
type KindsOfEmail = {
  'registration confirmation': ToParticipant & { parameters: ForBrowser }
  'added by the organiser': ToParticipant & { parameters: Nothing }
  'magic link': ToParticipant & { parameters: ForBrowser & { leadsTo?: Destination } }
  'address corrected': ToParticipant & { parameters: Nothing }
  'withdrawal confirmation': ToParticipant & { parameters: { isOwnWish: boolean } }
  'match notification': ToParticipant & { parameters: OfDraw }
  'back in': ToParticipant & { parameters: OfDraw }
  'changed match': ToParticipant & { parameters: OfRepair }
  'restored match': ToParticipant & { parameters: OfRepair }
  /** With when the receiver changed something last, in milliseconds, and how often the draw had been repaired. */
  'changed wishes': ToParticipant & { parameters: OfDraw & { linkSet: string; changedAt: number; repairs: number } }
  /** Without a set of links once the exchange is completed. */
  'new messages': ToParticipant & { parameters: { linkSet?: string } }
  'new draw': ToParticipant & { parameters: Nothing }
  reminder: ToParticipant & { parameters: { exchangeDate: string } }
  'message from the organiser': ToParticipant & { parameters: { subject: string; message: string } }
  'nudge sign in': ToParticipant & { parameters: Nothing }
  'nudge wishes': ToParticipant & { parameters: Nothing }
  'nudge questions': ToParticipant & { parameters: Nothing }
  'nudge look': ToParticipant & { parameters: Nothing }
  'address changed': ToAddress & { parameters: { participantId: string } }
  /** The reader's language is missing in what version 1.2 queued; in what version 1.3 queued, answers went to one address. */
  'exchange called off': ToAddress & { parameters: { exchangeName: string; name: string; answersTo: string | string[] | null; language?: string } }
  /** Likewise the account. */
  'e-mail address changed': ToAddress & { parameters: { accountId?: string } }
  'new address': ToAddress & { parameters: { accountId: string } }
  'new registration': ToOrganiser & { parameters: { participantIds: string[] } }
  withdrawal: ToOrganiser & { parameters: { participantIds: string[] } }
  declined: ToOrganiser & { parameters: { participantIds: string[] } }
  'wants out': ToOrganiser & { parameters: { participantIds: string[] } }
  'draw done': ToOrganiser & { parameters: Nothing }
  /** With the time up to which it was told before, in milliseconds. */
  'mail failing': ToOrganiser & { parameters: { toldAt: number | null } }
  'purge coming': ToOrganiser & { parameters: Nothing }
  'password reset': ToOrganiser & { parameters: Nothing }
  'password changed': ToOrganiser & { parameters: Nothing }
  'backups failing': ToOrganiser & { parameters: { newest: string | null } }
  'organiser invitation': ToAddress & { parameters: { invitationId: string } }
  'shared with you': ToOrganiser & { parameters: { inviter: string } }
  /** With the identifier that the person had in the earlier exchange. */
  'invited again': ToAddress & { parameters: { personId: string } }
  'rule gone': ToOrganiser & { parameters: Nothing }
  'message reported': ToOrganiser & { parameters: Nothing }
  'handed over to you': ToOrganiser & { parameters: Nothing }
  /** It tells of an exchange that is nothing to its reader any more, so it belongs to none. */
  'handed over to another': ToOrganiser & { parameters: { exchangeName: string; organiser: string } }
  'account removed': ToAddress & { parameters: { language: string | null } }
}

type Nothing = Record<never, never>

export type Kind = keyof KindsOfEmail
export type ParametersOf<K extends Kind> = KindsOfEmail[K]['parameters']

/** What is known of a kind beside what it says. */
type Facts<K extends Kind> = {
  to: KindsOfEmail[K]['to']
  priority: number
  /** For how many minutes anybody has any use for it; left out for news, which are better late than never. */
  minutes?: number
  /** It carries a link that signs in: for how long, and where to. Whoever reads an answer to one about the match would have that link. */
  link?: { life: Life; leadsTo: Destination }
  /** It is there to let somebody in: how it fared says whether they could, and a later one takes its place. */
  letsIn?: true
  /** Its link is for the reader alone: an answer, which quotes it, must reach nobody. */
  isLinkPrivate?: true
  /** That it goes out at all is between the app and its reader: the row, the log and the pages don't tell to whom. */
  isSecret?: true
  /** Nobody learns that it failed: whose e-mails fail is known from others, and who has changed something as well. */
  failsUnseen?: true
  /** It tells of the day of the gifts for the first time, or again now that it matters, so that a calendar file goes with it. */
  announcesDay?: true
  /** It goes to an account's own address, although that is not the account's any more. */
  isToAccount?: true
  /** It says that one was added, and always offers to decline. */
  saysAdded?: true
  /** It is what the organiser wrote, under a subject that the organiser may see in the list. */
  isWritten?: true
  /** It outlives the exchange that it is about, and is forgotten once it is sent. */
  isFarewell?: true
}

/** For whoever waits for it now. */
const anHourLong = { life: 'hour', leadsTo: 'dashboard' } as const
/** For news, which are read whenever that may be. */
const news = { life: 'until completion', leadsTo: 'dashboard' } as const
const newsOfIdeas = { life: 'until completion', leadsTo: 'gift ideas' } as const
const newsOfMessages = { life: 'until completion', leadsTo: 'messages' } as const
const newsOfQuestions = { life: 'until completion', leadsTo: 'questions' } as const
const newsOfMatch = { life: 'until completion', leadsTo: 'match' } as const

/** Every kind of e-mail with what is decided by the kind; what it says is in `composers.ts`. */
export const kinds: { readonly [K in Kind]: Facts<K> } = {
  'registration confirmation': { to: 'participant', priority: priorities.signIn, link: anHourLong, letsIn: true, announcesDay: true },
  // Nobody sits and waits who was added, and a long list of people must not delay those who do.
  'added by the organiser': { to: 'participant', priority: priorities.news, link: news, letsIn: true, announcesDay: true, saysAdded: true },
  'magic link': { to: 'participant', priority: priorities.signIn, minutes: anHour, link: anHourLong, letsIn: true, isLinkPrivate: true },
  'address corrected': { to: 'participant', priority: priorities.signIn, link: anHourLong, letsIn: true, isLinkPrivate: true },
  'withdrawal confirmation': { to: 'participant', priority: priorities.news },
  'match notification': { to: 'participant', priority: priorities.news, link: newsOfMatch, announcesDay: true },
  'back in': { to: 'participant', priority: priorities.news, link: newsOfMatch },
  'changed match': { to: 'participant', priority: priorities.news, link: newsOfMatch, isSecret: true },
  'restored match': { to: 'participant', priority: priorities.news, link: newsOfMatch, isSecret: true },
  'changed wishes': { to: 'participant', priority: priorities.reminder, link: newsOfMatch, isSecret: true, failsUnseen: true },
  'new messages': { to: 'participant', priority: priorities.news, link: newsOfMessages, isSecret: true, failsUnseen: true, isLinkPrivate: true },
  'new draw': { to: 'participant', priority: priorities.news, link: news },
  reminder: { to: 'participant', priority: priorities.reminder, link: newsOfMatch },
  'message from the organiser': { to: 'participant', priority: priorities.news, link: news, isWritten: true },
  'nudge sign in': { to: 'participant', priority: priorities.news, link: news, letsIn: true },
  'nudge wishes': { to: 'participant', priority: priorities.news, link: newsOfIdeas },
  'nudge questions': { to: 'participant', priority: priorities.news, link: newsOfQuestions },
  'nudge look': { to: 'participant', priority: priorities.news, link: newsOfMatch },
  'address changed': { to: 'address', priority: priorities.news },
  'exchange called off': { to: 'address', priority: priorities.news, isFarewell: true },
  'e-mail address changed': { to: 'address', priority: priorities.signIn, isToAccount: true },
  'new address': { to: 'address', priority: priorities.signIn, isToAccount: true },
  'new registration': { to: 'organiser', priority: priorities.news },
  withdrawal: { to: 'organiser', priority: priorities.news },
  declined: { to: 'organiser', priority: priorities.news },
  'wants out': { to: 'organiser', priority: priorities.news },
  'draw done': { to: 'organiser', priority: priorities.news },
  'mail failing': { to: 'organiser', priority: priorities.news },
  'purge coming': { to: 'organiser', priority: priorities.news },
  'password reset': { to: 'organiser', priority: priorities.signIn, minutes: halfAnHour },
  'password changed': { to: 'organiser', priority: priorities.signIn },
  'backups failing': { to: 'organiser', priority: priorities.news },
  'organiser invitation': { to: 'address', priority: priorities.signIn, isToAccount: true },
  'shared with you': { to: 'organiser', priority: priorities.news },
  'invited again': { to: 'address', priority: priorities.news, isLinkPrivate: true },
  'rule gone': { to: 'organiser', priority: priorities.news },
  'message reported': { to: 'organiser', priority: priorities.news },
  'handed over to you': { to: 'organiser', priority: priorities.news },
  'handed over to another': { to: 'organiser', priority: priorities.news, isFarewell: true },
  'account removed': { to: 'address', priority: priorities.news, isToAccount: true },
}

/** The kinds of which `isIt` holds. */
export function kindsThat(isIt: (facts: Facts<Kind>) => boolean): Kind[] {
  return (Object.keys(kinds) as Kind[]).filter((kind) => isIt(kinds[kind]))
}

/** Kinds of e-mails that go to the organiser, who can't be told by one of them that another failed. */
export const kindsToOrganiser = kindsThat(({ to }) => to === 'organiser')

/** The kind by that name; undefined for one of an older version. */
export function kindNamed(name: string): Kind | undefined {
  return Object.hasOwn(kinds, name) ? (name as Kind) : undefined
}

/** Whether nobody may learn that an e-mail of that kind failed. */
export function failsUnseen(kind: string): boolean {
  const known = kindNamed(kind)
  const facts: Facts<Kind> | undefined = known && kinds[known]
  return facts?.failsUnseen === true
}

/** Whether e-mails of that kind go to somebody who takes part, or did; not to an account. */
export function isToPeople(kind: Kind): boolean {
  const { to, isToAccount }: Facts<Kind> = kinds[kind]
  return to !== 'organiser' && !isToAccount
}

/** The priority of e-mails that somebody sits and waits for. */
export const waitedFor = priorities.signIn
