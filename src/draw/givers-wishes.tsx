import type { Printer } from '../language/printer.ts'
import { paths } from '../paths.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { swapped } from '../ui/form.tsx'
import { Owner } from '../ui/form-owner.tsx'
import { WishText } from '../ui/wish-list.tsx'
import type { GiversWish } from '../wishes/givers-wishes.ts'

type WishesProperties = {
  giverId: string
  wishes: readonly GiversWish[]
  /** The wish whose button was pressed, where the keyboard stays. */
  pressed?: string
  t: Printer
}

/** The receiver's wishes, each with a button by which the giver picks it; what was picked stays as it was. */
export function GiversWishes({ giverId, wishes, pressed, t }: WishesProperties) {
  return (
    <ol class="wishes" id="wishes">
      {wishes.map((wish) => (
        <li id={`wish-${wish.id}`} class={wish.isPicked ? 'picked' : undefined}>
          <div class="wish-row">
            <WhatItSays wish={wish} t={t} />
            <Pick giverId={giverId} wish={wish} isPressed={wish.id === pressed} t={t} />
          </div>
        </li>
      ))}
    </ol>
  )
}

/** What a wish says now, what is the matter with it, and what it said when the giver picked it. */
function WhatItSays({ wish, t }: { wish: GiversWish; t: Printer }) {
  const { isNew, isPicked, isDeleted, before } = wish
  return (
    <div class="wish-now">
      {isDeleted && <p class="quiet">{t('draw.wish.removed')}</p>}
      <WishText wish={wish} t={t} />
      {before && (
        <div class="wish-before">
          <p class="quiet">{t('draw.wish.changed')}</p>
          <WishText wish={before} t={t} />
        </div>
      )}
      {(isNew || isPicked) && (
        <p class="wish-marks">
          {isNew && <Badge tone="waiting">{t('draw.match.new')}</Badge>}
          {isPicked && <Badge>{t('draw.wish.picked')}</Badge>}
        </p>
      )}
    </div>
  )
}

function Pick({ giverId, wish: { id, version, title, isPicked }, isPressed, t }: { giverId: string; wish: GiversWish; isPressed: boolean; t: Printer }) {
  const label = t(isPicked ? 'draw.wish.giveBack.label' : 'draw.wish.take.label', { title })
  return (
    <form method="post" action={paths.plan()} class="wish-tools no-print" {...swapped(paths.plan(), '#wishes')}>
      <Owner id={giverId} />
      <input type="hidden" name="wish_id" value={id} />
      <input type="hidden" name="version" value={String(version)} />
      {!isPicked && <input type="hidden" name="taken" value="on" />}
      <Button tone="plain" label={label} autofocus={isPressed || undefined}>
        {t(isPicked ? 'draw.wish.giveBack' : 'draw.wish.take')}
      </Button>
    </form>
  )
}
