import type { Child } from '#jsx/jsx-runtime'
import { Klaus } from '../ui/art.tsx'
import { Heading } from '../ui/heading.tsx'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'

type DoorProperties = { title: string; heading?: string; lead?: Child; frame: Frame; children: Child }

/** The layout of pages before sign-in: a narrow card, over whose edge Klaus looks at who wants to come in. */
export function AtTheDoor({ title, heading = title, lead, frame, children }: DoorProperties) {
  return (
    <Page title={title} frame={frame}>
      <div class="door">
        <div class="peek">
          <Heading title={heading} lead={lead} />
          <Klaus size={132} />
        </div>
        {children}
      </div>
    </Page>
  )
}
