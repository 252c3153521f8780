import type { Printer } from '../language/printer.ts'
import { paths } from '../paths.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Problems } from '../ui/field.tsx'
import { Form, swapped } from '../ui/form.tsx'
import { Heading, toDesk } from '../ui/heading.tsx'
import { Page, titled } from '../ui/page.tsx'
import { PartsNav } from '../ui/parts-nav.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import { ComingUp, type Outlook } from './coming-up.tsx'
import { DeskHeading, PeopleHeading } from './desk-page.tsx'
import { placeOf, Value } from './details.tsx'
import { ExchangeFields } from './fields.tsx'
import type { FieldName } from './forms.ts'
import { NextStep } from './next-step-card.tsx'
import type { Desk } from './reads.ts'

/** Which details of which exchange a form changes. What is typed holds, as `version`, what they were when it was made. */
type Editing = { desk: Desk; names: FieldName[]; form: Refused }

/** The page that changes details where no fragment can. */
export function EditPage({ editing, frame }: { editing: Editing; frame: Frame }) {
  const { desk, names, form } = editing
  const { t } = frame
  return (
    <Page title={t('exchanges.edit.pageTitle', { exchange: desk.name })} frame={frame} nav="admin">
      <Heading title={t('exchanges.edit.title')} back={toDesk(desk)} />
      <PartsNav id={desk.id} here="settings" isWithin t={t} />
      <Form action={paths.exchange(desk.id)} form={form} t={t}>
        <ExchangeFields names={names} form={form} t={t} />
        <Rest editing={editing} t={t} />
      </Form>
    </Page>
  )
}

/** The fragment that takes the place of one value while it is changed. */
export function EditPart({ editing, t }: { editing: Editing; t: Printer }) {
  const { desk, names, form } = editing
  const action = paths.exchange(desk.id)
  const place = `#${names.map(placeOf)[0]}`
  return (
    <form class="in-place" method="post" action={action} novalidate {...swapped(action, place)} hx-swap="innerHTML">
      {form.errors.form && <Problems form={form} t={t} />}
      <ExchangeFields names={names} form={form} t={t} />
      <Rest
        editing={editing}
        t={t}
        givingUp={{ 'data-escape': true, 'hx-get': paths.exchange(desk.id, names[0]), 'hx-target': place, 'hx-swap': 'innerHTML' }}
      />
    </form>
  )
}

type RestProperties = { editing: Editing; t: Printer; givingUp?: Record<`hx-${string}` | `data-${string}`, string | boolean> }

/** What each form ends with. `givingUp`: how the link out of it gives back the value that was there. */
function Rest({ editing: { desk, form }, t, givingUp = {} }: RestProperties) {
  return (
    <>
      <input type="hidden" name="version" value={form.typed.version ?? ''} />
      {desk.joined > 0 && <p class="hint">{t.rich('exchanges.edit.nobodyIsTold', { link: (words) => <a href={paths.message(desk.id)}>{words}</a> })}</p>}
      <Actions>
        <Button>{t('exchanges.edit.save')}</Button>
        <LinkButton path={paths.exchange(desk.id)} tone="secondary" {...givingUp}>
          {t('form.cancel')}
        </LinkButton>
      </Actions>
    </>
  )
}

/** What a change makes of the desk: the value at its place, the tab's title, and every part of the page that may depend on it. */
export function ChangedPart({ desk, name, coming, t }: { desk: Desk; name: FieldName; coming: Outlook; t: Printer }) {
  return (
    <>
      <title>{titled(desk.name)}</title>
      <Value desk={desk} name={name} isBack t={t} />
      <hx-partial hx-target="#desk-heading">
        <DeskHeading desk={desk} t={t} />
      </hx-partial>
      <hx-partial hx-target="#next-step">
        <NextStep desk={desk} t={t} />
      </hx-partial>
      <hx-partial hx-target="#people-heading">
        <PeopleHeading desk={desk} t={t} />
      </hx-partial>
      <hx-partial hx-target="#coming-up">
        <ComingUp outlook={coming} t={t} />
      </hx-partial>
    </>
  )
}
