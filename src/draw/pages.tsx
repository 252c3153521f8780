import type { Child } from '#jsx/jsx-runtime'
import type { Printer } from '../language/printer.ts'
import { paths } from '../paths.ts'
import { Gift } from '../ui/art.tsx'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'

/** The page while the draw is under way; without JavaScript it loads itself again. */
export function DrawingPage({ frame, children }: { frame: Frame; children: Child }) {
  return (
    <Page title={frame.t('draw.drawing')} frame={frame} nav="admin" reloadAfter={2}>
      {children}
    </Page>
  )
}

/** While the draw takes longer than a moment; since when it has been under way, where that is known already. */
export function DrawingPart({ exchangeId, since, now, t }: { exchangeId: string; since: Date | undefined; now: Date; t: Printer }) {
  // The clocks of two instances may differ.
  const seconds = since && Math.max(0, Math.round((now.getTime() - since.getTime()) / 1000))
  const path = paths.drawing(exchangeId)
  return (
    <div id="drawing" hx-get={path} hx-trigger="load delay:1s" hx-swap="outerHTML">
      <Empty
        picture={<Gift size={120} />}
        title={t('draw.drawing.heading')}
        lead={seconds === undefined ? t('draw.drawing.lead') : t('draw.drawing.leadSoFar', { seconds })}
        isPage
      >
        <progress aria-label={t('draw.drawing')} />
        <p>
          <a href={path}>{t('draw.drawing.lookAgain')}</a>
        </p>
      </Empty>
    </div>
  )
}
