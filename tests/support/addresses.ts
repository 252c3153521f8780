import { paths } from '../../src/paths.ts'

const nobodys = '00000000-0000-4000-8000-000000000000'
const aToken = 'A'.repeat(43)

/** The pages of an organiser about one exchange, about `one` of its people, and about nothing. */
export const pagesOfOrganiser = (id: string, one: { id: string } | undefined) => [
  ...[paths.adminDashboard(), paths.organisers(), paths.settings(), paths.mail(), paths.newExchange(), '/admin/nowhere', paths.exchange(nobodys)],
  ...[
    paths.exchange,
    paths.editExchange,
    paths.deleteExchange,
    paths.poster,
    paths.notifications,
    paths.sharing,
    paths.message,
    paths.people,
    paths.questions,
    paths.reports,
  ].map((path) => path(id)),
  ...[paths.addPerson, paths.importPeople, paths.rules, paths.draw, paths.drawing, paths.rehearsal, paths.undoDraw].map((path) => path(id)),
  ...(one ? [paths.person, paths.removePerson, paths.correctEmail].map((path) => path(id, one.id)) : []),
]

/** The pages that anybody can open. */
export const pagesOfStrangers = (slug: string) => [
  ...[paths.landing(), paths.register(slug), paths.requestAccess(slug), paths.signIn(), paths.adminLogin(), paths.forgotPassword(), paths.dashboard()],
  ...[
    paths.registered(slug),
    paths.accessRequested(slug),
    paths.register('0123456789abcdef'),
    paths.magicLink(aToken),
    paths.resetPassword(aToken),
    paths.organiserInvitation(aToken),
    paths.newAddress(aToken),
    '/nowhere',
  ],
]

/** The pages of somebody who takes part. */
export const pagesOfParticipants = [
  paths.dashboard(),
  paths.giftIdeas(),
  paths.wishes(),
  paths.profile(),
  paths.withdraw(),
  paths.answers(),
  paths.match(),
  paths.threads(),
  paths.thread('receiver'),
  paths.thread('giver'),
  paths.calendar(nobodys),
]
