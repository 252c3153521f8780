import { Hono } from 'hono'
import { organiserOnly } from '../auth/guards.ts'
import { needsPassword, passwordRefusal } from '../auth/recent-password.ts'
import { dryRun } from '../database/dry-run.ts'
import type { EntityManager } from '../database/orm.ts'
import { RuleBroken, refusalOf } from '../errors.ts'
import { paths, segment } from '../paths.ts'
import { goTo, show } from '../web/answer.tsx'
import type { AppContext, Env } from '../web/env.ts'
import { leaveFlash } from '../web/flash.ts'
import { blank, parseForm, type Refused, refuse } from '../web/form.ts'
import { askedAboutAddress } from '../web/uncertain-address.ts'
import { addPerson } from './add-person.ts'
import { type Correction, correctAddress } from './correct-address.ts'
import type { Whom } from './find-person.ts'
import { AddressForm, PersonForm, RepairForm } from './forms.ts'
import { AddPersonPage, CorrectAddressPage, RemovePersonPage } from './person-forms.tsx'
import { readExchangeOfPeople, readPerson } from './reads.ts'
import { removePerson } from './remove-person.ts'

/** Adding somebody to an exchange, correcting their address, and taking them out. */
export const person = new Hono<Env>()

const path = `/admin/exchange/${segment.id}/participants/${segment.participantId}` as const

person.get(`/admin/exchange/${segment.id}/participants/add`, organiserOnly, async (c) => {
  const { refused, needsRepair } = await foreseeAddition(c)
  return showAdd(c, refused, needsRepair, 200)
})

person.post(`/admin/exchange/${segment.id}/participants/add`, organiserOnly, async (c) => {
  const form = askedAboutAddress(await parseForm(c, PersonForm))
  if (!form.ok) return showAdd(c, form, (await foreseeAddition(c)).needsRepair, 422)
  const add = (em: EntityManager, isAgreed?: boolean) => addPerson(em, c.var.services, exchangeId(c), form.values, isAgreed)
  const { refused, needsRepair } = await foresee(c, (em) => add(em), form)
  if (refused.errors.form) return showAdd(c, refused, false, 409)
  const unconfirmed = await unconfirmedRepair(c, form, needsRepair)
  if (unconfirmed) return showAdd(c, unconfirmed.refused, needsRepair, unconfirmed.status)
  try {
    const { outcome } = await add(c.var.em, needsRepair)
    if (outcome === 'already') return showAdd(c, refuse(form, 'email', 'Someone with that address is in already.'), (await foreseeAddition(c)).needsRepair, 422)
    if (outcome === 'again') leaveFlash(c, `${form.values.name} is in.`)
    else if (outcome === 'added') leaveFlash(c, `${form.values.name} is in, and an e-mail with a link is on its way.`)
    else leaveFlash(c, `${form.values.name} is in. ${outcome === 'unwanted' ? unwanted(form.values.email) : unsent}`, 'notice')
    return goTo(c, paths.people(exchangeId(c)))
  } catch (error) {
    if (error instanceof RuleBroken) return showAdd(c, refuse(form, 'form', error.refusal), false, 409)
    throw error
  }
})

person.get(`${path}/remove`, organiserOnly, async (c) => {
  const { refused, needsRepair } = await foresee(c, (em) => removePerson(em, c.var.services, whom(c)))
  return showRemove(c, refused, needsRepair, 200)
})

person.post(`${path}/remove`, organiserOnly, async (c) => {
  const { name } = await readPerson(c.var.em, whom(c))
  const form = await parseForm(c, RepairForm)
  const { refused, needsRepair } = await foresee(c, (em) => removePerson(em, c.var.services, whom(c)), form)
  if (refused.errors.form) return showRemove(c, refused, needsRepair, 409)
  const unconfirmed = await unconfirmedRepair(c, form, needsRepair)
  if (unconfirmed) return showRemove(c, unconfirmed.refused, needsRepair, unconfirmed.status)
  try {
    const { isTold } = await removePerson(c.var.em, c.var.services, whom(c), needsRepair)
    leaveFlash(c, `${name} is out. ${isTold ? 'An e-mail tells them.' : 'No e-mail could be sent, since they’ve asked this site for none.'}`)
    return goTo(c, paths.people(whom(c).exchangeId))
  } catch (error) {
    if (error instanceof RuleBroken) return showRemove(c, refuse(form, 'form', error.refusal), false, 409)
    throw error
  }
})

person.get(`${path}/email`, organiserOnly, async (c) => {
  const { email } = await readPerson(c.var.em, whom(c))
  return showCorrection(c, blank({ email }), 200)
})

