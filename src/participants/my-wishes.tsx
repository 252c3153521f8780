import type { Printer } from '../language/printer.ts'
import { paths } from '../paths.ts'
import { Actions, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { UserText } from '../ui/user-text.tsx'
import { type ShownWish, WishList } from '../ui/wish-list.tsx'
import type { AnswerProgress } from '../wishes/answers.ts'
import { canWish, hasWished } from './next-step-card.tsx'
import type { Dashboard } from './reads.ts'

/** So many wishes show at a glance. */
const fewWishes = 5

/** What one has said in words, and the first wishes of the list. */
export function MyGiftIdeas({ dashboard, wishes, t }: { dashboard: Dashboard; wishes: readonly ShownWish[]; t: Printer }) {
  const { giftIdeas } = dashboard
  const others = wishes.length - fewWishes
  return (
    <Card id="gift-ideas" title={t('participants.dashboard.giftIdeas')}>
      {giftIdeas && <UserText text={giftIdeas} />}
      {!hasWished(dashboard) && (
        <p class="quiet">
          {t('participants.dashboard.giftIdeas.none')} {canWish(dashboard) && t('participants.dashboard.giftIdeas.why')}
        </p>
      )}
      <WishList wishes={wishes.slice(0, fewWishes)} isBrief t={t} />
      {others > 0 && <p class="quiet">{t('participants.dashboard.wishes.more', { count: others })}</p>}
      {(canWish(dashboard) || wishes.length > 0) && (
        <Actions>
          {canWish(dashboard) && (
            <LinkButton path={paths.giftIdeas()} tone="secondary">
              {t(giftIdeas ? 'participants.dashboard.giftIdeas.edit' : 'participants.dashboard.giftIdeas.write')}
            </LinkButton>
          )}
          <LinkButton path={paths.wishes()} tone="secondary">
            {t(wishes.length === 0 ? 'participants.dashboard.wishes.start' : 'participants.dashboard.wishes')}
          </LinkButton>
        </Actions>
      )}
    </Card>
  )
}

/** How far somebody is with the organiser's questions, where there are any. */
export function MyAnswers({ progress, t }: { progress: AnswerProgress; t: Printer }) {
  const { asked, answered, owed } = progress
  if (asked === 0) return null
  return (
    <Card id="questions" title={t('participants.dashboard.questions')}>
      <p class={answered === 0 ? 'quiet' : undefined}>
        {answeredInWords(progress, t)} {owed > 0 && answered > 0 && t('participants.dashboard.questions.owed', { owed })}
      </p>
      <Actions>
        <LinkButton path={paths.answers()} tone="secondary">
          {t(answered === asked ? 'participants.dashboard.questions.edit' : 'participants.dashboard.questions.answer')}
        </LinkButton>
      </Actions>
    </Card>
  )
}

function answeredInWords({ asked, answered }: AnswerProgress, t: Printer): string {
  if (answered === 0) return t('participants.dashboard.questions.none', { asked })
  return answered < asked ? t('participants.dashboard.questions.some', { answered, asked }) : t('participants.dashboard.questions.all', { asked })
}
