import type { Printer } from '../language/printer.ts'
import { paths } from '../paths.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Checkbox, Input, Problems, TextArea } from '../ui/field.tsx'
import { Form, swapped } from '../ui/form.tsx'
import { Owner } from '../ui/form-owner.tsx'
import type { Refused } from '../web/form.ts'

type FormProperties = { form: Refused; t: Printer }

/** The form for one more wish: two fields, and what few need folded away. `isNext`: it comes back empty, for the next one. */
export function AddWish({ form, isNext, t }: FormProperties & { isNext?: boolean }) {
  const { typed, errors } = form
  const hasMore = ['note', 'price', 'most_wanted'].some((name) => typed[name] || errors[name])
  return (
    <Form id="add-wish" action={paths.wishes()} title={t('wishes.add')} form={form} t={t}>
      <Owner id={typed.participant_id} />
      <WhatAndWhere form={form} autofocus={isNext} t={t} />
      <details class="more" open={hasMore}>
        <summary>{t('wishes.more')}</summary>
        <More form={form} t={t} />
      </details>
      <Actions>
        <Button>{t('wishes.add.send')}</Button>
      </Actions>
    </Form>
  )
}

type EditProperties = FormProperties & {
  wishId: string
  /** Whether the names are drawn, so that somebody may have this wish in mind. */
  isDrawn: boolean
  /** Whether it stands in the list, in place of the wish. */
  isInPlace?: boolean
}

/** The form that changes a wish, and the button that takes it off the list. */
export function EditWish({ wishId, form, isDrawn, isInPlace, t }: EditProperties) {
  const [edit, remove] = [paths.wish(wishId), paths.deleteWish(wishId)]
  const inPlace = (action: string) => (isInPlace ? swapped(action, '#wish-list') : {})
  const back = paths.wishes({ at: wishId, button: 'edit' })
  const givingUp = { ...(isInPlace && { 'hx-get': back, 'hx-target': '#wish-list', 'hx-swap': 'outerHTML' }), 'data-escape': true }
  return (
    <div class={isInPlace ? 'wish-form' : 'card wish-form'}>
      <form method="post" action={edit} novalidate {...inPlace(edit)}>
        <Problems form={form} t={t} />
        <Owner id={form.typed.participant_id} />
        <input type="hidden" name="version" value={form.typed.version ?? ''} />
        <WhatAndWhere of={wishId} form={form} autofocus t={t} />
        <More of={wishId} form={form} t={t} />
        <Actions>
          <Button>{t('wishes.save')}</Button>
          <LinkButton path={back} tone="secondary" {...givingUp}>
            {t('form.cancel')}
          </LinkButton>
        </Actions>
      </form>
      <form method="post" action={remove} class="wish-delete" {...inPlace(remove)}>
        <Owner id={form.typed.participant_id} />
        <Button tone="plain">{t('wishes.delete')}</Button>
        {isDrawn && <p class="hint">{t('wishes.delete.drawn')}</p>}
      </form>
    </div>
  )
}

/** `of` tells the fields of one wish from those for a new one on the same page. */
type FieldsProperties = FormProperties & { of?: string; autofocus?: boolean | undefined }

function WhatAndWhere({ of, form, autofocus, t }: FieldsProperties) {
  return (
    <div class="pair">
      <Input
        form={form}
        t={t}
        name="title"
        id={idOf('title', of)}
        label={t('wishes.title')}
        hint={t('wishes.title.hint')}
        autofocus={autofocus}
        optional="either"
      />
      <Input
        form={form}
        t={t}
        name="link"
        id={idOf('link', of)}
        label={t('wishes.link')}
        hint={t('wishes.link.hint')}
        inputmode="url"
        autocapitalize="none"
        spellcheck="false"
        optional
      />
    </div>
  )
}

function More({ of, form, t }: FieldsProperties) {
  return (
    <>
      <TextArea form={form} t={t} name="note" id={idOf('note', of)} label={t('wishes.note')} hint={t('wishes.note.hint')} rows={3} optional />
      <Input form={form} t={t} name="price" id={idOf('price', of)} label={t('wishes.price')} hint={t('wishes.price.hint')} autocomplete="off" optional />
      <Checkbox form={form} t={t} name="most_wanted" id={idOf('most_wanted', of)} label={t('wishes.mostWanted.label')} />
    </>
  )
}

function idOf(name: string, of: string | undefined): string {
  return of === undefined ? name : `${name}-${of}`
}
