import { paths } from '../paths.ts'
import type { Frame } from '../web/answer.tsx'
import { Klaus } from './art.tsx'
import { Page } from './page.tsx'

/** Where to go instead. */
export type ErrorWay = { label: string; path: string }

/** What went wrong, in words, and the way on. */
export function ErrorPage({ title, text, way, frame }: { title: string; text: string; way?: ErrorWay; frame: Frame }) {
  return (
    <Page title={title} frame={frame}>
      <section class="empty">
        <Klaus size={120} />
        <h1>{title}</h1>
        <p class="lead">{text}</p>
        {way && (
          <a class="button" href={way.path}>
            {way.label}
          </a>
        )}
        <a class="button secondary" href={paths.landing()}>
          To the start page
        </a>
      </section>
    </Page>
  )
}
