import { describe, expect, test } from 'vitest'
import { smtpTransport } from '../../src/mail/smtp.ts'
import { paths } from '../../src/paths.ts'
import { addressOf, type House, openHouse } from '../support/house.ts'
import { authority, openSmtpOffice } from '../support/smtp-office.ts'

type Refusal = ReturnType<House['post']['refuses']>

/** A house whose provider takes two e-mails a second, and otherwise does as `mood` says at each instant (seconds since the start). */
async function withProvider(people: number, mood: (at: number, request: number) => Refusal = () => undefined) {
  const house = await openHouse()
  const organiser = await house.alice()
  const { id, slug } = await house.exchange('registration_open')
  const start = house.world.now().getTime()
  const seconds = () => (house.world.now().getTime() - start) / 1000
  const accepted: number[] = []
  const figures = { requests: 0, refused: 0 }
  house.post.refuses = () => {
    figures.requests++
    const other = mood(seconds(), figures.requests)
    const isTooFast = accepted.filter((at) => at > seconds() - 1).length >= 2
    const refusal = other ?? (isTooFast ? { status: 429, name: 'rate_limit_exceeded', retryAfter: 1 } : undefined)
    if (refusal) figures.refused++
    else accepted.push(seconds())
    return refusal
  }
  /** Lets the clock deliver every so many seconds until nothing waits. Returns how many seconds that took. */
  const untilAllAreSent = async (every = 10) => {
    const begun = seconds()
    while (house.row<{ waiting: number }>(`select count(*) as waiting from outgoing_email where state = 'queued'`).waiting > 0) {
      await house.tick((job) => job === 'deliver e-mail')
      if (seconds() - begun > 5 * 24 * 3600) throw new Error('Some e-mails never go out.')
      house.world.travel({ minutes: every / 60 })
    }
    return (accepted.at(-1) ?? 0) - begun
  }
  const list = Array.from({ length: people }, (_, index) => `Guest ${index},guest${index}@example.org`).join('\n')
  expect((await organiser.post(paths.importPeople(id), { people: list, confirm: 'yes' })).status).toBe(303)
  const states = () => house.rows('select state, count(*) as count from outgoing_email group by state')
  const told = () => house.post.inbox.map(({ to }) => to[0]).sort()
  return { house, organiser, id, slug, figures, untilAllAreSent, states, told }
}

const guests = (people: number) => Array.from({ length: people }, (_, index) => addressOf(`guest${index}`)).sort()

describe('a provider that takes two e-mails a second', () => {
  test('brings 60 invitations within two minutes, each once', async () => {
    const { untilAllAreSent, told, states, figures } = await withProvider(60)
    const seconds = await untilAllAreSent()
    console.log(`F11: 60 invitations in ${seconds.toFixed(0)} simulated seconds, ${figures.requests} requests, ${figures.refused} refused`)
    expect(told()).toEqual(guests(60))
    expect(states()).toEqual([{ state: 'sent', count: 60 }])
    expect(seconds).toBeLessThan(120)
  })

  test('brings 500 notifications within ten minutes, each once', async () => {
    const { house, organiser, id, untilAllAreSent, told, figures } = await withProvider(500)
    house.exec('delete from outgoing_email')
    await organiser.post(paths.closeRegistration(id))
    await organiser.post(paths.draw(id))
    const seconds = await untilAllAreSent()
    console.log(`F11: 500 notifications in ${seconds.toFixed(0)} simulated seconds, ${figures.refused} of ${figures.requests} requests refused`)
    expect(told()).toEqual(guests(500))
    expect(seconds).toBeLessThan(600)
  })

  test('and has a daily quota brings the rest the day after, and says meanwhile what it waits for', async () => {
    let taken = 0
    const quota = (at: number) => (Math.floor(at / 86_400) * 50 + 50 > taken ? undefined : { status: 429, name: 'daily_quota_exceeded' })
    const { house, organiser, untilAllAreSent, told, states } = await withProvider(120, (at) => {
      const refusal = quota(at)
      if (!refusal) taken++
      return refusal
    })
    for (let minutes = 0; minutes < 60; minutes++) {
      await house.tick((job) => job === 'deliver e-mail')
      house.world.travel({ minutes: 1 })
    }
    const page = (await organiser.get(paths.mail())).text
    expect(page).toContain('The mail service takes no more for now')
    expect(page).toContain('a limit of the mail service is reached')
    expect(page).not.toContain('given up')
    expect((await organiser.get(paths.adminDashboard())).text).toMatch(/\d+ e-mails wait for a limit of the mail service/)
    await untilAllAreSent(600)
    expect(told()).toEqual(guests(120))
    expect(states()).toEqual([{ state: 'sent', count: 120 }])
    expect((await organiser.get(paths.mail())).text).not.toContain('takes no more')
  })

  test('and is out for an hour, errs at random and names limits by 5xx loses none and doubles none', async () => {
    const { untilAllAreSent, told, states, figures } = await withProvider(60, (at, request) => {
      if (at > 10 && at < 3610) return { status: 503, name: 'application_error' }
      if (request % 7 === 0) return { status: 409, name: 'concurrent_idempotent_requests' }
      if (request % 11 === 0) return { status: 500, name: 'application_error', message: 'Sending quota exceeded' }
      return undefined
    })
    const seconds = await untilAllAreSent(30)
    console.log(`F11: 60 invitations through an hour's outage and ${figures.refused} refusals in ${(seconds / 60).toFixed(0)} simulated minutes`)
    expect(told()).toEqual(guests(60))
    expect(states()).toEqual([{ state: 'sent', count: 60 }])
    expect(seconds).toBeLessThan(2 * 3600)
  })
})

