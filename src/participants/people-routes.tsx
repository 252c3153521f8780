import { Hono } from 'hono'
import * as v from 'valibot'
import { adminOnly } from '../auth/guards.ts'
import { needsPassword, passwordRefusal } from '../auth/weighty.ts'
import { RuleBroken, refusalOf, TooManyTries } from '../errors.ts'
import { paths, segment } from '../paths.ts'
import { answer, goTo, show } from '../web/answer.tsx'
import { leaveFlash } from '../web/flash.ts'
import { blank, parseForm, type Refused, refuse } from '../web/form.ts'
import type { Site, SiteContext } from '../web/parts.ts'
import { waitInWords } from '../web/try-later.ts'
import { addPerson } from './add-person.ts'
import { type Correction, correctAddress } from './correct-address.ts'
import { forbiddenBy, type Whom } from './find-person.ts'
import { AddressForm, ListQuery, PersonForm } from './forms.ts'
import { choosePeople } from './listing.ts'
import { writeTable } from './people-csv.ts'
import { PeoplePart } from './people-list.tsx'
import { PeoplePage } from './people-page.tsx'
import { AddPersonPage, CorrectAddressPage, RemovePersonPage } from './person-page.tsx'
import { readExchangeOfPeople, readPeople, readPerson } from './reads.ts'
import { removePerson } from './remove-person.ts'
import { resendLink } from './resend-link.ts'

/** The people of an exchange, as its organiser sees them and helps them. */
export const people = new Hono<Site>()

people.get(`/admin/exchange/${segment.id}/participants`, adminOnly, (c) => showPeople(c, 200))

people.get(`/admin/exchange/${segment.id}/participants.csv`, adminOnly, async (c) => {
  const exchange = await readExchangeOfPeople(c.var.em, exchangeId(c))
  const everybody = choosePeople(await readPeople(c.var.em, exchange.id), v.parse(ListQuery, {}))
  const lines = everybody.map(({ name, email, signedIn }) => [name, email, signedIn ? 'has signed in' : 'not signed in yet'])
  c.header('Content-Disposition', 'attachment; filename="participants.csv"')
  c.header('Content-Type', 'text/csv; charset=utf-8')
  return c.body(writeTable([['name', 'email', 'status'], ...lines]))
})

people.get(`/admin/exchange/${segment.id}/participants/add`, adminOnly, async (c) => {
  const refusal = await forbiddenBy(c.var.em, exchangeId(c), (exchange) => exchange.mustLetAdd())
  return showAdd(c, refusal ? refuse(blank(), 'form', refusal) : blank(), 200)
})

people.post(`/admin/exchange/${segment.id}/participants/add`, adminOnly, async (c) => {
  const form = await parseForm(c, PersonForm)
  if (!form.ok) return showAdd(c, form, 422)
  try {
    const outcome = await addPerson(c.var.em, c.var.parts, exchangeId(c), form.values)
    if (outcome === 'already') return showAdd(c, refuse(form, 'email', 'Somebody with that address takes part already.'), 422)
    if (outcome === 'added') leaveFlash(c, `${form.values.name} takes part, and an e-mail with a link is on its way.`)
    else leaveFlash(c, `${form.values.name} takes part. ${unsent}`, 'notice')
    return goTo(c, paths.people(exchangeId(c)))
  } catch (error) {
    if (error instanceof RuleBroken) return showAdd(c, refuse(form, 'form', error.message), 409)
    throw error
  }
})

people.get(`/admin/exchange/${segment.id}/participants/${segment.participantId}/remove`, adminOnly, async (c) => {
  const refusal = await forbiddenBy(c.var.em, exchangeId(c), (exchange) => exchange.mustLetRemove())
  return showRemove(c, refusal ? refuse(blank(), 'form', refusal) : blank(), 200)
})

people.post(`/admin/exchange/${segment.id}/participants/${segment.participantId}/remove`, adminOnly, async (c) => {
  const { name } = await readPerson(c.var.em, whom(c))
  const refusal = await refusalOf(removePerson(c.var.em, c.var.parts, whom(c)))
  if (refusal) return showRemove(c, refuse(blank(), 'form', refusal), 409)
  leaveFlash(c, `${name} is removed. An e-mail says so.`)
  return goTo(c, paths.people(exchangeId(c)))
})

people.get(`/admin/exchange/${segment.id}/participants/${segment.participantId}/email`, adminOnly, async (c) => {
  const { email } = await readPerson(c.var.em, whom(c))
  return showCorrection(c, blank({ email }), 200)
})

people.post(`/admin/exchange/${segment.id}/participants/${segment.participantId}/email`, adminOnly, async (c) => {
  const form = await parseForm(c, AddressForm)
  if (!form.ok) return showCorrection(c, form, 422)
  const unconfirmed = await passwordRefusal(c, form)
  if (unconfirmed) return showCorrection(c, unconfirmed.refused, unconfirmed.status)
  try {
    const outcome = await correctAddress(c.var.em, c.var.parts, whom(c), form.values.email)
    if (outcome !== 'corrected' && outcome !== 'unsent') return showCorrection(c, refuse(form, 'email', whyNot[outcome]), 422)
    if (outcome === 'corrected') leaveFlash(c, 'The address is corrected, and a fresh link is on its way to it.')
    else leaveFlash(c, `The address is corrected. ${unsent}`, 'notice')
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
    leaveFlash(c, `A fresh link for ${name} is on its way.`)
    return goTo(c, paths.people(exchangeId(c)))
  } catch (error) {
    if (error instanceof TooManyTries) return showPeople(c, 429, `${name} has been sent enough links for now. Please try again in ${waitInWords(c, error)}.`)
    throw error
  }
})

const unsent = 'No e-mail could be sent: that address has never signed in and has had enough mail for today. Send a link tomorrow.'

const whyNot: Record<Exclude<Correction, 'corrected' | 'unsent'>, string> = {
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

async function showPeople(c: SiteContext, status: 200 | 429, problem?: string): Promise<Response> {
  const exchange = await readExchangeOfPeople(c.var.em, exchangeId(c))
  const everybody = await readPeople(c.var.em, exchange.id)
  const query = v.parse(ListQuery, c.req.query())
  return answer(
    c,
    <PeoplePart exchange={exchange} people={choosePeople(everybody, query)} query={query} />,
    (part, frame) => (
      <PeoplePage exchange={exchange} isEmpty={everybody.length === 0} query={query} problem={problem} frame={frame}>
        {part}
      </PeoplePage>
    ),
    status,
  )
}

async function showAdd(c: SiteContext, form: Refused, status: 200 | 409 | 422): Promise<Response> {
  const exchange = await readExchangeOfPeople(c.var.em, exchangeId(c))
  return show(c, (frame) => <AddPersonPage exchange={exchange} form={form} frame={frame} />, status)
}

async function showRemove(c: SiteContext, form: Refused, status: 200 | 409): Promise<Response> {
  const exchange = await readExchangeOfPeople(c.var.em, exchangeId(c))
  const person = await readPerson(c.var.em, whom(c))
  return show(c, (frame) => <RemovePersonPage exchange={exchange} person={person} form={form} frame={frame} />, status)
}

async function showCorrection(c: SiteContext, form: Refused, status: 200 | 409 | 422 | 429): Promise<Response> {
  const exchange = await readExchangeOfPeople(c.var.em, exchangeId(c))
  const person = await readPerson(c.var.em, whom(c))
  return show(c, (frame) => <CorrectAddressPage exchange={exchange} person={person} form={form} needsPassword={needsPassword(c)} frame={frame} />, status)
}
