import { paths } from '../../../src/paths.ts'
import { addressOf, alice } from '../house.ts'
import { anotherExchange, type Cast, newcomer, type Scene, type State } from './stage.ts'

type Fields = Record<string, string | string[]>

/**
 * A form that somebody sends: in which scenes, who, where to, and what stands in it. `isSlow`: it hashes a password or waits on purpose, so
 * it meets only the acts on the account. `isOnAccount`: it meets the slow ones of these acts, too.
 */
export type Post = {
  name: string
  in: readonly State[]
  by: Cast
  path: (scene: Scene) => string
  fields?: (scene: Scene) => Fields
  /** The status of the answer when nobody else does anything: 303, if nothing is said. */
  alone?: number | ((state: State) => number)
  isSlow?: boolean
  isOnAccount?: boolean
}

const anyOpen = ['open'] as const
const joined = ['open', 'closed', 'matched'] as const
const password = 'mulled wine by the fire'
const bob = (path: (id: string, participantId: string) => string) => (scene: Scene) => path(scene.id, scene.person('Bob'))
const ofExchange = (path: (id: string) => string) => (scene: Scene) => path(scene.id)
const ofWish = (path: (wishId: string) => string) => (scene: Scene) => path(scene.wishId)
const fixed = (path: () => string) => () => path()
const aNonce = '0c8a6f0e-4a3c-4d3b-9a53-6f2f4c1d2e3f'