test('while a limit holds, nobody else’s tries are spent, and what fails by itself still fails alone', async () => {
  const { house, organiser, id } = await withProvider(3, () => ({ status: 429, name: 'daily_quota_exceeded', retryAfter: 3600 }))
  await house.deliver()
  expect(house.rows('select state, count(*) as count from outgoing_email group by state')).toEqual([{ state: 'queued', count: 3 }])
  await house.exchange('registration_open')
  const added = await organiser.post(paths.addPerson(id), { name: 'Late', email: 'late@example.org' })
  expect(added.status).toBe(303)
  const requests = house.post.requests
  house.world.travel({ minutes: 59 })
  await house.deliver()
  expect(house.post.requests).toBe(requests)
  house.post.refuses = ({ to }) => (to[0]?.startsWith('guest1@') ? { status: 422, name: 'validation_error' } : undefined)
  house.world.travel({ minutes: 2 })
  await house.deliver()
  expect(house.rows('select state, count(*) as count from outgoing_email group by state order by state')).toEqual([
    { state: 'given_up', count: 1 },
    { state: 'sent', count: 3 },
  ])
  expect(house.row(`select attempts from outgoing_email where recipient = 'late@example.org'`)).toEqual({ attempts: 1 })
})

test('an e-mail that meets a limit which nobody else meets holds nobody up for more than a minute, and is given up in the end', async () => {
  const { house, organiser, id } = await withProvider(1)
  house.post.refuses = ({ to }) => (to[0] === 'guest0@example.org' ? { status: 429, name: 'daily_quota_exceeded' } : undefined)
  // A day of its own, and two more for the limit, should nobody else's e-mail go out between its first tries.
  for (let hour = 0; hour < 52; hour++) {
    await organiser.post(paths.addPerson(id), { name: `Late ${hour}`, email: `late${hour}@example.org` })
    for (let minutes = 0; minutes < 2; minutes++) {
      await house.tick((job) => job === 'deliver e-mail')
      house.world.travel({ minutes: 1 })
    }
    expect(house.post.inbox.map(({ to }) => to[0])).toContain(`late${hour}@example.org`)
    house.world.travel({ minutes: 58 })
  }
  expect(house.row(`select state, last_error from outgoing_email where recipient = 'guest0@example.org'`)).toEqual({
    state: 'given_up',
    last_error: 'daily_quota_exceeded (429)',
  })
})

test('the organiser can try at once what waits for a limit', async () => {
  const { house, organiser } = await withProvider(3, () => ({ status: 429, name: 'monthly_quota_exceeded', retryAfter: 86_400 }))
  await house.deliver()
  house.post.refuses = () => undefined
  await organiser.post(paths.mail())
  expect((await organiser.get(paths.mail())).text).toContain('3 e-mails are on the way again.')
  await house.deliver()
  expect(house.post.inbox).toHaveLength(3)
})

