import type { Printer } from '../language/printer.ts'
import { paths } from '../paths.ts'
import { Button } from './button.tsx'

/** Whose pages. */
export type Whose = 'admin' | 'participant'

/** Where the wordmark of those pages leads. */
export function homeOf(nav: Whose | undefined): string {
  if (nav === 'admin') return paths.adminDashboard()
  return nav === 'participant' ? paths.dashboard() : paths.landing()
}

/** What the head of those pages leads to; `title` is that of this page. */
export function Navigation({ nav, title, t }: { nav: Whose | undefined; title: string; t: Printer }) {
  if (nav === undefined) return null
  return (
    <nav aria-label={t('page.navigation')}>
      {nav === 'participant' && <NavLink path={paths.dashboard()} label={t('page.navigation.myExchange')} title={title} />}
      {nav === 'admin' && (
        <>
          <NavLink path={paths.adminDashboard()} label={t('page.navigation.exchanges')} title={title} />
          <NavLink path={paths.mail()} label={t('page.navigation.mail')} title={title} />
          <NavLink path={paths.settings()} label={t('page.navigation.settings')} title={title} />
        </>
      )}
      <form method="post" action={nav === 'admin' ? paths.adminLogout() : paths.participantLogout()}>
        <Button tone="plain">{t('page.navigation.signOut')}</Button>
      </form>
    </nav>
  )
}

/** The link with the title of this page is the current one. */
function NavLink({ path, label, title }: { path: string; label: string; title: string }) {
  return (
    <a href={path} aria-current={label === title ? 'page' : undefined}>
      {label}
    </a>
  )
}
