import { Hono } from 'hono'
import type { Html } from '#jsx/jsx-runtime'
import { adminOnly } from '../auth/guards.ts'
import { needsPassword, passwordRefusal } from '../auth/weighty.ts'
import { RuleBroken, TooManyTries } from '../errors.ts'
import { paths, segment } from '../paths.ts'
import { conclude, goTo, show } from '../web/answer.tsx'
import { leaveFlash } from '../web/flash.ts'
import { blank, parseForm, type Refused, refuse } from '../web/form.ts'
import type { Site, SiteContext } from '../web/parts.ts'
import { waitInWords } from '../web/try-later.ts'
import { askedAboutAddress } from '../web/uncertain-address.ts'
import { type Correction, correctAddress } from './correct-address.ts'
import type { Whom } from './find-person.ts'
import { foresee, unconfirmedRepair } from './foresee.ts'
import { AddressForm, RepairForm, ResendForm } from './forms.ts'
import { PersonRow, rowOf } from './people-list.tsx'
import { showPeople, unsent, unwanted } from './people-routes.tsx'
import { CorrectAddressPage, RemovePersonPage } from './person-forms.tsx'
import { PersonPage } from './person-page.tsx'
import { readExchangeOfPeople, readPerson, readWholePerson } from './reads.ts'
import { removePerson } from './remove-person.ts'
import { EnoughForToday, resendLink } from './resend-link.ts'

/** One of the people of an exchange, as the organiser sees them and helps them. */
export const person = new Hono<Site>()

const path = `/admin/exchange/${segment.id}/participants/${segment.participantId}` as const

person.get(path, adminOnly, (c) => showPerson(c, 200))

person.get(`${path}/remove`, adminOnly, async (c) => {
  const { refused, needsRepair } = await foresee(c, (em) => removePerson(em, c.var.parts, whom(c)))
  return showRemove(c, refused, needsRepair, 200)
})

person.post(`${path}/remove`, adminOnly, async (c) => {
  const { name } = await readPerson(c.var.em, whom(c))
  const form = await parseForm(c, RepairForm)
  const { refused, needsRepair } = await foresee(c, (em) => removePerson(em, c.var.parts, whom(c)), form)
  if (refused.errors.form) return showRemove(c, refused, needsRepair, 409)
  const unconfirmed = await unconfirmedRepair(c, form, needsRepair)
  if (unconfirmed) return showRemove(c, unconfirmed.refused, needsRepair, unconfirmed.status)
  try {
    const { isTold } = await removePerson(c.var.em, c.var.parts, whom(c), needsRepair)
    leaveFlash(c, `${name} is out. ${isTold ? 'An e-mail tells them.' : 'No e-mail could be sent, since they’ve asked this site for none.'}`)
    return goTo(c, paths.people(whom(c).exchangeId))
  } catch (error) {
    if (error instanceof RuleBroken) return showRemove(c, refuse(form, 'form', error.message), false, 409)
    throw error
  }
})

person.get(`${path}/email`, adminOnly, async (c) => {
  const { email } = await readPerson(c.var.em, whom(c))
  return showCorrection(c, blank({ email }), 200)
})

person.post(`${path}/email`, adminOnly, async (c) => {
  const form = askedAboutAddress(await parseForm(c, AddressForm))
  if (!form.ok) return showCorrection(c, form, 422)
  const unconfirmed = await passwordRefusal(c, form)
  if (unconfirmed) return showCorrection(c, unconfirmed.refused, unconfirmed.status)
  try {
    const outcome = await correctAddress(c.var.em, c.var.parts, whom(c), form.values.email)
    if (outcome !== 'corrected' && outcome !== 'unsent' && outcome !== 'unwanted') return showCorrection(c, refuse(form, 'email', whyNot[outcome]), 422)
    if (outcome === 'corrected') leaveFlash(c, 'The address is corrected, and a fresh link is on its way to it.')
    else leaveFlash(c, `The address is corrected. ${outcome === 'unwanted' ? unwanted(form.values.email) : unsent}`, 'notice')
    return goTo(c, pageOf(whom(c)))
  } catch (error) {
    if (error instanceof RuleBroken) return showCorrection(c, refuse(form, 'form', error.message), 409)
    throw error
  }
})

