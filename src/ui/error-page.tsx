import type { Printer } from '../language/printer.ts'
import { paths } from '../paths.ts'
import type { Frame } from '../web/answer.tsx'
import { Klaus } from './art.tsx'
import { Actions, Button, LinkButton } from './button.tsx'
import { Empty } from './empty.tsx'
import { TypedCard } from './kept-form.tsx'
import { Page } from './page.tsx'

/** Where to go instead. */
export type ErrorAction = { label: string; path: string }

/** A form to send once more: where to, and what was typed into it. */
type Again = { path: string; fields: [string, string][] }

/** `typed`: what was sent in vain, to be copied. */
type ErrorPageProperties = {
  title: string
  text: string
  action?: ErrorAction | undefined
  again?: Again
  typed?: [string, string][] | undefined
  frame: Frame
}

/** What went wrong, in words, and the way on. */
export function ErrorPage({ title, text, action, again, typed, frame }: ErrorPageProperties) {
  const { t } = frame
  return (
    <Page title={title} frame={frame}>
      <Empty picture={<Klaus size={150} />} title={title} lead={text} isPage>
        {again && again.fields.length > 0 && <p>{t('failure.kept')}</p>}
        <Actions>
          {again && <SendAgain again={again} t={t} />}
          {action && <LinkButton path={action.path}>{action.label}</LinkButton>}
          <LinkButton path={paths.landing()} tone="secondary">
            {t('failure.startPage')}
          </LinkButton>
        </Actions>
      </Empty>
      {typed && <TypedCard fields={typed} t={t} />}
    </Page>
  )
}

function SendAgain({ again, t }: { again: Again; t: Printer }) {
  return (
    <form method="post" action={again.path}>
      {again.fields.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <Button>{t('failure.tryAgain')}</Button>
    </form>
  )
}
