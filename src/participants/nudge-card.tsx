import type { Key, Printer } from '../language/printer.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { byName } from '../ui/by-name.ts'
import { Card } from '../ui/card.tsx'
import { swapped } from '../ui/form.tsx'
import { filterOf } from './listing.ts'
import { few } from './not-sent.ts'
import type { OpenNudge } from './nudge.ts'
import type { Nudge } from './nudges.ts'
import { filterNames } from './people-list.tsx'

/** What people have still to do, who they are, and a button for each that writes to exactly those. */
export function StillOpen({ exchangeId, open, t }: { exchangeId: string; open: OpenNudge[]; t: Printer }) {
  if (open.length === 0) return null
  const action = paths.nudge(exchangeId)
  return (
    <Card id="open" title={t('people.open.title')}>
      <form method="post" action={action} {...swapped(action, '#open')} hx-swap="none">
        <ul class="open">
          {open.map((item) => (
            <Item exchangeId={exchangeId} item={item} t={t} />
          ))}
        </ul>
      </form>
    </Card>
  )
}

function Item({ exchangeId, item, t }: { exchangeId: string; item: OpenNudge; t: Printer }) {
  const { nudge, people, earlier, unwanted, ahead } = item
  const names = people.toSorted(byName(t)).map(({ called }) => called)
  return (
    <li>
      <a href={`${paths.peopleWho(exchangeId, filterOf[nudge])}#people`}>
        {t.rich(filterNames[filterOf[nudge]], { count: people.length, b: (words) => <b>{words}</b> })}
      </a>{' '}
      <span>{few(names, t)}</span> {unwanted > 0 && <em>{t('people.open.unwanted', { count: unwanted })}</em>}{' '}
      {earlier > 0 && <em class={ahead === 0 && 'done'}>{t('people.open.earlier', { count: earlier })}</em>}{' '}
      {ahead > 0 && (
        <Button tone="secondary" name="kind" value={nudge}>
          {t(buttons[nudge], { count: ahead })}
        </Button>
      )}
    </li>
  )
}

const buttons = {
  sign_in: 'people.open.signIn',
  wishes: 'people.open.wishes',
  questions: 'people.open.questions',
  look: 'people.open.look',
} as const satisfies Record<Nudge, Key>
