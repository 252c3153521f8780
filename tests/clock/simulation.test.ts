import { describe, expect, test } from 'vitest'
import { drawNames } from '../../src/draw/draw-names.ts'
import type { Parcel } from '../../src/mail/transport.ts'
import { rounds } from '../doors/extent.ts'
import { type House, openHouse } from '../support/house.ts'
import { insert, insertExchange, insertParticipant } from '../support/insert.ts'

const hour = 60 * 60 * 1000
const day = 24 * hour

/** An exchange of the simulation, with what the clock did to it and when. Instants are milliseconds. */
type Life = { id: string; timezone: string; close: string; gifts: string } & Partial<Record<'closed' | 'completed' | 'warned' | 'erased', number>>
/** `name` is the person's; reminders carry the days that they announce in their subject. */
type Letter = { at: number; to: string; subject: string; isReminder: boolean }

type Simulation = {
  from: string
  days: number
  timezones: string[] /** Days between two exchanges of a zone. */
  pace: number
  downtime?: { from: number; days: number }
}

/** The clock of the wall in a zone, like 2027-10-31 09:00. */
function wall(at: number, timezone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone).toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ')
}

/** Jobs that hang on no local date; delivering goes on only while there is something to deliver, which keeps the long run short. */
const isAboutRows = /^(forget|deliver)/

const plus = (date: string, days: number) => Temporal.PlainDate.from(date).add({ days }).toString()

/** Runs the real jobs on a real database, hour by hour, and writes down what happened when. */
async function simulate({ from, days, timezones, pace, downtime }: Simulation) {
  const letters: Letter[] = []
  let house: House
  const transport = {
    name: 'simulated',
    knowsRepetition: false,
    atOnce: 10,
    send: async ({ to, subject, unsubscribeUrl }: Parcel) => {
      letters.push({ at: house.world.now().getTime(), to, subject, isReminder: unsubscribeUrl !== undefined })
      return { ok: true as const }
    },
  }
  house = await openHouse({ transport })
  await house.alice()
  const start = Date.parse(`${from}T00:00:00Z`)
  house.world.travel({ hours: (start - house.world.now().getTime()) / hour })
  const lives = new Map<string, Life>()
  for (let at = 0; at < days * 24; at++) {
    if (downtime && at >= downtime.from * 24 && at < (downtime.from + downtime.days) * 24) {
      house.world.travel({ hours: 1 })
      continue
    }
    if (downtime && at === (downtime.from + downtime.days) * 24) house = await restart(house, transport)
    // A week later nobody could see all of it happen.
    if (at % (pace * 24) === 0 && at < (days - 70) * 24) for (const timezone of timezones) begin(house, lives, plus(from, at / 24), timezone)
    await house.tick((job) => !isAboutRows.test(job))
    if (house.row(`select 1 from outgoing_email where state = 'queued'`)) await house.deliver()
    await note(house, lives)
    house.world.travel({ hours: 1 })
  }
  for (const { at, subject } of letters.filter(({ subject }) => subject.startsWith('Erased'))) (lives.get(subject.split(': ')[1] as string) as Life).warned = at
  return { lives: [...lives.values()], letters }
}

async function restart(house: House, transport: NonNullable<Parameters<House['open']>[0]['transport']>): Promise<House> {
  const again = await openHouse({ databaseFile: house.databaseUrl, transport })
  again.world.travel({ hours: (house.world.now().getTime() - again.world.now().getTime()) / hour })
  return again
}

/** Three people join; Dana wants no reminders. */
function begin(house: House, lives: Map<string, Life>, today: string, timezone: string): void {
  const { native } = house
  const name = `${today} ${timezone}`
  const life: Life = { id: name, timezone, close: plus(today, 3), gifts: plus(today, 20) }
  const dates = { registration_close_date: life.close, exchange_date: life.gifts, timezone }
  native.exec(insertExchange(name, { slug: name, name, ...dates, state: 'registration_open' }))
  const { id: accountId } = house.row<{ id: string }>('select id from admin')
  native.exec(insert('organiser', { id: name, exchange_id: name, account_id: accountId }))
  for (const person of ['bob', 'charlie', 'dana']) {
    native.exec(insertParticipant(`${person} ${name}`, person, { exchange_id: name, reminder_enabled: person === 'dana' ? 0 : 1 }))
  }
  lives.set(name, life)
}

/** The organiser draws as soon as registration is closed; the clock does the rest. */
async function note(house: House, lives: Map<string, Life>): Promise<void> {
  const now = house.world.now().getTime()
  const states = new Map(house.rows<{ id: string; state: string }>('select id, state from exchange').map(({ id, state }) => [id, state]))
  for (const life of lives.values()) {
    if (life.erased !== undefined) continue
    const state = states.get(life.id)
    if (state === 'registration_closed') {
      life.closed = now
      await drawNames(house.services.orm.em.fork(), house.services, { exchangeId: life.id })
    }
    if (state === 'completed') life.completed ??= now
    if (state === undefined) life.erased = now
  }
}

