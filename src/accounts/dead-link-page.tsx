import { Klaus } from '../ui/art.tsx'
import { Actions, LinkButton } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'

/** One answer for links of one sort that are expired, used or were never made: why, and the way on. */
export function DeadLinkPage({ title, lead, path, label, frame }: { title: string; lead: string; path: string; label: string; frame: Frame }) {
  return (
    <Page title={title} frame={frame}>
      <Empty picture={<Klaus size={140} />} title={title} lead={lead} isPage>
        <Actions>
          <LinkButton path={path}>{label}</LinkButton>
        </Actions>
      </Empty>
    </Page>
  )
}
