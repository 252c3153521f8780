import { paths } from '../paths.ts'
import type { Frame } from '../web/answer.tsx'
import { Klaus } from './art.tsx'
import { Page } from './page.tsx'

/** What went wrong, in words, and the way on. */
export function ErrorPage({ title, text, frame }: { title: string; text: string; frame: Frame }) {
  return (
    <Page title={title} frame={frame}>
      <section class="empty">
        <Klaus size={120} />
        <h1>{title}</h1>
        <p class="lead">{text}</p>
        <a class="button secondary" href={paths.landing()}>
          To the start page
        </a>
      </section>
    </Page>
  )
}
