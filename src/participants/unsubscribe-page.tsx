import { paths } from '../paths.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Heading, Name } from '../ui/heading.tsx'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'

/** Asks before reminders end, and says so when they have: mail programs open links on their own. */
export function UnsubscribePage({ exchangeName, slug, isDone, frame }: { exchangeName: string; slug: string; isDone: boolean; frame: Frame }) {
  const { t } = frame
  if (isDone) {
    return (
      <Page title={t('participants.reminders.title')} frame={frame}>
        <Heading title={t('participants.reminders.ended')} lead={t.rich('participants.reminders.ended.text', { exchange: <Name>{exchangeName}</Name> })} />
        <Actions>
          <LinkButton path={paths.requestAccess(slug)} tone="secondary">
            {t('participants.reminders.ended.open')}
          </LinkButton>
        </Actions>
      </Page>
    )
  }
  const boldName = (
    <b>
      <Name>{exchangeName}</Name>
    </b>
  )
  return (
    <Page title={t('participants.reminders.title')} frame={frame}>
      <Heading title={t('participants.reminders.end')} />
      {/* No action: the form goes to the address that it was opened from. */}
      <form method="post" class="card">
        <p>{t.rich('participants.reminders.end.text', { exchange: boldName })}</p>
        <Actions>
          <Button>{t('participants.reminders.end.stop')}</Button>
        </Actions>
      </form>
    </Page>
  )
}
