import type { Printer } from '../language/printer.ts'
import { paths } from '../paths.ts'
import { Card } from '../ui/card.tsx'
import { swapped } from '../ui/form.tsx'
import { Owner } from '../ui/form-owner.tsx'
import { type Gift, gifts } from '../wishes/plan.ts'

type PlanProperties = { giverId: string; repairs: number; gift: Gift; t: Printer; isAnswer?: boolean }

/** How far the giver is with the gift, for nobody else. */
export function PlanCard({ giverId, repairs, gift, t, isAnswer }: PlanProperties) {
  return (
    <Card id="plan" title={t('draw.plan.title')} isAnswer={isAnswer}>
      <p class="quiet">{t('draw.plan.onlyYou')}</p>
      <form method="post" action={paths.plan()} class="presses" {...swapped(paths.plan(), '#plan')}>
        <Owner id={giverId} />
        <Repairs count={repairs} />
        {gifts.map((step) => (
          <button class="press" name="gift" value={step} aria-pressed={String(step === gift)}>
            {t(`draw.plan.gift.${step}`)}
          </button>
        ))}
      </form>
    </Card>
  )
}

/** How often the draw had been repaired when a form was made: since then the match may be somebody else. */
function Repairs({ count }: { count: number }) {
  return <input type="hidden" name="repairs" value={String(count)} />
}
