import { Hono } from 'hono'
import { neededProof, proofRefusal } from '../accounts/proof-of-identity.ts'
import { dryRun } from '../database/dry-run.ts'
import type { EntityManager } from '../database/orm.ts'
import { exchangeOnly } from '../exchanges/guards.ts'
import type { Printer } from '../language/printer.ts'
import { inWords } from '../language/refusals.ts'
import type { Outcome } from '../outcome.ts'
import { paths, segment } from '../paths.ts'
import { goTo, show } from '../web/answer.tsx'
import type { AppContext, Env } from '../web/env.ts'
import { leaveFlash } from '../web/flash.ts'
import { blank, parseForm, type Refused, refuse } from '../web/form.ts'
import { askedAboutAddress } from '../web/uncertain-address.ts'
import { addPerson } from './add-person.ts'
import { correctAddress } from './correct-address.ts'
import { AddressForm, PersonForm, RepairForm } from './forms.ts'
import { activePersonOnly, whom } from './guards.ts'
import { AddPersonPage, CorrectAddressPage, RemovePersonPage } from './person-forms.tsx'
import { readExchangeOfPeople } from './reads.ts'
import { removePerson } from './remove-person.ts'

/** Adding somebody to an exchange, correcting their address, and taking them out. */
export const person = new Hono<Env>()

const path = `/admin/exchange/${segment.id}/participants/${segment.participantId}` as const

person.get(`/admin/exchange/${segment.id}/participants/add`, exchangeOnly, async (c) => {
  const { refused, needsRepair } = await foreseeAddition(c)
  return showAdd(c, refused, needsRepair, 200)
})

person.post(`/admin/exchange/${segment.id}/participants/add`, exchangeOnly, async (c) => {
  const form = askedAboutAddress(await parseForm(c, PersonForm), c.var.t)
  if (!form.ok) return showAdd(c, form, (await foreseeAddition(c)).needsRepair, 422)
  const add = (em: EntityManager, isAgreed?: boolean) => addPerson(em, c.var.services, c.var.exchange.id, form.values, isAgreed)
  const { refused, needsRepair } = await foresee(c, (em) => add(em), form)
  if (refused.errors.form) return showAdd(c, refused, false, 409)
  const unconfirmed = await unconfirmedRepair(c, form, needsRepair)
  if (unconfirmed) return showAdd(c, unconfirmed.refused, needsRepair, unconfirmed.status)
  const { em, t } = c.var
  const { value, refusal } = await add(em, needsRepair)
  if (refusal) return showAdd(c, refuse(form, 'form', inWords(refusal, t)), false, 409)
  const { outcome } = value
  const { name, email } = form.values
  if (outcome === 'already') return showAdd(c, refuse(form, 'email', t('person.add.already')), (await foreseeAddition(c)).needsRepair, 422)
  if (outcome === 'again') leaveFlash(c, t('person.add.done.again', { person: name }))
  else if (outcome === 'added') leaveFlash(c, t('person.add.done', { person: name }))
  else leaveFlash(c, `${t('person.add.done.again', { person: name })} ${whyNoMail(outcome, email, t)}`, 'notice')
  return goTo(c, paths.people(c.var.exchange.id))
})

person.get(`${path}/remove`, activePersonOnly, async (c) => {
  const { refused, needsRepair } = await foresee(c, (em) => removePerson(em, c.var.services, whom(c)))
  return showRemove(c, refused, needsRepair, 200)
})

person.post(`${path}/remove`, activePersonOnly, async (c) => {
  const form = await parseForm(c, RepairForm)
  const { refused, needsRepair } = await foresee(c, (em) => removePerson(em, c.var.services, whom(c)), form)
  if (refused.errors.form) return showRemove(c, refused, needsRepair, 409)
  const unconfirmed = await unconfirmedRepair(c, form, needsRepair)
  if (unconfirmed) return showRemove(c, unconfirmed.refused, needsRepair, unconfirmed.status)
  const { em, services, t } = c.var
  const { value, refusal } = await removePerson(em, services, whom(c), needsRepair)
  if (refusal) return showRemove(c, refuse(form, 'form', inWords(refusal, t)), false, 409)
  const done = t('person.remove.done', { person: c.var.person.name })
  leaveFlash(c, `${done} ${t(value.isTold ? 'person.remove.done.told' : 'person.remove.done.unwanted')}`)
  return goTo(c, paths.people(c.var.exchange.id))
})

