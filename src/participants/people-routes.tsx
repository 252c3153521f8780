import { Hono } from 'hono'
import * as v from 'valibot'
import type { Html } from '#jsx/jsx-runtime'
import { TooManyTries } from '../errors.ts'
import { exchangeOnly } from '../exchanges/guards.ts'
import { inWords } from '../language/refusals.ts'
import { paths, segment } from '../paths.ts'
import { answer, conclude, FlashPart, goTo, show } from '../web/answer.tsx'
import type { AppContext, Env } from '../web/env.ts'
import { leaveFlash } from '../web/flash.ts'
import { parseForm } from '../web/form.ts'
import type { Whom } from './find-person.ts'
import { ListQuery, NudgeForm, ResendForm } from './forms.ts'
import { activePersonOnly, personOnly, whom } from './guards.ts'
import { choosePeople } from './listing.ts'
import { nudgePeople, readOpenNudges } from './nudge.ts'
import { nudgedInWords } from './nudge-in-words.ts'
import { PeoplePart, PersonRow, rowOf } from './people-list.tsx'
import { PeoplePage } from './people-page.tsx'
import { PersonPage } from './person-page.tsx'
import { readExchangeOfPeople, readPeople, readWholePerson } from './reads.ts'
import { EnoughForToday, resendLink } from './resend-link.ts'

/** The people of an exchange, and each of them, as the organiser sees them. */
export const people = new Hono<Env>()

const nudging = `/admin/exchange/${segment.id}/nudge` as const
const onePerson = `/admin/exchange/${segment.id}/participants/${segment.participantId}` as const

people.get(`/admin/exchange/${segment.id}/participants`, exchangeOnly, (c) => showPeople(c, 200))

people.get(`/admin/exchange/${segment.id}/participants.csv`, exchangeOnly, async (c) => {
  const exchange = await readExchangeOfPeople(c.var.em, c.var.exchange)
  const everyone = choosePeople(await readPeople(c.var.em, c.var.services.vault, exchange.id), v.parse(ListQuery, {}), exchange, c.var.t)
  const { t } = c.var
  const lines = everyone.map(({ name, email, signedIn }) => [name, email, t(signedIn ? 'people.csv.hasSignedIn' : 'people.csv.notSignedIn')])
  const { writeTable } = await import('./people-csv.ts')
  c.header('Content-Disposition', 'attachment; filename="participants.csv"')
  c.header('Content-Type', 'text/csv; charset=utf-8')
  return c.body(writeTable([[t('people.csv.name'), t('people.csv.email'), t('people.csv.status')], ...lines]))
})

// As for a link: sending is a button.
people.get(nudging, exchangeOnly, (c) => goTo(c, paths.people(c.var.exchange.id)))

people.post(nudging, exchangeOnly, async (c) => {
  const { em, services, exchange, t } = c.var
  const form = await parseForm(c, NudgeForm)
  if (!form.ok) return showPeople(c, 422, t('people.nudge.what'))
  const { value: nudged, refusal } = await nudgePeople(em, services, exchange.id, form.values.kind)
  if (refusal) return showPeople(c, 409, inWords(refusal, t))
  const { words, kind } = nudgedInWords(nudged, t)
  leaveFlash(c, words, kind)
  return goTo(c, paths.people(exchange.id))
})

people.get(onePerson, personOnly, (c) => showPerson(c, 200))

// What a link in an e-mail program or a reload leads to: sending is a button.
people.get(`${onePerson}/resend`, activePersonOnly, (c) => goTo(c, pageOf(whom(c))))

people.post(`${onePerson}/resend`, activePersonOnly, async (c) => {
  const { t } = c.var
  const { name } = c.var.person
  const form = await parseForm(c, ResendForm)
  const isFromPerson = form.ok && form.values.from === 'person'
  const refuseWith = isFromPerson ? showPerson : showPeople
  try {
    const { refusal } = await resendLink(c.var.em, c.var.services, whom(c))
    if (refusal) return await refuseWith(c, 409, inWords(refusal, t))
    const next = isFromPerson ? pageOf(whom(c)) : paths.people(whom(c).exchangeId)
    return conclude(c, next, t('people.linkSent', { person: name }), await changedRow(c))
  } catch (error) {
    if (!(error instanceof TooManyTries)) throw error
    c.header('Retry-After', String(error.retryAfter))
    if (error instanceof EnoughForToday) return refuseWith(c, 429, t('people.enoughForToday', { person: name }))
    return refuseWith(c, 429, t('people.enoughLinks', { person: name, minutes: Math.ceil(error.retryAfter / 60) }))
  }
})

/** Replaces somebody's row in the list, wherever it stands there. */
async function changedRow(c: AppContext): Promise<Html> {
  const exchange = await readExchangeOfPeople(c.var.em, c.var.exchange)
  const changed = await readWholePerson(c.var.em, c.var.services.vault, whom(c))
  return (
    <hx-partial hx-target={`#${rowOf(changed)}`} hx-swap="outerHTML">
      <PersonRow exchange={exchange} person={changed} isAnswer t={c.var.t} />
    </hx-partial>
  )
}

function pageOf({ exchangeId, participantId }: Whom): string {
  return paths.person(exchangeId, participantId)
}

/** Answers with the list as the address asks for it, and with a problem above it. */
async function showPeople(c: AppContext, status: 200 | 409 | 422 | 429, problem?: string): Promise<Response> {
  const exchange = await readExchangeOfPeople(c.var.em, c.var.exchange)
  const everyone = await readPeople(c.var.em, c.var.services.vault, exchange.id)
  const open = await readOpenNudges(c.var.em, c.var.services.world, exchange, everyone)
  const query = v.parse(ListQuery, c.req.query())
  const list = <PeoplePart exchange={exchange} everyone={everyone} people={choosePeople(everyone, query, exchange, c.var.t)} query={query} t={c.var.t} />
  return answer(
    c,
    problem === undefined ? list : <FlashPart flash={{ kind: 'problem', text: problem }} />,
    (_, frame) => (
      <PeoplePage exchange={exchange} isEmpty={everyone.length === 0} query={query} problem={problem} open={open} frame={frame}>
        {list}
      </PeoplePage>
    ),
    status,
  )
}

async function showPerson(c: AppContext, status: 200 | 409 | 429, problem?: string): Promise<Response> {
  const exchange = await readExchangeOfPeople(c.var.em, c.var.exchange)
  const shown = await readWholePerson(c.var.em, c.var.services.vault, whom(c))
  return show(c, (frame) => <PersonPage exchange={exchange} person={shown} problem={problem} frame={frame} />, status)
}
