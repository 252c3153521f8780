import type { Printer } from '../language/printer.ts'
import type { Unread } from '../messages/unread.ts'
import { paths } from '../paths.ts'
import { Badge } from '../ui/badge.tsx'
import { Actions, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import type { Dashboard } from './reads.ts'

/** Whether there are threads to read: once the names are drawn, unless the organiser wants none. */
export function canRead({ messages, hasMatch }: Dashboard): boolean {
  return messages && hasMatch
}

/** The way to both threads, and what there is to read in each. */
export function MessagesCard({ unread, t }: { unread: Unread; t: Printer }) {
  const isNew = unread.receiver + unread.giver > 0
  return (
    <Card id="messages-card" title={t('messages.title')}>
      {isNew ? (
        <ul class="threads">
          {(['receiver', 'giver'] as const)
            .filter((withWhom) => unread[withWhom] > 0)
            .map((withWhom) => (
              <li>
                <a href={paths.threads(withWhom)}>{t(`messages.with.${withWhom}`)}</a>{' '}
                <Badge tone="waiting">{t('messages.unread', { count: unread[withWhom] })}</Badge>
              </li>
            ))}
        </ul>
      ) : (
        <p class="quiet">{t('messages.dashboard')}</p>
      )}
      <Actions>
        <LinkButton path={paths.threads()} tone={isNew ? 'primary' : 'secondary'}>
          {t(isNew ? 'messages.dashboard.read' : 'messages.dashboard.open')}
        </LinkButton>
      </Actions>
    </Card>
  )
}