/** Every form of the site, by the path of its route. A route that is missing here fails the sweep. */
export const posts: Record<string, Post[]> = {
  '/setup': [
    {
      name: 'set up',
      in: ['not set up'],
      by: 'anybody',
      path: fixed(paths.setup),
      fields: () => ({ ...alice, password_confirm: alice.password }),
      isSlow: true,
    },
  ],
  '/admin/login': [{ name: 'sign in', in: anyOpen, by: 'anybody', path: fixed(paths.adminLogin), fields: () => alice, isSlow: true }],
  '/admin/logout': [{ name: 'sign out', in: ['open', 'matched'], by: 'Alice', path: fixed(paths.adminLogout) }],
  '/admin/forgot-password': [
    { name: 'ask for a new password', in: anyOpen, by: 'anybody', path: fixed(paths.forgotPassword), fields: () => ({ email: alice.email }), isSlow: true },
  ],
  '/admin/reset-password/:token': [
    {
      name: 'set a new password',
      in: anyOpen,
      by: 'anybody',
      path: ({ resetLink }) => paths.resetPassword(resetLink),
      fields: () => ({ password, password_confirm: password }),
      isSlow: true,
    },
  ],
  '/admin/settings': [
    {
      name: 'ask for another address',
      in: anyOpen,
      by: 'Alice',
      path: fixed(paths.settings),
      fields: () => ({ change: 'email', email: 'alice@example.net' }),
      isOnAccount: true,
    },
    {
      name: 'change the password',
      in: anyOpen,
      by: 'Alice',
      path: fixed(paths.settings),
      fields: () => ({ change: 'password', password, password_confirm: password }),
      isSlow: true,
    },
    { name: 'end a session', in: anyOpen, by: 'Alice', path: fixed(paths.settings), fields: ({ id }) => ({ change: 'sign-out', session_id: id }) },
  ],
  '/admin/new-address/:token': [
    {
      name: 'confirm the new address',
      in: anyOpen,
      by: 'Alice',
      path: ({ newAddress }) => paths.newAddress(newAddress),
      isOnAccount: true,
    },
  ],
  '/admin/organisers': [
    { name: 'invite an organiser', in: anyOpen, by: 'Alice', path: fixed(paths.organisers), fields: () => ({ email: addressOf('Gina') }), isOnAccount: true },
  ],
  '/admin/organisers/withdraw': [
    {
      name: 'withdraw an invitation',
      in: anyOpen,
      by: 'Alice',
      path: fixed(paths.withdrawInvitation),
      fields: ({ invitation }) => ({ invitation_id: invitation.id }),
    },
  ],
  '/admin/organisers/hand-over': [
    { name: 'hand over', in: anyOpen, by: 'Alice', path: fixed(paths.handOver), fields: ({ earlierId, olga }) => ({ exchange_id: earlierId, to: olga }) },
  ],
  '/admin/organisers/:accountId/remove': [
    { name: 'remove an account', in: anyOpen, by: 'Alice', path: ({ olga }) => paths.removeAccount(olga), fields: () => ({ to: 'delete' }) },
  ],
  '/admin/invitation/:token': [
    {
      name: 'accept an invitation',
      in: anyOpen,
      by: 'anybody',
      path: ({ invitation }) => paths.organiserInvitation(invitation.token),
      fields: () => ({ name: 'Walter', password, password_confirm: password }),
      isSlow: true,
    },
  ],
  '/admin/exchange/:id/organisers': [
    { name: 'share', in: anyOpen, by: 'Alice', path: ofExchange(paths.sharing), fields: () => ({ email: addressOf('Gina') }), isOnAccount: true },
  ],
  '/admin/exchange/:id/organisers/withdraw': [
    {
      name: 'withdraw an invitation to organise together',
      in: anyOpen,
      by: 'Alice',
      path: ofExchange(paths.withdrawShare),
      fields: ({ invitation }) => ({ invitation_id: invitation.id }),
    },
  ],
  '/admin/exchange/:id/organisers/:accountId/remove': [
    { name: 'take an organiser out', in: anyOpen, by: 'Alice', path: ({ id, olga }) => paths.unshare(id, olga) },
  ],
  '/admin/exchange/new': [
    { name: 'create', in: ['draft'], by: 'Alice', path: fixed(paths.newExchange), fields: () => anotherExchange },
    {
      name: 'create, open and take part',
      in: ['draft'],
      by: 'Alice',
      path: fixed(paths.newExchange),
      fields: () => ({ ...anotherExchange, open: 'yes', take_part: 'on', my_name: 'Alice' }),
    },
  ],
  '/admin/settings/test-email': [{ name: 'send a test e-mail', in: anyOpen, by: 'Alice', path: fixed(paths.testEmail) }],
  '/admin/exchange/:id': [{ name: 'edit', in: ['draft', 'open', 'matched'], by: 'Alice', path: ofExchange(paths.exchange), fields: () => ({ budget: 'ten' }) }],
  '/admin/exchange/:id/take-part': [
    { name: 'take part', in: ['draft', 'open', 'closed'], by: 'Alice', path: ofExchange(paths.takePart), fields: () => ({ my_name: 'Alice' }) },
  ],
  '/admin/exchange/:id/my-page': [{ name: 'open the own page', alone: 409, in: anyOpen, by: 'Alice', path: ofExchange(paths.myPage) }],
  '/admin/exchange/:id/link/rotate': [{ name: 'replace the link', in: anyOpen, by: 'Alice', path: ofExchange(paths.rotateLink) }],
  '/admin/exchange/:id/state/open-registration': [{ name: 'open', in: ['draft'], by: 'Alice', path: ofExchange(paths.openRegistration) }],
  '/admin/exchange/:id/state/close-registration': [{ name: 'close', in: anyOpen, by: 'Alice', path: ofExchange(paths.closeRegistration) }],
  '/admin/exchange/:id/state/reopen-registration': [{ name: 'reopen', in: ['closed'], by: 'Alice', path: ofExchange(paths.reopenRegistration) }],
  '/admin/exchange/:id/state/complete': [{ name: 'complete', in: ['matched'], by: 'Alice', path: ofExchange(paths.complete) }],
  '/admin/exchange/:id/notifications': [
    {
      name: 'choose notifications',
      in: ['open', 'completed'],
      by: 'Alice',
      path: ofExchange(paths.notifications),
      fields: () => ({ withdrawal: 'on', reminder_days: '3' }),
    },
  ],
  '/admin/exchange/:id/delete': [
    {
      name: 'delete',
      in: ['draft', 'open', 'closed', 'matched', 'completed'],
      by: 'Alice',
      path: ofExchange(paths.deleteExchange),
      fields: () => ({ name: 'Millers’ Christmas' }),
    },
  ],
  '/exchange/:slug/register': [
    { name: 'register', in: anyOpen, by: 'anybody', path: ({ slug }) => paths.register(slug), fields: () => ({ ...newcomer, gift_ideas: 'a kite' }) },
    {
      name: 'register again after leaving',
      in: anyOpen,
      by: 'anybody',
      path: ({ slug }) => paths.register(slug),
      fields: () => ({ name: 'Erin', email: addressOf('Erin'), gift_ideas: '' }),
    },
    {
      name: 'register an address that is in',
      alone: 400,
      in: anyOpen,
      by: 'anybody',
      path: ({ slug }) => paths.register(slug),
      fields: () => ({ name: 'Bob', email: addressOf('Bob'), gift_ideas: '' }),
    },
  ],
  '/exchange/:slug/request-access': [
    {
      name: 'ask for a link',
      in: anyOpen,
      by: 'anybody',
      path: ({ slug }) => paths.requestAccess(slug),
      fields: () => ({ email: addressOf('Bob') }),
      isSlow: true,
    },
  ],
  '/sign-in': [
    { name: 'ask for links everywhere', in: anyOpen, by: 'anybody', path: fixed(paths.signIn), fields: () => ({ email: addressOf('Bob') }), isSlow: true },
  ],
  '/gift-ideas/count': [{ name: 'count', alone: 200, in: anyOpen, by: 'anybody', path: fixed(paths.giftIdeasCount), fields: () => ({ gift_ideas: 'a kite' }) }],
  '/language': [{ name: 'choose a language', in: joined, by: 'Bob', path: fixed(paths.language), fields: () => ({ language: 'en', next: paths.dashboard() }) }],
  '/auth/magic/:token': [
    { name: 'sign in by link', in: joined, by: 'anybody', path: ({ link }) => paths.magicLink(link) },
    { name: 'sign in by link while signed in', in: anyOpen, by: 'Bob', path: ({ link }) => paths.magicLink(link) },
    {
      name: 'ask for a fresh link',
      in: anyOpen,
      by: 'anybody',
      path: ({ link }) => paths.magicLink(link),
      fields: () => ({ email: addressOf('Bob') }),
      isSlow: true,
    },
    {
      name: 'ask for a fresh link by a dead one',
      in: joined,
      by: 'anybody',
      path: ({ link }) => paths.magicLink(link),
      fields: () => ({ fresh: 'yes' }),
    },
  ],
  '/auth/code': [{ name: 'sign in by code', in: joined, by: 'Bob elsewhere', path: fixed(paths.signInCode), fields: ({ code }) => ({ code }) }],
  '/participant/gift-ideas': [{ name: 'wish', in: joined, by: 'Bob', path: fixed(paths.giftIdeas), fields: () => ({ gift_ideas: 'a kite' }) }],
  '/participant/wishes': [
    { name: 'add a wish', in: joined, by: 'Bob', path: fixed(paths.wishes), fields: () => ({ title: 'A drum', link: 'drums.example.org' }) },
  ],
  '/participant/wishes/:wishId': [{ name: 'change a wish', in: joined, by: 'Bob', path: ofWish(paths.wish), fields: () => ({ title: 'A green kite' }) }],
  '/participant/wishes/:wishId/delete': [{ name: 'delete a wish', in: joined, by: 'Bob', path: ofWish(paths.deleteWish) }],
  '/participant/wishes/:wishId/move': [{ name: 'move a wish', in: joined, by: 'Bob', path: ofWish(paths.moveWish), fields: () => ({ direction: 'down' }) }],
  '/participant/profile': [
    { name: 'edit the profile', in: anyOpen, by: 'Bob', path: fixed(paths.profile), fields: () => ({ name: 'Bobby', gift_ideas: 'a kite' }) },
  ],
  '/participant/preferences': [{ name: 'want no reminders', in: [...joined, 'completed'], by: 'Bob', path: fixed(paths.preferences), fields: () => ({}) }],
  '/participant/withdraw': [
    { name: 'withdraw', alone: (state) => (state === 'open' ? 303 : 409), in: ['open', 'closed'], by: 'Bob', path: fixed(paths.withdraw) },
  ],
  '/participant/questions': [
    {
      name: 'answer',
      in: joined,
      by: 'Bob',
      path: fixed(paths.answers),
      fields: ({ questionId, unansweredId }) => ({ [`answer_${questionId}`]: 'L', [`answer_${unansweredId}`]: 'red' }),
    },
    { name: 'delete an answer', in: anyOpen, by: 'Bob', path: fixed(paths.answers), fields: ({ questionId }) => ({ [`answer_${questionId}`]: '' }) },
  ],
  '/participant/match': [
    { name: 'reveal', in: ['matched', 'completed'], by: 'Bob', path: fixed(paths.match) },
    { name: 'hide', in: ['matched'], by: 'Bob', path: fixed(paths.match), fields: () => ({ show: 'no' }) },
  ],
  '/participant/match/plan': [{ name: 'note the gift', in: ['matched', 'completed'], by: 'Bob', path: fixed(paths.plan), fields: () => ({ gift: 'bought' }) }],
  '/participant/messages/:withWhom': [
    { name: 'say thank you', in: ['matched', 'completed'], by: 'Bob', path: () => paths.thread('giver'), fields: () => ({ text: 'Thank you' }) },
    { name: 'ask for a size', in: ['matched'], by: 'Bob', path: () => paths.thread('receiver'), fields: () => ({ phrase: 'shoe-size' }) },
    { name: 'look at it first', alone: 200, in: ['matched'], by: 'Bob', path: () => paths.thread('receiver'), fields: () => ({ text: 'Hm', preview: 'on' }) },
  ],
  '/participant/messages/:withWhom/close': [{ name: 'close a thread', in: ['matched'], by: 'Bob', path: () => paths.closeThread('giver') }],
  '/participant/messages/:withWhom/open': [{ name: 'open a thread', in: ['matched'], by: 'Bob', path: () => paths.openThread('giver') }],
  '/participant/messages/:messageId/report': [
    { name: 'report nobody’s message', alone: 404, in: ['matched'], by: 'Bob', path: () => paths.reportMessage(aNonce) },
  ],
  '/admin/exchange/:id/reports/:reportId/delete': [{ name: 'delete a report', in: ['matched'], by: 'Alice', path: ({ id }) => paths.deleteReport(id, aNonce) }],
  '/participant/logout': [{ name: 'sign out', in: anyOpen, by: 'Bob', path: fixed(paths.participantLogout) }],
  '/participation/again/:token': [
    { name: 'join again', in: ['open'], by: 'anybody', path: ({ returning }) => paths.returning(returning), fields: () => ({ choice: 'yes' }) },
    { name: 'be forgotten', in: ['open'], by: 'anybody', path: ({ returning }) => paths.returning(returning), fields: () => ({ choice: 'no' }) },
  ],
  '/admin/exchange/:id/again': [{ name: 'plan the next one', in: anyOpen, by: 'Alice', path: ofExchange(paths.again) }],
  '/admin/exchange/:id/forget': [{ name: 'forget an exchange', in: anyOpen, by: 'Alice', path: ({ pastId }) => paths.forget(pastId) }],
  '/participation/decline/:token': [
    { name: 'decline', in: joined, by: 'anybody', path: ({ decline }) => paths.decline(decline), fields: () => ({ choice: 'leave' }) },
    { name: 'decline for good', in: anyOpen, by: 'anybody', path: ({ decline }) => paths.decline(decline), fields: () => ({ choice: 'never' }) },
    { name: 'take e-mail again', in: anyOpen, by: 'anybody', path: ({ decline }) => paths.decline(decline), fields: () => ({ choice: 'again' }) },
  ],
  '/reminders/unsubscribe/:token': [
    { name: 'unsubscribe', in: ['open', 'matched', 'completed'], by: 'anybody', path: ({ unsubscribe }) => paths.unsubscribe(unsubscribe) },
  ],
  '/admin/exchange/:id/participants/add': [
    { name: 'add', in: ['open', 'closed'], by: 'Alice', path: ofExchange(paths.addPerson), fields: () => newcomer },
    { name: 'add after the draw', in: ['matched'], by: 'Alice', path: ofExchange(paths.addPerson), fields: () => ({ ...newcomer, confirm: 'yes' }) },
  ],
  '/admin/exchange/:id/participants/:participantId/remove': [
    { name: 'remove', in: ['open', 'closed'], by: 'Alice', path: bob(paths.removePerson) },
    { name: 'remove after the draw', in: ['matched'], by: 'Alice', path: bob(paths.removePerson), fields: () => ({ confirm: 'yes' }) },
  ],
  '/admin/exchange/:id/participants/:participantId/email': [
    { name: 'correct the address', in: joined, by: 'Alice', path: bob(paths.correctEmail), fields: () => ({ email: 'bob@example.net' }) },
  ],
  '/admin/exchange/:id/participants/:participantId/resend': [{ name: 'send a link', in: joined, by: 'Alice', path: bob(paths.resendLink) }],
  '/admin/exchange/:id/participants/import': [
    { name: 'preview a list', alone: 200, in: anyOpen, by: 'Alice', path: ofExchange(paths.importPeople), fields: () => ({ people: 'Gina,gina@example.org' }) },
    {
      name: 'import a list',
      in: ['open', 'closed'],
      by: 'Alice',
      path: ofExchange(paths.importPeople),
      fields: () => ({ people: 'Gina,gina@example.org\nErin,erin@example.org', confirm: 'yes' }),
    },
  ],
  '/admin/exchange/:id/message': [
    {
      name: 'preview a message',
      alone: 200,
      in: anyOpen,
      by: 'Alice',
      path: ofExchange(paths.message),
      fields: () => ({ subject: 'Hi', message: 'At seven.' }),
    },
    {
      name: 'send a message',
      in: ['open', 'matched'],
      by: 'Alice',
      path: ofExchange(paths.message),
      fields: () => ({ subject: 'Hi', message: 'At seven.', confirm: 'yes', nonce: aNonce }),
    },
  ],
  '/admin/exchange/:id/nudge': [
    { name: 'nudge to sign in', in: joined, by: 'Alice', path: ofExchange(paths.nudge), fields: () => ({ kind: 'sign_in' }) },
    { name: 'nudge to look', in: ['matched'], by: 'Alice', path: ofExchange(paths.nudge), fields: () => ({ kind: 'look' }) },
  ],
  '/admin/exchange/:id/rules': [
    {
      name: 'keep apart',
      in: ['open', 'closed'],
      by: 'Alice',
      path: ofExchange(paths.rules),
      fields: ({ person }) => ({ kind: 'exclusion', participant_ids: [person('Bob'), person('Dana')] }),
    },
    {
      name: 'house together',
      in: anyOpen,
      by: 'Alice',
      path: ofExchange(paths.rules),
      fields: ({ person }) => ({ kind: 'household', participant_ids: [person('Bob'), person('Dana')] }),
    },
    {
      name: 'remember',
      in: ['open', 'closed'],
      by: 'Alice',
      path: ofExchange(paths.rules),
      fields: ({ earlierId }) => ({ kind: 'history', earlier_exchange_id: earlierId }),
    },
    {
      name: 'keep a rule that stands',
      in: ['matched'],
      by: 'Alice',
      path: ofExchange(paths.rules),
      fields: ({ person }) => ({ kind: 'one_way', participant_ids: [person('Bob'), person('Charlie')], confirm: 'yes' }),
    },
  ],
  '/admin/exchange/:id/rules/:ruleId/delete': [
    { name: 'delete a rule', in: ['open', 'closed', 'matched'], by: 'Alice', path: ({ id, ruleId }) => paths.deleteRule(id, ruleId) },
  ],
  '/admin/exchange/:id/questions': [
    {
      name: 'ask',
      in: ['draft', 'open', 'matched'],
      by: 'Alice',
      path: ofExchange(paths.questions),
      fields: () => ({ text: 'Tea?', kind: 'line', required: 'on' }),
    },
    { name: 'ask by a template', in: anyOpen, by: 'Alice', path: ofExchange(paths.questions), fields: () => ({ template: 'family' }) },
  ],
  '/admin/exchange/:id/questions/:questionId': [
    {
      name: 'change a question',
      in: ['draft', 'open', 'matched'],
      by: 'Alice',
      path: ({ id, unansweredId }) => paths.question(id, unansweredId),
      fields: () => ({ text: 'Which colour?', kind: 'text' }),
    },
    {
      name: 'change a question with its answers',
      in: anyOpen,
      by: 'Alice',
      path: ({ id, questionId }) => paths.question(id, questionId),
      fields: () => ({ text: 'Which size?', confirm: 'yes' }),
    },
  ],
  '/admin/exchange/:id/questions/:questionId/move': [
    {
      name: 'move a question',
      in: anyOpen,
      by: 'Alice',
      path: ({ id, questionId }) => paths.moveQuestion(id, questionId),
      fields: () => ({ direction: 'down' }),
    },
  ],
  '/admin/exchange/:id/questions/:questionId/delete': [
    {
      name: 'delete a question',
      in: ['open', 'matched'],
      by: 'Alice',
      path: ({ id, questionId }) => paths.deleteQuestion(id, questionId),
      fields: () => ({ confirm: 'yes' }),
    },
    { name: 'ask before a question is deleted', alone: 409, in: anyOpen, by: 'Alice', path: ({ id, questionId }) => paths.deleteQuestion(id, questionId) },
  ],
  '/admin/exchange/:id/draw': [
    { name: 'draw', in: ['closed'], by: 'Alice', path: ofExchange(paths.draw) },
    { name: 'close and draw', in: ['open'], by: 'Alice', path: ofExchange(paths.draw), fields: () => ({ close: 'yes' }) },
  ],
  '/admin/exchange/:id/draw/undo': [
    { name: 'undo the draw', in: ['matched'], by: 'Alice', path: ofExchange(paths.undoDraw) },
    { name: 'undo the repair', in: ['matched'], by: 'Alice', path: ofExchange(paths.undoDraw), fields: () => ({ what: 'repair' }) },
  ],
  '/admin/mail': [{ name: 'try again', in: ['open', 'completed'], by: 'Alice', path: fixed(paths.mail) }],
}
