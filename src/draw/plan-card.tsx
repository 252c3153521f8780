import type { Printer } from '../language/printer.ts'
import { paths } from '../paths.ts'
import { Card } from '../ui/card.tsx'
import { swapped } from '../ui/form.tsx'
import { Owner } from '../ui/form-owner.tsx'
import { gifts, type Plan } from '../wishes/plan.ts'
import { fewestGivers } from './gifts-ready.ts'

/** `repairs` is how often the draw has been repaired: after another one the match may be somebody else. */
type PlanProperties = { giverId: string; receiver: { repairs: number; plan: Pick<Plan, 'gift' | 'isCounted'>; givers: number }; t: Printer; isAnswer?: boolean }

/** How far the giver is with the gift, for nobody else. */
export function PlanCard({ giverId, receiver: { repairs, plan, givers }, t, isAnswer }: PlanProperties) {
  const isLeftOut = plan.gift === 'ready' && !plan.isCounted && givers >= fewestGivers
  return (
    <Card id="plan" title={t('draw.plan.title')} isAnswer={isAnswer}>
      <p class="quiet">{t('draw.plan.onlyYou')}</p>
      {isLeftOut && <p>{t('draw.plan.countAgain', { ready: t('draw.plan.gift.ready') })}</p>}
      <form method="post" action={paths.plan()} class="presses" {...swapped(paths.plan(), '#plan')}>
        <Owner id={giverId} />
        <input type="hidden" name="repairs" value={String(repairs)} />
        {gifts.map((step) => (
          <button class="press" name="gift" value={step} aria-pressed={String(step === plan.gift)}>
            {t(`draw.plan.gift.${step}`)}
          </button>
        ))}
      </form>
    </Card>
  )
}
