import { Hono } from 'hono'
import * as v from 'valibot'
import { adminOnly } from '../auth/guards.ts'
import { needsPassword } from '../auth/weighty.ts'
import type { EntityManager } from '../database/orm.ts'
import { RuleBroken } from '../errors.ts'
import { paths, segment } from '../paths.ts'
import { answer, FlashPart, goTo, show } from '../web/answer.tsx'
import { leaveFlash } from '../web/flash.ts'
import { parseForm, type Refused, refuse } from '../web/form.ts'
import type { Site, SiteContext } from '../web/parts.ts'
import { askedAboutAddress } from '../web/uncertain-address.ts'
import { addPerson } from './add-person.ts'
import { foresee, unconfirmedRepair } from './foresee.ts'
import { ListQuery, PersonForm } from './forms.ts'
import { choosePeople } from './listing.ts'
import { writeTable } from './people-csv.ts'
import { PeoplePart } from './people-list.tsx'
import { PeoplePage } from './people-page.tsx'
import { AddPersonPage } from './person-forms.tsx'
import { readExchangeOfPeople, readPeople } from './reads.ts'

/** The people of an exchange, as its organiser sees them. */
export const people = new Hono<Site>()

people.get(`/admin/exchange/${segment.id}/participants`, adminOnly, (c) => showPeople(c, 200))

people.get(`/admin/exchange/${segment.id}/participants.csv`, adminOnly, async (c) => {
  const exchange = await readExchangeOfPeople(c.var.em, exchangeId(c))
  const everyone = choosePeople(await readPeople(c.var.em, c.var.parts.vault, exchange.id), v.parse(ListQuery, {}), exchange)
  const lines = everyone.map(({ name, email, signedIn }) => [name, email, signedIn ? 'has signed in' : 'not signed in yet'])
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
    if (outcome === 'already') return showAdd(c, refuse(form, 'email', 'Someone with that address is in already.'), (await foreseeAddition(c)).needsRepair, 422)
    if (outcome === 'again') leaveFlash(c, `${form.values.name} is in.`)
    else if (outcome === 'added') leaveFlash(c, `${form.values.name} is in, and an e-mail with a link is on its way.`)
    else leaveFlash(c, `${form.values.name} is in. ${outcome === 'unwanted' ? unwanted(form.values.email) : unsent}`, 'notice')
    return goTo(c, paths.people(exchangeId(c)))
  } catch (error) {
    if (error instanceof RuleBroken) return showAdd(c, refuse(form, 'form', error.message), false, 409)
    throw error
  }
})

/** Why no e-mail went to an address that has had enough. */
export const unsent = 'No e-mail could be sent: that address has never signed in, and has had enough mail for today. Send a link tomorrow.'

/** Why no e-mail went to an address whose owner wants none. */
export function unwanted(email: string): string {
  return `No e-mail could be sent to ${email}: whoever reads it has asked this site for none. Please talk to them yourself.`
}

function exchangeId(c: SiteContext): string {
  return c.req.param('id') ?? ''
}

/** Answers with the list as the address asks for it, and with a problem above it. */
export async function showPeople(c: SiteContext, status: 200 | 409 | 429, problem?: string): Promise<Response> {
  const exchange = await readExchangeOfPeople(c.var.em, exchangeId(c))
  const everyone = await readPeople(c.var.em, c.var.parts.vault, exchange.id)
  const query = v.parse(ListQuery, c.req.query())
  const list = <PeoplePart exchange={exchange} everyone={everyone} people={choosePeople(everyone, query, exchange)} query={query} />
  return answer(
    c,
    problem === undefined ? list : <FlashPart flash={{ kind: 'problem', text: problem }} />,
    (_, frame) => (
      <PeoplePage exchange={exchange} isEmpty={everyone.length === 0} query={query} problem={problem} frame={frame}>
        {list}
      </PeoplePage>
    ),
    status,
  )
}

/** What adding anyone who is not there yet would do to the draw. */
function foreseeAddition(c: SiteContext) {
  const noOneYet = { name: 'No one yet', email: `${c.var.parts.world.newId()}@example.invalid` }
  return foresee(c, (em) => addPerson(em, c.var.parts, exchangeId(c), noOneYet))
}

async function showAdd(c: SiteContext, form: Refused, needsRepair: boolean, status: 200 | 409 | 422 | 429): Promise<Response> {
  const exchange = await readExchangeOfPeople(c.var.em, exchangeId(c))
  const asked = { form, needsRepair, isAsked: status === 409, needsPassword: needsPassword(c) }
  return show(c, (frame) => <AddPersonPage exchange={exchange} {...asked} frame={frame} />, status)
}
