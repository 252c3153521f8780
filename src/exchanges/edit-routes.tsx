import { Hono } from 'hono'
import { NotFound } from '../errors.ts'
import type { Printer } from '../language/printer.ts'
import { inWords } from '../language/refusals.ts'
import { paths, segment } from '../paths.ts'
import { answer, conclude, goTo } from '../web/answer.tsx'
import type { AppContext, Env } from '../web/env.ts'
import { answerRefusal } from '../web/failure.tsx'
import { leaveFlash } from '../web/flash.ts'
import { blank, parseForm, type Refused, refuse } from '../web/form.ts'
import { caughtUp, readVersion, versionOf, writeVersion } from '../web/version.ts'
import { comingUp } from './coming-up.tsx'
import { valueInWords } from './details.tsx'
import { type Edited, editExchange } from './edit-exchange.ts'
import { ChangedPart, EditPage, EditPart } from './edit-page.tsx'
import { mayEdit, whyNotEditable } from './exchange-details.ts'
import { labelOf } from './fields.tsx'
import { changesFrom, detailOf, EditForm, type FieldName, fieldNames, isFieldName, sentFields, typedFrom } from './forms.ts'
import { exchangeOnly } from './guards.ts'
import { errorsFrom } from './mistakes.ts'
import { type Desk, readDesk, readTimetable } from './reads.ts'

export const editing = new Hono<Env>()

editing.get(`/admin/exchange/${segment.id}/edit`, exchangeOnly, async (c) => {
  const desk = await readThis(c)
  const names = asked(desk, c.req.query('field'))
  const refusal = whyNotEditable(desk, detailsOf(names))
  if (refusal) return answerRefusal(c, refusal)
  return showForm(c, desk, names, blank(stored(desk, names)), 200)
})

editing.post(`/admin/exchange/${segment.id}`, exchangeOnly, async (c) => {
  const form = await parseForm(c, EditForm)
  const names = sentFields(form.typed)
  if (names.length === 0) {
    const desk = await readThis(c)
    return showForm(c, desk, fieldNames, refuse({ typed: stored(desk, fieldNames) }, 'form', c.var.t('exchanges.edit.nothingSent')), 422)
  }
  if (!form.ok) return showForm(c, await readThis(c), names, form, 422)
  const { em, services, exchange, t } = c.var
  const { version, ...values } = form.values
  const { value, refusal } = await editExchange(em, services.world, exchange.id, { details: changesFrom(values, names), version: readVersion(version) })
  const desk = await readThis(c)
  if (refusal) return showForm(c, desk, names, refuse(form, 'form', inWords(refusal, t)), 409)
  if (value.overtaken.length > 0) return showForm(c, desk, names, overtaken(desk, form.typed, value, t), 409)
  const errors = errorsFrom(value.mistakes, t)
  if (Object.keys(errors).length > 0) return showForm(c, desk, names, { typed: form.typed, errors }, 422)
  return showChange(c, desk, names)
})

function readThis(c: AppContext): Promise<Desk> {
  return readDesk(c.var.em, c.var.services, c.var.exchange.id)
}

/** One field by its name, or, without one, all that can be changed now. Throws NotFound. */
function asked(desk: Desk, field: string | undefined): FieldName[] {
  if (field !== undefined && !isFieldName(field)) throw new NotFound('There is no such field.')
  if (field !== undefined) return [field]
  const open = fieldNames.filter((name) => mayEdit(desk.state, detailOf[name]))
  return open.length > 0 ? open : fieldNames
}

/** What stands in the form at first, and which version of it. */
function stored(desk: Desk, names: FieldName[]): Record<string, string> {
  return { ...typedFrom(desk), version: writeVersion(versionOf(desk, detailsOf(names))) }
}

function detailsOf(names: FieldName[]) {
  return names.map((name) => detailOf[name])
}

/** The form once more, with what somebody else has stored beside what was typed; saving again replaces it. */
function overtaken(desk: Desk, typed: Record<string, string>, { overtaken: details }: Edited, t: Printer): Refused {
  const names = fieldNames.filter((name) => details.includes(detailOf[name]))
  const errors = names.map((name) => [name, t('exchanges.edit.overtaken', { value: valueInWords(desk, name, t) })])
  return { typed: { ...typed, version: caughtUp(typed.version ?? '', desk, details) }, errors: Object.fromEntries(errors) }
}

function showForm(c: AppContext, desk: Desk, names: FieldName[], form: Refused, status: 200 | 409 | 422): Response {
  const editing = { desk, names, form }
  return answer(c, <EditPart editing={editing} t={c.var.t} />, (_, frame) => <EditPage editing={editing} frame={frame} />, status)
}

async function showChange(c: AppContext, desk: Desk, names: FieldName[]): Promise<Response> {
  const { t } = c.var
  const [name, ...others] = names
  const coming = comingUp(await readTimetable(c.var.em, desk.id), c.var.services.world.now(), t)
  const isAboutDates = names.includes('exchange_date') || names.includes('timezone')
  const text = (saved: string) => (isAboutDates && coming.missed ? `${saved} ${coming.missed}` : saved)
  if (name && others.length === 0) {
    return conclude(
      c,
      paths.exchange(desk.id),
      text(t('exchanges.edit.savedOne', { field: labelOf(name, t) })),
      <ChangedPart desk={desk} name={name} coming={coming} t={t} />,
    )
  }
  leaveFlash(c, text(t('exchanges.edit.saved')))
  return goTo(c, paths.exchange(desk.id))
}