test.each([
  ['daily@example.org', 550, '5.1.1 <daily@example.org>: Recipient address rejected: User unknown', 'given_up'],
  ['limit@example.org', 550, 'limit@example.org exceeded: no such mailbox', 'given_up'],
  ['full@example.org', 552, 'Requested mail action aborted: exceeded storage allocation', 'queued'],
  ['full@example.org', 452, '4.5.3 Too many recipients', 'queued'],
])('an answer about %s alone, %i %s, holds up nobody else', async (address, code, words, state) => {
  const office = await openSmtpOffice({
    onRcptTo: ({ address: to }, _, done) => done(to === address ? Object.assign(new Error(words), { responseCode: code }) : null),
  })
  const house = await openHouse({ transport: smtpTransport(`smtp://klaus:secret@localhost:${office.port}`, { authority }) })
  const organiser = await house.alice()
  const { id } = await house.exchange('registration_open')
  for (const email of [address, 'bob@example.org', 'charlie@example.org']) await organiser.post(paths.addPerson(id), { name: 'Somebody', email })
  await house.deliver()
  expect(office.inbox.map(({ to }) => to[0]).sort()).toEqual(['bob@example.org', 'charlie@example.org'])
  expect(house.row('select state, attempts from outgoing_email where recipient = ?', address)).toEqual({ state, attempts: 1 })
})

test('what was sent stays sent when the pace can’t be stored', async () => {
  const { house, organiser, id } = await withProvider(2, (_, request) =>
    request === 1 ? { status: 429, name: 'rate_limit_exceeded', retryAfter: 1 } : undefined,
  )
  await house.deliver()
  expect(house.rows('select interval from transport_state')).toHaveLength(1)
  house.exec(`create trigger refuse before update of failures, interval on transport_state when new.next_at = old.next_at begin select raise(abort, 'no'); end`)
  await organiser.post(paths.addPerson(id), { name: 'Bob', email: 'bob@example.org' })
  for (let round = 0; round < 3; round++) {
    await house.deliver().catch(() => undefined)
    house.world.travel({ minutes: 8 })
  }
  expect(house.post.inbox.filter(({ to }) => to[0] === 'bob@example.org')).toHaveLength(1)
  expect(house.row(`select state from outgoing_email where recipient = 'bob@example.org'`)).toEqual({ state: 'sent' })
  expect(house.log.join()).toContain('the pace of the transport could not be stored')
})

describe('a mail server that answers a limit with 5xx', () => {
  const refusal = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode })
  type Answer = [where: 'onMailFrom' | 'onRcptTo' | 'onData', code: number, words: string]
  test.each<Answer>([
    ['onMailFrom', 550, '5.4.5 Daily user sending quota exceeded.'],
    ['onData', 550, '5.4.5 Daily user sending quota exceeded.'],
    ['onData', 554, '5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException'],
    ['onData', 550, '5.7.0 Requested action not taken: too many emails per second'],
    ['onRcptTo', 550, '5.7.1 Hourly sending limit reached'],
    ['onData', 552, '5.2.0 Maximum number of messages per day exceeded'],
  ])('%s, %i %s: is tried again, and the page names a limit', async (where, code, words) => {
    let isLimited = true
    const office = await openSmtpOffice({
      [where](_: unknown, __: unknown, done: (error?: Error) => void) {
        const answer = () => done(isLimited ? refusal(code, words) : undefined)
        if (where !== 'onData') return answer()
        const stream = _ as NodeJS.ReadableStream
        stream.resume().once('end', answer)
      },
    })
    const house = await openHouse({ transport: smtpTransport(`smtp://klaus:secret@localhost:${office.port}`, { authority }) })
    const organiser = await house.alice()
    const { id } = await house.exchange('registration_open')
    for (const name of ['Bob', 'Charlie']) await organiser.post(paths.addPerson(id), { name, email: addressOf(name) })
    for (let minutes = 0; minutes < 30; minutes++) {
      await house.tick((job) => job === 'deliver e-mail')
      house.world.travel({ minutes: 1 })
    }
    const page = (await organiser.get(paths.mail())).text
    expect(page).toContain('The mail service takes no more for now')
    expect(page).toContain(`a limit of the mail service is reached (ELIMIT ${code}`)
    isLimited = false
    for (let minutes = 0; minutes < 16; minutes++) {
      await house.tick((job) => job === 'deliver e-mail')
      house.world.travel({ minutes: 1 })
    }
    expect(house.rows('select state from outgoing_email')).toEqual(Array(2).fill({ state: 'sent' }))
  })
})
