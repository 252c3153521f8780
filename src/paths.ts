/** Every address of the site. Routes match the same shapes; links are made here and nowhere else. */
export const paths = {
  landing: () => '/',
  setup: () => '/setup',
  language: () => '/language',

  register: (slug: string) => `/exchange/${slug}/register`,
  registered: (slug: string) => `/exchange/${slug}/register?sent=yes`,
  requestAccess: (slug: string) => `/exchange/${slug}/request-access`,
  accessRequested: (slug: string) => `/exchange/${slug}/request-access?sent=yes`,
  giftIdeasCount: () => '/gift-ideas/count',
  signIn: () => '/sign-in',
  signInRequested: () => '/sign-in?sent=yes',
  magicLink: (token: string) => `/auth/magic/${token}`,
  signInCode: () => '/auth/code',
  freshLinkRequested: (token: string) => `/auth/magic/${token}?sent=yes`,

  dashboard: () => '/participant/dashboard',
  giftIdeas: () => '/participant/gift-ideas',
  wishes: (focus?: { at: string; button: 'edit' | 'up' | 'down' }) =>
    focus === undefined ? '/participant/wishes' : `/participant/wishes?${new URLSearchParams(focus)}`,
  wish: (wishId: string) => `/participant/wishes/${wishId}`,
  deleteWish: (wishId: string) => `/participant/wishes/${wishId}/delete`,
  moveWish: (wishId: string) => `/participant/wishes/${wishId}/move`,
  profile: () => '/participant/profile',
  preferences: () => '/participant/preferences',
  withdraw: () => '/participant/withdraw',
  unsubscribe: (token: string) => `/reminders/unsubscribe/${token}`,
  decline: (token: string) => `/participation/decline/${token}`,
  returning: (token: string) => `/participation/again/${token}`,
  answers: () => '/participant/questions',
  match: () => '/participant/match',
  plan: () => '/participant/match/plan',
  threads: (focus?: 'receiver' | 'giver') => `/participant/messages${focus === undefined ? '' : `#${focus}`}`,
  thread: (withWhom: 'receiver' | 'giver') => `/participant/messages/${withWhom}`,
  closeThread: (withWhom: 'receiver' | 'giver') => `/participant/messages/${withWhom}/close`,
  openThread: (withWhom: 'receiver' | 'giver') => `/participant/messages/${withWhom}/open`,
  reportMessage: (messageId: string) => `/participant/messages/${messageId}/report`,
  calendar: (exchangeId: string) => `/participant/exchange/${exchangeId}/calendar.ics`,
  participantLogout: () => '/participant/logout',

  adminLogin: (next?: string) => (next === undefined ? '/admin/login' : `/admin/login?next=${encodeURIComponent(next)}`),
  providerSignIn: (next?: string, isConfirmation = false) => {
    const query = new URLSearchParams({ ...(next === undefined ? {} : { next }), ...(isConfirmation ? { confirm: 'yes' } : {}) })
    return query.size === 0 ? '/admin/login/oidc' : `/admin/login/oidc?${query}`
  },
  providerCallback: () => '/admin/login/oidc/callback',
  forgotPassword: () => '/admin/forgot-password',
  passwordResetRequested: () => '/admin/forgot-password?sent=yes',
  resetPassword: (token: string) => `/admin/reset-password/${token}`,
  newAddress: (token: string) => `/admin/new-address/${token}`,
  settings: () => '/admin/settings',
  testEmail: () => '/admin/settings/test-email',
  mail: () => '/admin/mail',
  adminLogout: () => '/admin/logout',
  organisers: () => '/admin/organisers',
  withdrawInvitation: () => '/admin/organisers/withdraw',
  handOver: () => '/admin/organisers/hand-over',
  removeAccount: (accountId: string) => `/admin/organisers/${accountId}/remove`,
  organiserInvitation: (token: string) => `/admin/invitation/${token}`,
  adminDashboard: () => '/admin/dashboard',
  newExchange: () => '/admin/exchange/new',
  exchange: (id: string, field?: string) => `/admin/exchange/${id}${field === undefined ? '' : `?field=${field}`}`,
  invitation: (id: string) => `/admin/exchange/${id}#invitation`,
  takePart: (id: string) => `/admin/exchange/${id}/take-part`,
  myPage: (id: string) => `/admin/exchange/${id}/my-page`,
  editExchange: (id: string, field?: string) => `/admin/exchange/${id}/edit${field === undefined ? '' : `?field=${field}`}`,
  deleteExchange: (id: string) => `/admin/exchange/${id}/delete`,
  openRegistration: (id: string) => `/admin/exchange/${id}/state/open-registration`,
  closeRegistration: (id: string) => `/admin/exchange/${id}/state/close-registration`,
  reopenRegistration: (id: string) => `/admin/exchange/${id}/state/reopen-registration`,
  complete: (id: string) => `/admin/exchange/${id}/state/complete`,
  rotateLink: (id: string) => `/admin/exchange/${id}/link/rotate`,
  poster: (id: string) => `/admin/exchange/${id}/poster`,
  notifications: (id: string) => `/admin/exchange/${id}/notifications`,
  message: (id: string) => `/admin/exchange/${id}/message`,
  again: (id: string) => `/admin/exchange/${id}/again`,
  forget: (id: string) => `/admin/exchange/${id}/forget`,
  sharing: (id: string) => `/admin/exchange/${id}/organisers`,
  withdrawShare: (id: string) => `/admin/exchange/${id}/organisers/withdraw`,
  unshare: (id: string, accountId: string) => `/admin/exchange/${id}/organisers/${accountId}/remove`,

  people: (id: string) => `/admin/exchange/${id}/participants`,
  peopleWho: (id: string, show: 'not-signed-in' | 'no-ideas' | 'not-answered' | 'not-looked') => `/admin/exchange/${id}/participants?show=${show}`,
  peopleAsCsv: (id: string) => `/admin/exchange/${id}/participants.csv`,
  nudge: (id: string) => `/admin/exchange/${id}/nudge`,
  addPerson: (id: string) => `/admin/exchange/${id}/participants/add`,
  importPeople: (id: string) => `/admin/exchange/${id}/participants/import`,
  person: (id: string, participantId: string) => `/admin/exchange/${id}/participants/${participantId}`,
  removePerson: (id: string, participantId: string) => `/admin/exchange/${id}/participants/${participantId}/remove`,
  correctEmail: (id: string, participantId: string) => `/admin/exchange/${id}/participants/${participantId}/email`,
  resendLink: (id: string, participantId: string) => `/admin/exchange/${id}/participants/${participantId}/resend`,

  questions: (id: string) => `/admin/exchange/${id}/questions`,
  reports: (id: string) => `/admin/exchange/${id}/reports`,
  deleteReport: (id: string, reportId: string) => `/admin/exchange/${id}/reports/${reportId}/delete`,
  question: (id: string, questionId: string) => `/admin/exchange/${id}/questions/${questionId}`,
  deleteQuestion: (id: string, questionId: string) => `/admin/exchange/${id}/questions/${questionId}/delete`,
  moveQuestion: (id: string, questionId: string) => `/admin/exchange/${id}/questions/${questionId}/move`,

  rules: (id: string) => `/admin/exchange/${id}/rules`,
  deleteRule: (id: string, ruleId: string) => `/admin/exchange/${id}/rules/${ruleId}/delete`,
  draw: (id: string) => `/admin/exchange/${id}/draw`,
  drawing: (id: string) => `/admin/exchange/${id}/draw?under-way=yes`,
  rehearsal: (id: string, language?: string) => `/admin/exchange/${id}/draw/rehearsal${language === undefined ? '' : `?language=${language}`}`,
  undoDraw: (id: string) => `/admin/exchange/${id}/draw/undo`,
}

