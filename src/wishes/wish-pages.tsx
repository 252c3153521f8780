import type { Child } from '#jsx/jsx-runtime'
import type { Printer } from '../language/printer.ts'
import { paths } from '../paths.ts'
import { Actions, LinkButton, ScriptButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Heading } from '../ui/heading.tsx'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import { mostWishes } from './wish.ts'
import { AddWish, EditWish } from './wish-form.tsx'
import type { ListedWish } from './wish-list.ts'
import { WishRow } from './wish-row.tsx'

/** Where the keyboard is after a step: at a button of a wish, or at the head of the list. */
export type Focus = { at: string; button: string } | 'list' | undefined

/** A list with what it depends on: whose it is, whether the names are drawn, and whether it can be read only. */
export type MyList = { participantId: string; wishes: readonly ListedWish[]; isDrawn: boolean; isOver: boolean }

/** A wish that is being changed in its place. */
export type Editing = { wishId: string; form: Refused }

/** The page of a person's own list: the form for one more, and the wishes. It prints as the list alone. */
export function WishesPage({ frame, hasList, children }: { frame: Frame; hasList: boolean; children: Child }) {
  const { t } = frame
  const title = t('wishes.pageTitle')
  return (
    <Page title={title} frame={frame} nav="participant">
      <Heading title={title} lead={t('wishes.lead')} back={{ path: paths.dashboard(), label: t('page.navigation.myExchange') }} />
      {children}
      <Actions>
        {hasList && <ScriptButton data-print>{t('wishes.print')}</ScriptButton>}
        <LinkButton path={paths.giftIdeas()} tone="secondary">
          {t('wishes.giftIdeas')}
        </LinkButton>
      </Actions>
    </Page>
  )
}

/** The page that changes one wish where no fragment can. */
export function WishPage({ editing: { wishId, form }, isDrawn, frame }: { editing: Editing; isDrawn: boolean; frame: Frame }) {
  const { t } = frame
  return (
    <Page title={t('wishes.edit.title')} frame={frame} nav="participant">
      <Heading title={t('wishes.edit.title')} back={{ path: paths.wishes(), label: t('wishes.pageTitle') }} />
      <EditWish wishId={wishId} form={form} isDrawn={isDrawn} t={t} />
    </Page>
  )
}

type PartProperties = { list: MyList; t: Printer }

/** The form for one more wish, or why there can be none. What was refused stays in it. */
export function AddPart({ list: { wishes, isOver }, form, isNext, t }: PartProperties & { form: Refused; isNext?: boolean }) {
  const isRefused = Object.keys(form.errors).length > 0
  if (isOver && !isRefused) return <p class="message notice">{t('wishes.over')}</p>
  if (wishes.length < mostWishes || isRefused) return <AddWish form={form} isNext={isNext ?? false} t={t} />
  return (
    <p id="add-wish" class="message notice">
      {t('wishes.full', { most: mostWishes })}
    </p>
  )
}

/** The wishes in their order, one of them perhaps as a form. */
export function ListPart({ list, editing, focus, t }: PartProperties & { editing?: Editing | undefined; focus?: Focus }) {
  const { wishes, participantId, isDrawn, isOver } = list
  return (
    <div id="wish-list">
      <Card title={t('wishes.list')} count={wishes.length === 0 ? undefined : t.number(wishes.length)} isAnswer={focus === 'list' || undefined}>
        {wishes.length === 0 ? (
          <p class="quiet">{t(isOver ? 'wishes.noneEver' : 'wishes.none')}</p>
        ) : (
          <ol class="wishes">
            {wishes.map((wish, index) => (
              <li id={`wish-${wish.id}`}>
                {editing?.wishId === wish.id ? (
                  <EditWish {...editing} isDrawn={isDrawn} isInPlace t={t} />
                ) : (
                  <WishRow
                    wish={wish}
                    participantId={participantId}
                    place={index + 1}
                    count={wishes.length}
                    isFixed={isOver}
                    focus={typeof focus === 'object' && focus.at === wish.id ? focus.button : undefined}
                    t={t}
                  />
                )}
              </li>
            ))}
          </ol>
        )}
      </Card>
    </div>
  )
}

/** What a change of the list makes of the page: the list, and the form for a new wish. `isAdded`: the form comes first, since it was sent. */
export function Changed({ list, form, isAdded, t }: PartProperties & { form: Refused; isAdded?: boolean }) {
  const add = <AddPart list={list} form={form} isNext={isAdded ?? false} t={t} />
  const rest = <ListPart list={list} focus={isAdded ? undefined : 'list'} t={t} />
  const [first, other, place] = isAdded ? [add, rest, '#wish-list'] : [rest, add, '#add-wish']
  return (
    <>
      {first}
      <hx-partial hx-target={place} hx-swap="outerHTML">
        {other}
      </hx-partial>
    </>
  )
}
