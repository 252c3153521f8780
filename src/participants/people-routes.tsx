import { Hono } from 'hono'
import * as v from 'valibot'
import type { Html } from '#jsx/jsx-runtime'
import { adminOnly } from '../auth/guards.ts'
import { needsPassword, passwordRefusal } from '../auth/weighty.ts'
import { dryRun } from '../database/dry-run.ts'
import type { EntityManager } from '../database/orm.ts'
import { NotFound, RuleBroken, refusalOf, TooManyTries } from '../errors.ts'
import { paths, segment } from '../paths.ts'
import { answer, conclude, FlashPart, goTo, show } from '../web/answer.tsx'
import { leaveFlash } from '../web/flash.ts'
import { blank, parseForm, type Refused, refuse } from '../web/form.ts'
import type { Site, SiteContext } from '../web/parts.ts'
import { waitInWords } from '../web/try-later.ts'
import { askedAboutAddress } from '../web/uncertain-address.ts'
import { addPerson } from './add-person.ts'
import { type Correction, correctAddress } from './correct-address.ts'
import type { Whom } from './find-person.ts'
import { AddressForm, ListQuery, PersonForm, RepairForm } from './forms.ts'
import { choosePeople } from './listing.ts'
import { writeTable } from './people-csv.ts'
import { PeoplePart, PersonRow, rowOf } from './people-list.tsx'
import { PeoplePage } from './people-page.tsx'
import { AddPersonPage, CorrectAddressPage, RemovePersonPage } from './person-page.tsx'
import { readExchangeOfPeople, readPeople, readPerson } from './reads.ts'
import { removePerson } from './remove-person.ts'
import { EnoughForToday, resendLink } from './resend-link.ts'

/** The people of an exchange, as its organiser sees them and helps them. */
export const people = new Hono<Site>()

people.get(`/admin/exchange/${segment.id}/participants`, adminOnly, (c) => showPeople(c, 200))

people.get(`/admin/exchange/${segment.id}/participants.csv`, adminOnly, async (c) => {
  const exchange = await readExchangeOfPeople(c.var.em, exchangeId(c))
  const everybody = choosePeople(await readPeople(c.var.em, c.var.parts.vault, exchange.id), v.parse(ListQuery, {}))
  const lines = everybody.map(({ name, email, signedIn }) => [name, email, signedIn ? 'has signed in' : 'not signed in yet'])
  c.header('Content-Disposition', 'attachment; filename="participants.csv"')
  c.header('Content-Type', 'text/csv; charset=utf-8')
  return c.body(writeTable([['name', 'email', 'status'], ...lines]))
})

people.get(`/admin/exchange/${segment.id}/participants/add`, adminOnly, async (c) => {
  const { refused, needsRepair } = await foreseeAddition(c)
  return showAdd(c, refused, needsRepair, 200)
})

people.post(`/admin/exchange/${segment.id}/participants/add`, adminOnly, async (c) => {
  const form = askedAboutAddress(await parseForm(c, PersonForm))
  if (!form.ok) return showAdd(c, form, (await foreseeAddition(c)).needsRepair, 422)
  const add = (em: EntityManager, isAgreed?: boolean) => addPerson(em, c.var.parts, exchangeId(c), form.values, isAgreed)
  const { refused, needsRepair } = await foresee(c, (em) => add(em), form)
  if (refused.errors.form) return showAdd(c, refused, false, 409)
  const unconfirmed = await unconfirmedRepair(c, form, needsRepair)
  if (unconfirmed) return showAdd(c, unconfirmed.refused, needsRepair, unconfirmed.status)
  try {
    const { outcome } = await add(c.var.em, needsRepair)
    if (outcome === 'already')
      return showAdd(c, refuse(form, 'email', 'Somebody with that address takes part already.'), (await foreseeAddition(c)).needsRepair, 422)
    if (outcome === 'again') leaveFlash(c, `${form.values.name} takes part.`)
    else if (outcome === 'added') leaveFlash(c, `${form.values.name} takes part, and an e-mail with a link is on its way.`)
    else leaveFlash(c, `${form.values.name} takes part. ${outcome === 'unwanted' ? unwanted(form.values.email) : unsent}`, 'notice')
    return goTo(c, paths.people(exchangeId(c)))
  } catch (error) {
    if (error instanceof RuleBroken) return showAdd(c, refuse(form, 'form', error.message), false, 409)
    throw error
  }
})

