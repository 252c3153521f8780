import { segment } from '../../../src/paths.ts'
import type { Role, Word } from './village.ts'

/** What comes of a request: it is let in, refused with 403, or sent to where one signs in or begins, and then nothing is changed. */
export type Verdict = 'in' | 'forbidden' | 'sent to sign in' | 'sent to the landing page'

/** Who gets where. `isOpen`: what is asked there may concern anybody's exchange, by what was typed. */
export type Rule = { about: string; routes: RegExp; verdict: (role: Role, exchange: Word | undefined) => Verdict; isOpen?: true }

const whoever = (): Verdict => 'in'
const ifAccount = ({ account }: Role, verdict: Verdict): Verdict => (account ? verdict : 'sent to sign in')

/** The contract, by routes; the first that fits counts, and a route that none fits fails the walk. */
export const rules: Rule[] = [
  {
    about: 'an exchange, for its organisers',
    routes: /^\/admin\/exchange\/:id(\/|$)/,
    verdict: (role, exchange) => ifAccount(role, role.organises.includes(exchange as Word) ? 'in' : 'forbidden'),
  },
  {
    about: 'accounts, for the owner',
    routes: /^\/admin\/organisers(\/|$)/,
    verdict: (role) => ifAccount(role, role.account === 'owner' ? 'in' : 'forbidden'),
    isOpen: true,
  },
  {
    about: 'every organiser’s own',
    routes: /^\/admin\/(dashboard|mail|settings|settings\/test-email|exchange\/new|logout)$/,
    verdict: (role) => ifAccount(role, 'in'),
  },
  {
    about: 'an exchange, for who takes part',
    routes: /^\/participant\/exchange\/:exchangeId\//,
    verdict: ({ takesPartIn }, exchange) => {
      if (takesPartIn === undefined) return 'sent to the landing page'
      return takesPartIn === exchange ? 'in' : 'forbidden'
    },
  },
  {
    about: 'every participant’s own',
    routes:
      /^\/participant\/[a-z-]+(\/plan)?$|^\/participant\/wishes\/:wishId(\/(delete|move))?$|^\/participant\/messages\/(:withWhom(\/(close|open))?|:messageId\/report)$/,
    verdict: ({ takesPartIn }) => (takesPartIn ? 'in' : 'sent to the landing page'),
  },
  { about: 'invitations', routes: /^\/exchange\/:slug\/(register|request-access)$/, verdict: whoever },
  {
    about: 'ways in by a secret or a password',
    routes:
      /^\/(auth\/(magic\/:token|code)|sign-in|(reminders\/unsubscribe|participation\/(decline|again)|admin\/(reset-password|invitation|new-address))\/:token|admin\/(login|login\/oidc|login\/oidc\/callback|forgot-password))$/,
    verdict: whoever,
    isOpen: true,
  },
  {
    about: 'about nobody',
    routes: /^\/(setup|language|gift-ideas\/count|healthz|readyz|metrics|favicon\.ico|robots\.txt|manifest\.webmanifest|assets\/.+)?$/,
    verdict: whoever,
  },
]

/** The path of a route as people write it, without the shapes of its parameters. */
export function plain(path: string): string {
  return Object.entries(segment).reduce((shorter, [name, shape]) => shorter.replaceAll(shape, `:${name}`), path)
}

/** The rule of a route. Throws for one that nobody has thought of. */
export function ruleOf(route: string): Rule {
  const rule = rules.find(({ routes }) => routes.test(route))
  if (!rule) throw new Error(`Nobody has said who may ask for ${route}: see tests/support/access/rules.ts.`)
  return rule
}