person.post(`${path}/email`, organiserOnly, async (c) => {
  const form = askedAboutAddress(await parseForm(c, AddressForm))
  if (!form.ok) return showCorrection(c, form, 422)
  const unconfirmed = await passwordRefusal(c, form)
  if (unconfirmed) return showCorrection(c, unconfirmed.refused, unconfirmed.status)
  try {
    const outcome = await correctAddress(c.var.em, c.var.services, whom(c), form.values.email)
    if (outcome !== 'corrected' && outcome !== 'unsent' && outcome !== 'unwanted') return showCorrection(c, refuse(form, 'email', whyNot[outcome]), 422)
    if (outcome === 'corrected') leaveFlash(c, 'The address is corrected, and a fresh link is on its way to it.')
    else leaveFlash(c, `The address is corrected. ${outcome === 'unwanted' ? unwanted(form.values.email) : unsent}`, 'notice')
    return goTo(c, paths.person(whom(c).exchangeId, whom(c).participantId))
  } catch (error) {
    if (error instanceof RuleBroken) return showCorrection(c, refuse(form, 'form', error.refusal), 409)
    throw error
  }
})

const whyNot: Record<Exclude<Correction, 'corrected' | 'unsent' | 'unwanted'>, string> = {
  same: 'That is the address already.',
  taken: 'Someone else is in with that address.',
  left: 'That address belongs to someone who has left. Add them again with it, and remove this entry.',
}

/** Why no e-mail went to an address that has had enough. */
const unsent = 'No e-mail could be sent: that address has never signed in, and has had enough mail for today. Send a link tomorrow.'

/** Why no e-mail went to an address whose owner wants none. */
function unwanted(email: string): string {
  return `No e-mail could be sent to ${email}: whoever reads it has asked this site for none. Please talk to them yourself.`
}

function exchangeId(c: AppContext): string {
  return c.req.param('id') ?? ''
}

function whom(c: AppContext): Whom {
  return { exchangeId: c.req.param('id') ?? '', participantId: c.req.param('participantId') ?? '' }
}

/** What `deed` would do to the draw, without doing it: whether it would be repaired, or why it is not possible. */
async function foresee(c: AppContext, deed: (em: EntityManager) => Promise<{ isRepaired: boolean }>, form: Pick<Refused, 'typed'> = blank()) {
  let needsRepair = false
  const refusal = await refusalOf(
    dryRun(c.var.em, deed).then(({ isRepaired }) => {
      needsRepair = isRepaired
    }),
  )
  return { refused: refusal ? refuse(form, 'form', refusal) : blank(form.typed), needsRepair }
}

/** Why a draw is not repaired yet: that takes a yes, by somebody who gave the password not long ago. Undefined when it may be, or needs not. */
async function unconfirmedRepair(c: AppContext, form: Pick<Refused, 'typed'>, needsRepair: boolean) {
  if (!needsRepair) return undefined
  if (form.typed.confirm !== 'yes') return { refused: blank(form.typed), status: 409 as const }
  return passwordRefusal(c, form)
}

/** What adding anyone who is not there yet would do to the draw. */
function foreseeAddition(c: AppContext) {
  const noOneYet = { name: 'No one yet', email: `${c.var.services.world.newId()}@example.invalid` }
  return foresee(c, (em) => addPerson(em, c.var.services, exchangeId(c), noOneYet))
}

type Status = 200 | 409 | 422 | 429

async function showAdd(c: AppContext, form: Refused, needsRepair: boolean, status: Status): Promise<Response> {
  const exchange = await readExchangeOfPeople(c.var.em, exchangeId(c))
  const asked = { form, needsRepair, isAsked: status === 409, needsPassword: needsPassword(c) }
  return show(c, (frame) => <AddPersonPage exchange={exchange} {...asked} frame={frame} />, status)
}

async function showRemove(c: AppContext, form: Refused, needsRepair: boolean, status: Status): Promise<Response> {
  const exchange = await readExchangeOfPeople(c.var.em, whom(c).exchangeId)
  const asked = { form, needsRepair, isAsked: status === 409, needsPassword: needsPassword(c) }
  const removed = await readPerson(c.var.em, whom(c))
  return show(c, (frame) => <RemovePersonPage exchange={exchange} person={removed} {...asked} frame={frame} />, status)
}

async function showCorrection(c: AppContext, form: Refused, status: Status): Promise<Response> {
  const exchange = await readExchangeOfPeople(c.var.em, whom(c).exchangeId)
  const corrected = await readPerson(c.var.em, whom(c))
  return show(c, (frame) => <CorrectAddressPage exchange={exchange} person={corrected} form={form} needsPassword={needsPassword(c)} frame={frame} />, status)
}
