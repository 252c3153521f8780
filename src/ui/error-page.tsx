import { paths } from '../paths.ts'
import type { Frame } from '../web/answer.tsx'
import { Klaus } from './art.tsx'
import { Actions, LinkButton } from './button.tsx'
import { Empty } from './empty.tsx'
import { Page } from './page.tsx'

/** Where to go instead. */
export type ErrorWay = { label: string; path: string }

/** What went wrong, in words, and the way on. */
export function ErrorPage({ title, text, way, frame }: { title: string; text: string; way?: ErrorWay; frame: Frame }) {
  return (
    <Page title={title} frame={frame}>
      <Empty picture={<Klaus size={150} />} title={title} lead={text} isPage>
        <Actions>
          {way && <LinkButton path={way.path}>{way.label}</LinkButton>}
          <LinkButton path={paths.landing()} tone="secondary">
            To the start page
          </LinkButton>
        </Actions>
      </Empty>
    </Page>
  )
}
