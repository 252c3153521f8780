import type { Printer } from '../language/printer.ts'
import { paths } from '../paths.ts'
import { Gift } from '../ui/art.tsx'
import { Actions, LinkButton } from '../ui/button.tsx'
import { Card, CardTitle } from '../ui/card.tsx'
import { nextStepOf } from './next-step.ts'
import { ActionButton } from './pages.tsx'
import type { Desk } from './reads.ts'
import { keptDays } from './retention.ts'

/** What the organiser does next; once the names are drawn, with a gift. */
export function NextStepCard({ desk, t }: { desk: Desk; t: Printer }) {
  return (
    <Card id="next-step" tone={desk.state === 'matched' ? 'festive' : 'next'}>
      <NextStep desk={desk} t={t} />
    </Card>
  )
}

/** The inside of that card. */
export function NextStep({ desk, t }: { desk: Desk; t: Printer }) {
  const { text, action, other, also } = nextStepOf(desk, t)
  const isDrawn = desk.state === 'matched'
  return (
    <>
      {isDrawn && <Gift size={72} />}
      <CardTitle title={titleOf(desk, t)} />
      {isDrawn && <Progress desk={desk} t={t} />}
      <p>{text}</p>
      {(action || other) && (
        <Actions>
          {action && <ActionButton action={action} t={t} />}
          {other && <ActionButton action={other} t={t} isSecondary />}
        </Actions>
      )}
      {desk.returners > 0 && <p>{t('exchanges.nextStep.returners', { count: desk.returners })}</p>}
      {also && (
        <p class="also">
          <a href={also.path}>{also.label}</a>
        </p>
      )}
      {isDrawn && !action && <CompleteEarly desk={desk} t={t} />}
    </>
  )
}

function titleOf({ state }: Desk, t: Printer): string {
  return t(state === 'matched' || state === 'completed' ? `exchanges.nextStep.${state}` : 'exchanges.nextStep')
}

/** How many have looked, and the way to those who could be asked to. */
function Progress({ desk: { id, looked, joined }, t }: { desk: Desk; t: Printer }) {
  return (
    <>
      <p class="progress">
        <progress max={joined} value={looked} aria-labelledby="looked" />
        <b id="looked">{t('exchanges.nextStep.looked', { looked, joined })}</b>
      </p>
      {looked < joined && (
        <Actions>
          <LinkButton path={paths.peopleWho(id, 'not-looked')} tone="secondary">
            {t('exchanges.nextStep.seeWhoHasNotLooked')}
          </LinkButton>
        </Actions>
      )}
    </>
  )
}

/** Ending an exchange before its day is for good, so it is not done in passing. */
function CompleteEarly({ desk, t }: { desk: Desk; t: Printer }) {
  return (
    <details>
      <summary>{t('exchanges.nextStep.completeEarly')}</summary>
      <p>{t('exchanges.nextStep.completeEarly.hint', { days: keptDays })}</p>
      <ActionButton action={{ label: t('exchanges.action.completeNow'), path: paths.complete(desk.id), isChange: true }} t={t} isSecondary />
    </details>
  )
}