people.get(`/admin/exchange/${segment.id}/participants/${segment.participantId}/remove`, adminOnly, async (c) => {
  const { refused, needsRepair } = await foresee(c, (em) => removePerson(em, c.var.parts, whom(c)))
  return showRemove(c, refused, needsRepair, 200)
})

people.post(`/admin/exchange/${segment.id}/participants/${segment.participantId}/remove`, adminOnly, async (c) => {
  const { name } = await readPerson(c.var.em, whom(c))
  const form = await parseForm(c, RepairForm)
  const { refused, needsRepair } = await foresee(c, (em) => removePerson(em, c.var.parts, whom(c)), form)
  if (refused.errors.form) return showRemove(c, refused, needsRepair, 409)
  const unconfirmed = await unconfirmedRepair(c, form, needsRepair)
  if (unconfirmed) return showRemove(c, unconfirmed.refused, needsRepair, unconfirmed.status)
  try {
    const { isTold } = await removePerson(c.var.em, c.var.parts, whom(c), needsRepair)
    leaveFlash(c, isTold ? `${name} is removed. An e-mail says so.` : `${name} is removed. No e-mail could be sent to them, who have asked this site for none.`)
    return goTo(c, paths.people(exchangeId(c)))
  } catch (error) {
    if (error instanceof RuleBroken) return showRemove(c, refuse(form, 'form', error.message), false, 409)
    throw error
  }
})

people.get(`/admin/exchange/${segment.id}/participants/${segment.participantId}/email`, adminOnly, async (c) => {
  const { email } = await readPerson(c.var.em, whom(c))
  return showCorrection(c, blank({ email }), 200)
})

people.post(`/admin/exchange/${segment.id}/participants/${segment.participantId}/email`, adminOnly, async (c) => {
  const form = askedAboutAddress(await parseForm(c, AddressForm))
  if (!form.ok) return showCorrection(c, form, 422)
  const unconfirmed = await passwordRefusal(c, form)
  if (unconfirmed) return showCorrection(c, unconfirmed.refused, unconfirmed.status)
  try {
    const outcome = await correctAddress(c.var.em, c.var.parts, whom(c), form.values.email)
    if (outcome !== 'corrected' && outcome !== 'unsent' && outcome !== 'unwanted') return showCorrection(c, refuse(form, 'email', whyNot[outcome]), 422)
    if (outcome === 'corrected') leaveFlash(c, 'The address is corrected, and a fresh link is on its way to it.')
    else leaveFlash(c, `The address is corrected. ${outcome === 'unwanted' ? unwanted(form.values.email) : unsent}`, 'notice')
    return goTo(c, paths.people(exchangeId(c)))
  } catch (error) {
    if (error instanceof RuleBroken) return showCorrection(c, refuse(form, 'form', error.message), 409)
    throw error
  }
})

// What a link in an e-mail program or a reload leads to: sending is a button in the list.
people.get(`/admin/exchange/${segment.id}/participants/${segment.participantId}/resend`, adminOnly, async (c) => {
  await readPerson(c.var.em, whom(c))
  return goTo(c, paths.people(exchangeId(c)))
})

people.post(`/admin/exchange/${segment.id}/participants/${segment.participantId}/resend`, adminOnly, async (c) => {
  const { name } = await readPerson(c.var.em, whom(c))
  try {
    await resendLink(c.var.em, c.var.parts, whom(c))
    return conclude(c, paths.people(exchangeId(c)), `A fresh link for ${name} is on its way.`, await changedRow(c))
  } catch (error) {
    if (error instanceof RuleBroken) return showPeople(c, 409, error.message)
    if (error instanceof EnoughForToday) {
      waitInWords(c, error)
      return showPeople(c, 429, `${name} has never signed in and has been sent enough e-mails for today. Send a link tomorrow.`)
    }
    if (error instanceof TooManyTries) return showPeople(c, 429, `${name} has been sent enough links for now. Please try again in ${waitInWords(c, error)}.`)
    throw error
  }
})

/** Puts the row of somebody into the list anew, wherever it stands there. */
async function changedRow(c: SiteContext): Promise<Html> {
  const exchange = await readExchangeOfPeople(c.var.em, exchangeId(c))
  const person = (await readPeople(c.var.em, c.var.parts.vault, exchange.id)).find(({ id }) => id === whom(c).participantId)
  if (!person) throw new NotFound('There is no such participant.')
  return (
    <hx-partial hx-target={`#${rowOf(person)}`} hx-swap="outerHTML">
      <PersonRow exchange={exchange} person={person} isAnswer />
    </hx-partial>
  )
}

