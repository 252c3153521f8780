import type { Child } from '#jsx/jsx-runtime'
import { paths } from '../paths.ts'
import type { Frame } from '../web/answer.tsx'
import { asset } from '../web/assets.ts'
import { Klaus, landscape } from './art.tsx'
import { Button } from './button.tsx'
import { KeptFormCard } from './kept-form.tsx'
import { FlashMessage } from './message.tsx'

/** The title of the page that says itself why e-mails wait. */
const mailPage = 'Mail'

/** A page in a few words and a picture of 1200 by 630 pixels; both addresses are whole. */
export type Preview = { title: string; description: string; url: string; picture: string }

type PageProperties = {
  title: string
  frame: Frame
  /** Whose pages the head of this one leads to. */
  nav?: 'admin' | 'participant'
  /** After how many seconds the page loads itself again where scripts don't run. */
  reloadAfter?: number
  /** Tables and desks take more room than forms and letters. */
  wide?: boolean
  /** What messengers show of a link to it. */
  preview?: Preview
  children?: Child
}

/** A whole page: head, messages, content; or its content alone. */
export function Page({ title, frame, nav, reloadAfter, wide, preview, children }: PageProperties) {
  if (frame.isPart) return <>{children}</>
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>{titled(title)}</title>
        {always.tags}
        {preview && <PreviewTags preview={preview} />}
        {always.htmx}
        {reloadAfter !== undefined && (
          <noscript>
            <meta http-equiv="refresh" content={String(reloadAfter)} />
          </noscript>
        )}
        {always.files}
      </head>
      <body>
        {always.skipLink}
        {frame.rightAddress !== undefined && <WrongAddress right={frame.rightAddress} />}
        <header class="top">
          <a class="wordmark" href={homeOf(nav)}>
            {always.wordmark}
          </a>
          <Navigation nav={nav} title={title} />
        </header>
        <main id="main" class={wide ? 'wide' : undefined}>
          <div id="messages" role="status">
            {frame.flash && <FlashMessage {...frame.flash} />}
            {frame.mailWaits && title !== mailPage && <MailWaits />}
          </div>
          {frame.kept && <KeptFormCard kept={frame.kept} isSignedIn={nav !== undefined} />}
          {children}
        </main>
        {always.footer}
      </body>
    </html>
  )
}

/** What the message above it promises by e-mail is on its way for longer than usual. */
function MailWaits() {
  return (
    <p class="message notice">
      No e-mail can be sent right now. It’ll go out automatically once that works again. <a href={paths.mail()}>See why</a>
    </p>
  )
}

/** Says that the site was opened by an address at which forms are refused, and leads to the same page where they are not. */
function WrongAddress({ right }: { right: string }) {
  return (
    <aside class="message notice wrong-address" aria-label="Another address">
      This isn’t the site’s own address, so forms may be refused here. Please go to <a href={right}>{right}</a>.
    </aside>
  )
}

/** What stands on every page. */
const always = {
  tags: (
    <>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" media="(prefers-color-scheme: light)" content="#f7f2e9" />
      <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#0e1917" />
      <meta name="robots" content="noindex" />
      <meta name="description" content="Secret Santa: everyone gives to one person, and only the giver knows who it is." />
    </>
  ),
  // Without a settle delay htmx does not carry the style of a field that was drawn larger into the new one, which our policy forbids.
  htmx: <meta name="htmx-config" content='{"includeIndicatorCSS":false,"defaultSettleDelay":0,"noSwap":[204,304,"5xx"]}' />,
  files: (
    <>
      <link rel="icon" href={asset('icon.svg')} type="image/svg+xml" />
      <link rel="apple-touch-icon" href={asset('touch-icon.png')} />
      <link rel="manifest" href="/manifest.webmanifest" />
      <link rel="stylesheet" href={asset('styles.css')} />
      <script src={asset('page.js')} defer />
    </>
  ),
  skipLink: (
    <a class="skip" href="#main">
      Skip to the content
    </a>
  ),
  wordmark: (
    <>
      <Klaus size={42} />
      <span>Sneaky Klaus</span>
    </>
  ),
  footer: (
    <footer class="bottom">
      <p>No one but the giver learns who gives to whom.</p>
      {landscape}
    </footer>
  ),
}

/** What the browser's tab says. */
export function titled(title: string): string {
  return title === 'Sneaky Klaus' ? title : `${title} – Sneaky Klaus`
}

/** The Open Graph tags (https://ogp.me), which messengers read. */
function PreviewTags({ preview }: { preview: Preview }) {
  return (
    <>
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content="Sneaky Klaus" />
      <meta property="og:title" content={preview.title} />
      <meta property="og:description" content={preview.description} />
      <meta property="og:url" content={preview.url} />
      <meta property="og:image" content={preview.picture} />
      <meta property="og:image:width" content="1200" />
      <meta property="og:image:height" content="630" />
      <meta property="og:image:alt" content="Klaus peeks over the edge, a gift beside him." />
      <meta name="twitter:card" content="summary_large_image" />
    </>
  )
}

function homeOf(nav: PageProperties['nav']): string {
  if (nav === 'admin') return paths.adminDashboard()
  return nav === 'participant' ? paths.dashboard() : paths.landing()
}

function Navigation({ nav, title }: Pick<PageProperties, 'nav' | 'title'>) {
  if (nav === undefined) return null
  return (
    <nav aria-label="Main">
      {nav === 'participant' && <NavLink path={paths.dashboard()} label="My exchange" title={title} />}
      {nav === 'admin' && (
        <>
          <NavLink path={paths.adminDashboard()} label="Exchanges" title={title} />
          <NavLink path={paths.mail()} label="Mail" title={title} />
          <NavLink path={paths.settings()} label="Settings" title={title} />
        </>
      )}
      <form method="post" action={nav === 'admin' ? paths.adminLogout() : paths.participantLogout()}>
        <Button tone="plain">Sign out</Button>
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