/** The page to come back to from a path that takes a form: some take nothing else. */
export function pageOf(path: string): string | undefined {
  if ([paths.adminLogout(), paths.participantLogout(), paths.giftIdeasCount(), paths.language()].includes(path)) return undefined
  if (path === paths.preferences()) return paths.dashboard()
  if (path === paths.testEmail()) return paths.settings()
  if (path === paths.handOver()) return paths.organisers()
  return path
    .replace(/\/(state|link)\/[a-z-]+$|\/(take-part|my-page)$|(?<=\/organisers)\/withdraw$/, '')
    .replace(/(\/rules|\/wishes|\/questions|\/reports|\/messages)\/[^/]+\/(delete|move|close|open|report)$/, '$1')
}

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}'

/** Whether a text has the shape of an identifier. */
export function isId(text: string | undefined): boolean {
  return text !== undefined && new RegExp(`^${uuid}$`).test(text)
}

/** Parameters as they stand in a route's path: anything else is a 404 before a handler or guard sees it. */
export const segment = {
  id: `:id{${uuid}}`,
  exchangeId: `:exchangeId{${uuid}}`,
  participantId: `:participantId{${uuid}}`,
  accountId: `:accountId{${uuid}}`,
  ruleId: `:ruleId{${uuid}}`,
  wishId: `:wishId{${uuid}}`,
  questionId: `:questionId{${uuid}}`,
  messageId: `:messageId{${uuid}}`,
  reportId: `:reportId{${uuid}}`,
  withWhom: ':withWhom{(?:receiver|giver)}',
  slug: ':slug{[0-9a-z]{16}}',
  token: ':token{[A-Za-z0-9_-]{43}}',
}

/** Whether only organisers have business at a path. */
export function isOrganisersPath(path: string): boolean {
  return path.startsWith('/admin')
}

/** The page that the page of `path` hangs on: the desk of its exchange, or a participant's dashboard; undefined for all others. */
export function hubOf(path: string): string | undefined {
  const [, exchangeId] = /^\/admin\/exchange\/([\da-f-]{36})\//.exec(path) ?? []
  if (exchangeId !== undefined) return paths.exchange(exchangeId)
  return path.startsWith('/participant/') ? paths.dashboard() : undefined
}