const unsent = 'No e-mail could be sent: that address has never signed in and has had enough mail for today. Send a link tomorrow.'

function unwanted(email: string): string {
  return `No e-mail could be sent to ${email}: whoever reads it has asked this site for none. Please talk to them yourself.`
}

const whyNot: Record<Exclude<Correction, 'corrected' | 'unsent' | 'unwanted'>, string> = {
  same: 'That is the address already.',
  taken: 'Somebody else takes part with that address.',
  left: 'That address belongs to somebody who has left. Add them again with it, and remove this entry.',
}

function exchangeId(c: SiteContext): string {
  return c.req.param('id') ?? ''
}

function whom(c: SiteContext): Whom {
  return { exchangeId: exchangeId(c), participantId: c.req.param('participantId') ?? '' }
}

async function showPeople(c: SiteContext, status: 200 | 409 | 429, problem?: string): Promise<Response> {
  const exchange = await readExchangeOfPeople(c.var.em, exchangeId(c))
  const everybody = await readPeople(c.var.em, c.var.parts.vault, exchange.id)
  const query = v.parse(ListQuery, c.req.query())
  const list = <PeoplePart exchange={exchange} people={choosePeople(everybody, query)} query={query} />
  return answer(
    c,
    problem === undefined ? list : <FlashPart flash={{ kind: 'problem', text: problem }} />,
    (_, frame) => (
      <PeoplePage exchange={exchange} isEmpty={everybody.length === 0} query={query} problem={problem} frame={frame}>
        {list}
      </PeoplePage>
    ),
    status,
  )
}

/** What `deed` would do to the draw, without doing it: whether it would be repaired, or why it is not possible. */
async function foresee(c: SiteContext, deed: (em: EntityManager) => Promise<{ isRepaired: boolean }>, form: Pick<Refused, 'typed'> = blank()) {
  let needsRepair = false
  const refusal = await refusalOf(
    dryRun(c.var.em, deed).then(({ isRepaired }) => {
      needsRepair = isRepaired
    }),
  )
  return { refused: refusal ? refuse(form, 'form', refusal) : blank(form.typed), needsRepair }
}

/** What adding anybody who is not there yet would do to the draw. */
function foreseeAddition(c: SiteContext) {
  const nobodyYet = { name: 'Nobody yet', email: `${c.var.parts.world.newId()}@example.invalid` }
  return foresee(c, (em) => addPerson(em, c.var.parts, exchangeId(c), nobodyYet))
}

/** A draw is repaired only after a yes, by somebody who gave the password not long ago. */
async function unconfirmedRepair(c: SiteContext, form: Pick<Refused, 'typed'>, needsRepair: boolean) {
  if (!needsRepair) return undefined
  if (form.typed.confirm !== 'yes') return { refused: blank(form.typed), status: 409 as const }
  return passwordRefusal(c, form)
}

type Status = 200 | 409 | 422 | 429

async function showAdd(c: SiteContext, form: Refused, needsRepair: boolean, status: Status): Promise<Response> {
  const exchange = await readExchangeOfPeople(c.var.em, exchangeId(c))
  const asked = { form, needsRepair, isAsked: status === 409, needsPassword: needsPassword(c) }
  return show(c, (frame) => <AddPersonPage exchange={exchange} {...asked} frame={frame} />, status)
}

async function showRemove(c: SiteContext, form: Refused, needsRepair: boolean, status: Status): Promise<Response> {
  const exchange = await readExchangeOfPeople(c.var.em, exchangeId(c))
  const person = await readPerson(c.var.em, whom(c))
  const asked = { form, needsRepair, isAsked: status === 409, needsPassword: needsPassword(c) }
  return show(c, (frame) => <RemovePersonPage exchange={exchange} person={person} {...asked} frame={frame} />, status)
}

async function showCorrection(c: SiteContext, form: Refused, status: 200 | 409 | 422 | 429): Promise<Response> {
  const exchange = await readExchangeOfPeople(c.var.em, exchangeId(c))
  const person = await readPerson(c.var.em, whom(c))
  return show(c, (frame) => <CorrectAddressPage exchange={exchange} person={person} form={form} needsPassword={needsPassword(c)} frame={frame} />, status)
}
