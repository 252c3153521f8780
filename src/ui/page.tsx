import type { Child } from '#jsx/jsx-runtime'
import { flattened } from '../html/jsx-runtime.ts'
import type { Printer } from '../language/printer.ts'
import { memoize } from '../memoize.ts'
import { paths } from '../paths.ts'
import type { Frame } from '../web/answer.tsx'
import { asset } from '../web/assets.ts'
import { Klaus, landscape } from './art.tsx'
import { KeptFormCard } from './kept-form.tsx'
import { LanguageChoice } from './language-choice.tsx'
import { FlashMessage } from './message.tsx'
import { homeOf, Navigation, type Whose } from './navigation.tsx'

/** A page in a few words and a picture of 1200 by 630 pixels; both addresses are whole. */
export type Preview = { title: string; description: string; url: string; picture: string }

type PageProperties = {
  title: string
  frame: Frame
  /** Whose pages the head of this one leads to. */
  nav?: Whose
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
  const { t } = frame
  const words = inWords(t)
  return (
    <html lang={t.language.code} dir={t.language.direction}>
      <head>
        <meta charset="utf-8" />
        <title>{titled(title)}</title>
        {always.tags}
        {words.description}
        {preview && <PreviewTags preview={preview} t={t} />}
        {always.htmx}
        {reloadAfter !== undefined && (
          <noscript>
            <meta http-equiv="refresh" content={String(reloadAfter)} />
          </noscript>
        )}
        {always.files}
        {nav === 'admin' && always.desk}
      </head>
      <body>
        {words.top}
        {nav && words.ofScriptSignedIn}
        {frame.rightAddress !== undefined && <WrongAddress right={frame.rightAddress} t={t} />}
        <header class="top">
          <a class="wordmark" href={homeOf(nav)}>
            {always.wordmark}
          </a>
          <Navigation nav={nav} title={title} t={t} />
        </header>
        <main id="main" class={wide ? 'wide' : undefined}>
          <div id="messages" role="status">
            {frame.flash && <FlashMessage {...frame.flash} />}
            {frame.mailWaits && title !== t('page.navigation.mail') && <MailWaits t={t} />}
          </div>
          {frame.kept && <KeptFormCard kept={frame.kept} isSignedIn={nav !== undefined} t={t} />}
          {children}
        </main>
        <footer class="bottom">
          {frame.choice && <LanguageChoice choice={frame.choice} t={t} />}
          {words.footer}
        </footer>
      </body>
    </html>
  )
}

/** What the message above it promises by e-mail is on its way for longer than usual. */
function MailWaits({ t }: { t: Printer }) {
  return <p class="message notice">{t.rich('page.mailWaits', { link: (words) => <a href={paths.mail()}>{words}</a> })}</p>
}

/** Says that the site was opened by an address at which forms are refused, and leads to the same page where they are not. */
function WrongAddress({ right, t }: { right: string; t: Printer }) {
  return (
    <aside class="message notice wrong-address" aria-label={t('page.wrongAddress.label')}>
      {t.rich('page.wrongAddress', { address: <a href={right}>{right}</a> })}
    </aside>
  )
}

/** What stands on every page. */
const always = {
  tags: flattened(
    <>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" media="(prefers-color-scheme: light)" content="#f7f2e9" />
      <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#0e1917" />
      <meta name="robots" content="noindex" />
    </>,
  ),
  // Without a settle delay htmx does not carry the style of a field that was drawn larger into the new one, which our policy forbids.
  htmx: flattened(<meta name="htmx-config" content='{"includeIndicatorCSS":false,"defaultSettleDelay":0,"noSwap":[204,304,"5xx"]}' />),
  files: flattened(
    <>
      <link rel="icon" href={asset('icon.svg')} type="image/svg+xml" />
      <link rel="apple-touch-icon" href={asset('touch-icon.png')} />
      <link rel="manifest" href="/manifest.webmanifest" />
      <link rel="stylesheet" href={asset('styles.css')} />
      <script src={asset('page.js')} defer />
    </>,
  ),
  desk: flattened(<link rel="stylesheet" href={asset('desk.css')} />),
  wordmark: flattened(
    <>
      <Klaus size={42} />
      <span>Sneaky Klaus</span>
    </>,
  ),
}

/** What stands on every page of one language. */
const inWords = memoize(
  (t: Printer) => ({
    description: flattened(<meta name="description" content={t('page.description')} />),
    top: flattened(
      <>
        <a class="skip" href="#main">
          {t('page.skip')}
        </a>
        <ScriptMessage name="offline">{t('script.offline')}</ScriptMessage>
        <ScriptMessage name="failed">{t('script.failed')}</ScriptMessage>
      </>,
    ),
    ofScriptSignedIn: flattened(
      <ScriptMessage name="signed-out">
        {t.rich('script.signedOut', {
          link: (words) => (
            <a href={paths.landing()} target="_blank" rel="noopener">
              {words}
            </a>
          ),
        })}
      </ScriptMessage>,
    ),
    footer: flattened(
      <>
        <p>{t('page.footer')}</p>
        {landscape}
      </>,
    ),
  }),
  (t) => t,
)

/** A message that the script shows when there is a reason to. */
function ScriptMessage({ name, children }: { name: 'offline' | 'failed' | 'signed-out'; children: Child }) {
  return (
    <template id={name}>
      <p class="message problem">{children}</p>
    </template>
  )
}

/** What the browser's tab says. */
export function titled(title: string): string {
  return title === 'Sneaky Klaus' ? title : `${title} – Sneaky Klaus`
}

/** The Open Graph tags (https://ogp.me), which messengers read. */
function PreviewTags({ preview, t }: { preview: Preview; t: Printer }) {
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
      <meta property="og:image:alt" content={t('page.preview.picture')} />
      <meta name="twitter:card" content="summary_large_image" />
    </>
  )
}
