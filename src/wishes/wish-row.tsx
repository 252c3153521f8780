import type { Printer } from '../language/printer.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { swapped } from '../ui/form.tsx'
import { Owner } from '../ui/form-owner.tsx'
import { WishText } from '../ui/wish-list.tsx'
import type { ListedWish } from './wish-list.ts'

type RowProperties = {
  wish: ListedWish
  participantId: string
  /** From 1, and of how many. */
  place: number
  count: number
  /** Whether it can be read only. */
  isFixed: boolean
  /** The button that the keyboard is at. */
  focus: string | undefined
  t: Printer
}

/** A wish of the own list, and what can be done with it: up, down, or change. */
export function WishRow(row: RowProperties) {
  const { wish, isFixed, focus, t } = row
  const edit = paths.wish(wish.id)
  return (
    <div class="wish-row">
      <WishText wish={wish} t={t} />
      {!isFixed && (
        <div class="wish-tools no-print">
          <Moves {...row} />
          <a
            href={edit}
            hx-get={edit}
            hx-target="#wish-list"
            hx-swap="outerHTML"
            aria-label={t('wishes.edit.label', { title: wish.title })}
            autofocus={focus === 'edit'}
          >
            {t('wishes.edit')}
          </a>
        </div>
      )}
    </div>
  )
}

/** The buttons that move a wish. Who has come to an end with one of them goes on with the other. */
function Moves({ wish: { id, title }, participantId, place, count, focus, t }: RowProperties) {
  const action = paths.moveWish(id)
  const [isFirst, isLast] = [place === 1, place === count]
  return (
    <form method="post" action={action} class="moves" {...swapped(action, '#wish-list')}>
      <Owner id={participantId} />
      <input type="hidden" name="place" value={String(place)} />
      {!isFirst && (
        <Button
          tone="plain"
          name="direction"
          value="up"
          label={t('wishes.up', { title, place, count })}
          autofocus={focus === 'up' || (focus === 'down' && isLast)}
        >
          ↑
        </Button>
      )}
      {!isLast && (
        <Button
          tone="plain"
          name="direction"
          value="down"
          label={t('wishes.down', { title, place, count })}
          autofocus={focus === 'down' || (focus === 'up' && isFirst)}
        >
          ↓
        </Button>
      )}
    </form>
  )
}
