/** Every address of the site. Routes match the same shapes; links are made here and nowhere else. */
export const paths = {
  landing: () => '/',
  setup: () => '/setup',

  register: (slug: string) => `/exchange/${slug}/register`,
  registered: (slug: string) => `/exchange/${slug}/register?sent=yes`,
  requestAccess: (slug: string) => `/exchange/${slug}/request-access`,
  accessRequested: (slug: string) => `/exchange/${slug}/request-access?sent=yes`,
  giftIdeasCount: () => '/gift-ideas/count',
  magicLink: (token: string) => `/auth/magic/${token}`,
  freshLinkRequested: (token: string) => `/auth/magic/${token}?sent=yes`,

  dashboard: () => '/participant/dashboard',
  giftIdeas: () => '/participant/gift-ideas',
  profile: () => '/participant/profile',
  preferences: () => '/participant/preferences',
  withdraw: () => '/participant/withdraw',
  unsubscribe: (token: string) => `/reminders/unsubscribe/${token}`,
  match: () => '/participant/match',
  participantLogout: () => '/participant/logout',

  adminLogin: (next?: string) => (next === undefined ? '/admin/login' : `/admin/login?next=${encodeURIComponent(next)}`),
  forgotPassword: () => '/admin/forgot-password',
  passwordResetRequested: () => '/admin/forgot-password?sent=yes',
  resetPassword: (token: string) => `/admin/reset-password/${token}`,
  settings: () => '/admin/settings',
  mail: () => '/admin/mail',
  adminLogout: () => '/admin/logout',
  adminDashboard: () => '/admin/dashboard',
  newExchange: () => '/admin/exchange/new',
  exchange: (id: string) => `/admin/exchange/${id}`,
  openRegistration: (id: string) => `/admin/exchange/${id}/state/open-registration`,
  closeRegistration: (id: string) => `/admin/exchange/${id}/state/close-registration`,
  reopenRegistration: (id: string) => `/admin/exchange/${id}/state/reopen-registration`,
  draw: (id: string) => `/admin/exchange/${id}/draw`,
}

/** Parameters as they stand in a route's path: anything else is a 404 before a handler or guard sees it. */
export const segment = {
  id: ':id{[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}}',
  slug: ':slug{[0-9a-z]{16}}',
  token: ':token{[A-Za-z0-9_-]{43}}',
}