// What a link in an e-mail program or a reload leads to: sending is a button.
person.get(`${path}/resend`, adminOnly, async (c) => {
  await readPerson(c.var.em, whom(c))
  return goTo(c, pageOf(whom(c)))
})

person.post(`${path}/resend`, adminOnly, async (c) => {
  const { name } = await readPerson(c.var.em, whom(c))
  const form = await parseForm(c, ResendForm)
  const isFromPerson = form.ok && form.values.from === 'person'
  const refuseWith = isFromPerson ? showPerson : showPeople
  try {
    await resendLink(c.var.em, c.var.parts, whom(c))
    const next = isFromPerson ? pageOf(whom(c)) : paths.people(whom(c).exchangeId)
    return conclude(c, next, `A fresh link for ${name} is on its way.`, await changedRow(c))
  } catch (error) {
    if (error instanceof RuleBroken) return refuseWith(c, 409, error.message)
    if (error instanceof EnoughForToday) {
      waitInWords(c, error)
      return refuseWith(c, 429, `${name} has never signed in, and has been sent enough e-mails for today. Send a link tomorrow.`)
    }
    if (error instanceof TooManyTries) return refuseWith(c, 429, `${name} has been sent enough links for now. Please try again in ${waitInWords(c, error)}.`)
    throw error
  }
})

/** Puts the row of someone into the list anew, wherever it stands there. */
async function changedRow(c: SiteContext): Promise<Html> {
  const exchange = await readExchangeOfPeople(c.var.em, whom(c).exchangeId)
  const changed = await readWholePerson(c.var.em, c.var.parts.vault, whom(c))
  return (
    <hx-partial hx-target={`#${rowOf(changed)}`} hx-swap="outerHTML">
      <PersonRow exchange={exchange} person={changed} isAnswer />
    </hx-partial>
  )
}

const whyNot: Record<Exclude<Correction, 'corrected' | 'unsent' | 'unwanted'>, string> = {
  same: 'That is the address already.',
  taken: 'Someone else is in with that address.',
  left: 'That address belongs to someone who has left. Add them again with it, and remove this entry.',
}

function whom(c: SiteContext): Whom {
  return { exchangeId: c.req.param('id') ?? '', participantId: c.req.param('participantId') ?? '' }
}

function pageOf({ exchangeId, participantId }: Whom): string {
  return paths.person(exchangeId, participantId)
}

async function showPerson(c: SiteContext, status: 200 | 409 | 429, problem?: string): Promise<Response> {
  const exchange = await readExchangeOfPeople(c.var.em, whom(c).exchangeId)
  const shown = await readWholePerson(c.var.em, c.var.parts.vault, whom(c))
  return show(c, (frame) => <PersonPage exchange={exchange} person={shown} problem={problem} frame={frame} />, status)
}

async function showRemove(c: SiteContext, form: Refused, needsRepair: boolean, status: 200 | 409 | 422 | 429): Promise<Response> {
  const exchange = await readExchangeOfPeople(c.var.em, whom(c).exchangeId)
  const asked = { form, needsRepair, isAsked: status === 409, needsPassword: needsPassword(c) }
  const removed = await readPerson(c.var.em, whom(c))
  return show(c, (frame) => <RemovePersonPage exchange={exchange} person={removed} {...asked} frame={frame} />, status)
}

async function showCorrection(c: SiteContext, form: Refused, status: 200 | 409 | 422 | 429): Promise<Response> {
  const exchange = await readExchangeOfPeople(c.var.em, whom(c).exchangeId)
  const corrected = await readPerson(c.var.em, whom(c))
  return show(c, (frame) => <CorrectAddressPage exchange={exchange} person={corrected} form={form} needsPassword={needsPassword(c)} frame={frame} />, status)
}