person.get(`${path}/email`, activePersonOnly, (c) => showCorrection(c, blank({ email: c.var.person.email }), 200))

person.post(`${path}/email`, activePersonOnly, async (c) => {
  const form = askedAboutAddress(await parseForm(c, AddressForm), c.var.t)
  if (!form.ok) return showCorrection(c, form, 422)
  const unconfirmed = await proofRefusal(c, form)
  if (unconfirmed) return showCorrection(c, unconfirmed.refused, unconfirmed.status)
  const { em, services, t } = c.var
  const { value: correction, refusal } = await correctAddress(em, services, whom(c), form.values.email)
  if (refusal) return showCorrection(c, refuse(form, 'form', inWords(refusal, t)), 409)
  if (correction !== 'corrected' && correction !== 'unsent' && correction !== 'unwanted')
    return showCorrection(c, refuse(form, 'email', t(`person.correct.${correction}`)), 422)
  if (correction === 'corrected') leaveFlash(c, t('person.correct.done'))
  else leaveFlash(c, `${t('person.correct.done.noMail')} ${whyNoMail(correction, form.values.email, t)}`, 'notice')
  return goTo(c, paths.person(c.var.exchange.id, c.var.person.id))
})

/** Why no e-mail went to an address that has had enough, or whose owner wants none. */
function whyNoMail(why: 'unsent' | 'unwanted', address: string, t: Printer): string {
  return why === 'unwanted' ? t('person.noMail.unwanted', { address }) : t('person.noMail.enoughForToday')
}

/** What `work` would do to the draw, without doing it: whether it would be repaired, or why it is not possible. */
async function foresee(c: AppContext, work: (em: EntityManager) => Promise<Outcome<{ isRepaired: boolean }>>, form: Pick<Refused, 'typed'> = blank()) {
  const { value, refusal } = await dryRun(c.var.em, work)
  return { refused: refusal ? refuse(form, 'form', inWords(refusal, c.var.t)) : blank(form.typed), needsRepair: value?.isRepaired === true }
}

/** Why a draw is not repaired yet: that takes a yes, by somebody who gave the password not long ago. Undefined when it may be, or needs not. */
async function unconfirmedRepair(c: AppContext, form: Pick<Refused, 'typed'>, needsRepair: boolean) {
  if (!needsRepair) return undefined
  if (form.typed.confirm !== 'yes') return { refused: blank(form.typed), status: 409 as const }
  return proofRefusal(c, form)
}

/** What adding anyone who is not there yet would do to the draw. */
function foreseeAddition(c: AppContext) {
  const noOneYet = { name: 'No one yet', email: `${c.var.services.world.newId()}@example.invalid` }
  return foresee(c, (em) => addPerson(em, c.var.services, c.var.exchange.id, noOneYet))
}

type Status = 200 | 409 | 422 | 429

async function showAdd(c: AppContext, form: Refused, needsRepair: boolean, status: Status): Promise<Response> {
  const exchange = await readExchangeOfPeople(c.var.em, c.var.exchange)
  const asked = { form, needsRepair, isAsked: status === 409, proof: await neededProof(c) }
  return show(c, (frame) => <AddPersonPage exchange={exchange} {...asked} frame={frame} />, status)
}

async function showRemove(c: AppContext, form: Refused, needsRepair: boolean, status: Status): Promise<Response> {
  const exchange = await readExchangeOfPeople(c.var.em, c.var.exchange)
  const asked = { form, needsRepair, isAsked: status === 409, proof: await neededProof(c) }
  return show(c, (frame) => <RemovePersonPage exchange={exchange} person={c.var.person} {...asked} frame={frame} />, status)
}

async function showCorrection(c: AppContext, form: Refused, status: Status): Promise<Response> {
  const exchange = await readExchangeOfPeople(c.var.em, c.var.exchange)
  const proof = await neededProof(c)
  return show(c, (frame) => <CorrectAddressPage exchange={exchange} person={c.var.person} form={form} proof={proof} frame={frame} />, status)
}
