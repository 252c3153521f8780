import { paths } from '../paths.ts'
import { Gift } from '../ui/art.tsx'
import { Actions, LinkButton } from '../ui/button.tsx'
import { Card, CardTitle } from '../ui/card.tsx'
import { nextStepOf } from './next-step.ts'
import { ActionButton } from './pages.tsx'
import type { Desk } from './reads.ts'

/** What the organiser does next; once the names are drawn, with a gift. */
export function NextStepCard({ desk }: { desk: Desk }) {
  return (
    <Card id="next-step" tone={desk.state === 'matched' ? 'festive' : 'next'}>
      <NextStep desk={desk} />
    </Card>
  )
}

/** The inside of that card. */
export function NextStep({ desk }: { desk: Desk }) {
  const { text, action, other, also } = nextStepOf(desk)
  const isDrawn = desk.state === 'matched'
  return (
    <>
      {isDrawn && <Gift size={72} />}
      <CardTitle title={titles[desk.state] ?? 'Next step'} />
      {isDrawn && <Progress desk={desk} />}
      <p>{text}</p>
      {(action || other) && (
        <Actions>
          {action && <ActionButton action={action} />}
          {other && <ActionButton action={other} isSecondary />}
        </Actions>
      )}
      {also && (
        <p class="also">
          <a href={also.path}>{also.label}</a>
        </p>
      )}
      {isDrawn && !action && <CompleteEarly desk={desk} />}
    </>
  )
}

const titles: Partial<Record<Desk['state'], string>> = { matched: 'The names are drawn', completed: 'All done' }

/** How many have looked, and the way to those who could be asked to. */
function Progress({ desk: { id, looked, joined } }: { desk: Desk }) {
  return (
    <>
      <p class="progress">
        <progress max={joined} value={looked} aria-labelledby="looked" />
        <b id="looked">
          {looked} of {joined} {looked === 1 ? 'has' : 'have'} looked
        </b>
      </p>
      {looked < joined && (
        <Actions>
          <LinkButton path={paths.peopleWho(id, 'not-looked')} tone="secondary">
            See who hasn’t looked
          </LinkButton>
        </Actions>
      )}
    </>
  )
}

/** Ending an exchange before its day is for good, so it is not done in passing. */
function CompleteEarly({ desk }: { desk: Desk }) {
  return (
    <details>
      <summary>Complete it early</summary>
      <p>
        For when you’ve already exchanged your gifts. There are no more reminders, nothing can be changed, and in 30 days everything about it is erased. That
        can’t be undone.
      </p>
      <ActionButton action={{ label: 'Complete it now', path: paths.complete(desk.id), isChange: true }} isSecondary />
    </details>
  )
}