/** Everything on its local day, at its hour: what is not, as sentences. `isLate` says what the downtime explains. */
function mistakes({ lives, letters }: Awaited<ReturnType<typeof simulate>>, isLate: (due: number) => boolean): string[] {
  const found: string[] = []
  const demand = (life: Life, what: string, at: number | undefined, date: string, time = '00:00') => {
    const due = Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(life.timezone).epochMilliseconds
    const seen = at === undefined ? 'never' : wall(at, life.timezone)
    // Zones that are half an hour off see the clock run half an hour later.
    if (at === undefined || at < due || (at - due >= hour && !isLate(due))) found.push(`${life.id}: ${what} ${seen} instead of ${date} ${time}`)
  }
  for (const life of lives) {
    demand(life, 'closed', life.closed, plus(life.close, 1))
    demand(life, 'completed', life.completed, plus(life.gifts, 1))
    const completed = wall(life.completed ?? 0, life.timezone).split(' ') as [string, string]
    demand(life, 'warned', life.warned, plus(completed[0], 23), completed[1])
    const warned = wall(life.warned ?? 0, life.timezone).split(' ') as [string, string]
    const [planned, aWeekLater] = [[plus(completed[0], 30), completed[1]] as const, [plus(warned[0], 7), warned[1]] as const]
    demand(life, 'erased', life.erased, ...(planned.join(' ') > aWeekLater.join(' ') ? planned : aWeekLater))
    for (const person of ['bob', 'charlie', 'dana']) {
      const got = letters.filter(({ to, subject, isReminder }) => isReminder && to === `${person}@example.org` && subject.endsWith(`: ${life.id}`))
      for (const days of [7, 1]) {
        const due = Temporal.PlainDateTime.from(`${plus(life.gifts, -days)}T09:00`).toZonedDateTime(life.timezone, {
          disambiguation: 'earlier',
        }).epochMilliseconds
        const onTime = got.filter(({ at }) => at >= due && at - due < hour)
        const expected = person === 'dana' || isLate(due) ? 0 : 1
        if (onTime.length !== expected) found.push(`${life.id}: ${person} got ${onTime.length} reminders ${days} days before, ${wall(due, life.timezone)}`)
      }
      if (person === 'dana' && got.length > 0) found.push(`${life.id}: dana got ${got.length} unwanted reminders`)
      if (new Set(got.map(({ subject }) => subject)).size !== got.length) found.push(`${life.id}: ${person} got a reminder twice`)
      if (got.some(({ at }) => wall(at, life.timezone) >= life.gifts)) found.push(`${life.id}: ${person} was reminded when it was too late`)
    }
  }
  return found
}

function report(name: string, { lives, letters }: Awaited<ReturnType<typeof simulate>>): void {
  const counts = (['closed', 'completed', 'warned', 'erased'] as const).map((what) => `${lives.filter((life) => life[what] !== undefined).length} ${what}`)
  console.log(`F9 ${name}: ${lives.length} exchanges, ${letters.filter(({ isReminder }) => isReminder).length} reminders, ${counts.join(', ')}`)
}

const timezones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia', 'Asia/Kolkata', 'Pacific/Honolulu']

describe('F9: the clock, hour by hour', () => {
  const days = rounds(150, 400)
  test(`${days} days in six zones, with the changes of the clocks, 29 February, and a week of downtime`, async () => {
    const downtime = { from: rounds(50, 130), days: 7 }
    const from = '2027-10-25'
    const down = [Date.parse(from) + downtime.from * day, Date.parse(from) + (downtime.from + downtime.days) * day] as const
    const run = await simulate({ from, days, timezones, pace: rounds(7, 3), downtime })
    report(`${days} days`, run)
    expect(run.lives.length).toBeGreaterThan(60)
    expect(mistakes(run, (due) => due >= down[0] && due < down[1])).toEqual([])
    const late = run.letters.filter(({ at, isReminder }) => isReminder && at === down[1])
    expect(late.length).toBeGreaterThan(0)
    console.log(`F9 ${days} days: ${late.length} reminders sent late, at the end of the downtime`)
  })

  test('Apia in the year without a 30 December', async () => {
    const run = await simulate({ from: '2011-12-05', days: rounds(80, 120), timezones: ['Pacific/Apia'], pace: 1 })
    report('Apia 2011', run)
    expect(run.lives.length).toBeGreaterThan(9)
    expect(mistakes(run, () => false)).toEqual([])
  })
})
