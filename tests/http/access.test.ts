import { describe, expect, inject, test } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { createMetrics } from '../../src/metrics/metrics.ts'
import { paths } from '../../src/paths.ts'
import { leaksTo } from '../support/access/leaks.ts'
import { type Request, requestsOf, routesOf } from '../support/access/requests.ts'
import { type Rule, ruleOf, rules, type Verdict } from '../support/access/rules.ts'
import { type Role, settle, type Village, type Word, words } from '../support/access/village.ts'
import type { House } from '../support/house.ts'
import type { Answer } from '../support/visitor.ts'

/** Every row but those that count tries, a line for each. */
function rowsOf(house: House): string {
  const { rate_limit: _, ...tables } = house.everyRow()
  return Object.entries(tables)
    .flatMap(([name, rows]) => rows.map((row) => `${name} ${row}`))
    .join('\n')
}

/** Asks as that role would, in a browser that has what its own has. */
function ask({ house }: Village, { visitor }: Role, { method, path, fields }: Pick<Request, 'method' | 'path' | 'fields'>): Promise<Answer> {
  const browser = house.visitor()
  for (const [name, value] of visitor.cookies) browser.cookies.set(name, value)
  return method === 'GET' ? browser.get(path) : browser.post(path, fields)
}

function verdictOf({ status, location }: Answer, isChanged: boolean): Verdict {
  if (status === 403) return 'forbidden'
  if (status !== 303 || isChanged) return 'in'
  if (location?.startsWith(paths.adminLogin())) return 'sent to sign in'
  return location === paths.landing() ? 'sent to the landing page' : 'in'
}

/** Whether what comes of a request may change an exchange: one's own, or the one that an invitation is for. */
function mayTouch({ organises, takesPartIn }: Role, { route, exchange }: Request, word: Word): boolean {
  return organises.includes(word) || takesPartIn === word || (route.startsWith('/exchange/:slug') && exchange === word)
}

/** The rows that only the second has, of all rows in a text. */
function added(before: string, after: string): string[] {
  const known = new Set(before.split('\n'))
  return after.split('\n').filter((row) => !known.has(row))
}

/** The exchanges that a request changes and may not touch. A rule that looks back to one of them goes with the exchange that it is a rule of. */
function wronglyTouched({ exchanges }: Village, role: Role, request: Request, before: string, after: string): Word[] {
  const [own, foreign] = [words.filter((word) => mayTouch(role, request, word)), words.filter((word) => !mayTouch(role, request, word))]
  const isAbout = (row: string, word: Word) =>
    [exchanges[word].id, exchanges[word].slug, ...exchanges[word].people.map(({ id }) => id)].some((mark) => row.includes(mark))
  const gone = added(after, before).filter((row) => !own.some((word) => isAbout(row, word)))
  const changed = [...added(before, after), ...gone]
  return foreign.filter((word) => changed.some((row) => isAbout(row, word)))
}

/** What is wrong with an answer, and with what the request left behind. */
function faultsOf(village: Village, role: Role, request: Request, answer: Answer, before: string, after: string): string[] {
  const rule = ruleOf(request.route)
  const isChanged = before !== after
  const [expected, verdict] = [rule.verdict(role, request.exchange), verdictOf(answer, isChanged)]
  const touched = isChanged && !rule.isOpen ? wronglyTouched(village, role, request, before, after) : []
  return [
    ...(verdict === expected ? [] : [`${verdict} (${answer.status} ${answer.location ?? ''}), not ${expected}`]),
    ...(answer.status < 500 ? [] : [`failed with ${answer.status}`]),
    ...(isChanged && verdict !== 'in' ? ['refused, and changes something all the same'] : []),
    ...touched.map((word) => `changes ${word}`),
    ...words.flatMap((word) => leaksTo(role, answer.html + (answer.location ?? ''), village.exchanges[word], request).map((leak) => `tells ${leak}`)),
  ]
}

type Row = { routes: Set<string>; requests: number; leaks: number }

/** Makes requests as each of the roles; returns what was wrong, and counts by rule. Whatever they change is put back. */
async function walk(village: Village, roles: Role[], requests: Request[]): Promise<{ faults: string[]; counts: Map<Rule, Row> }> {
  const { house } = village
  const restore = house.keep()
  const before = rowsOf(house)
  const faults: string[] = []
  const counts = new Map<Rule, Row>(rules.map((rule) => [rule, { routes: new Set(), requests: 0, leaks: 0 }]))
  for (const request of requests) {
    const rule = ruleOf(request.route)
    const row = counts.get(rule) as Row
    row.routes.add(`${request.method} ${request.route}`)
    // Those that hash a password or wait on purpose are open to whoever comes.
    for (const role of request.isSlow && rule.isOpen ? roles.slice(-1) : roles) {
      const answer = await ask(village, role, request)
      const after = rowsOf(house)
      const found = faultsOf(village, role, request, answer, before, after)
      faults.push(...found.map((fault) => `${request.method} ${request.route} of ${request.exchange ?? 'nobody'} by ${role.name}: ${fault}`))
      row.requests++
      row.leaks += found.length
      if (before !== after) await restore()
      else if (request.method === 'POST') house.exec('delete from rate_limit')
    }
  }
  return { faults, counts }
}

/** The counts as a table for people. */
function table(counts: Map<Rule, Row>): string {
  const rows = [...counts].map(([{ about }, { routes, requests, leaks }]) => [about, routes.size, requests, leaks] as const)
  const sum = (column: 1 | 2 | 3) => rows.reduce((total, row) => total + row[column], 0)
  const lines = [['', 'routes', 'requests', 'leaks'], ...rows, ['together', sum(1), sum(2), sum(3)]]
  return lines.map(([about, ...numbers]) => `${String(about).padEnd(40)}${numbers.map((number) => String(number).padStart(9)).join('')}`).join('\n')
}

/** What a text tells of any exchange that the role may not know. */
function told({ exchanges }: Village, role: Role, text: string): string[] {
  return words.flatMap((word) => leaksTo(role, text, exchanges[word]))
}

function roleOf({ roles }: Village, name: string): Role {
  return roles.find((role) => role.name === name) as Role
}

// Thousands of comparisons of all rows take minutes over a connection, and guards ask either database the same.
describe.runIf(inject('postgres') === undefined)('who gets at what', () => {
  test('is as the contract says on every route, for every role and every exchange', async () => {
    const village = await settle()
    const { house } = village
    const { services } = house
    const metrics = await createMetrics({ em: () => services.orm.em.fork(), world: services.world })
    house.app = createApp({ ...services, measured: { metrics, token: 'a token' } })
    const logged = house.log.length
    house.exec(`update outgoing_email set state = 'given_up', attempts = 3 where kind = 'match notification'`)
    const { faults, counts } = await walk(village, village.roles, requestsOf(village))
    console.log(table(counts))
    expect(faults).toEqual([])
    expect([...counts.values()].map(({ routes }) => routes.size)).not.toContain(0)
    const figures = await house.visitor().get('/metrics', { headers: { Authorization: 'Bearer a token' } })
    expect(figures.status).toBe(200)
    const stranger = village.roles.at(-1) as Role
    for (const text of [figures.html, house.log.slice(logged).join()])
      expect(words.flatMap((word) => leaksTo(stranger, text, village.exchanges[word]))).toEqual([])
  })

  test('is told of every route that the app has', async () => {
    const { house } = await settle()
    expect(routesOf(house).length).toBeGreaterThan(90)
    for (const { route } of routesOf(house)) expect(() => ruleOf(route)).not.toThrow()
    expect(() => ruleOf('/admin/new-page')).toThrow('Nobody has said who may ask for /admin/new-page')
  })
})

describe('whoever loses an exchange gets at nothing of it from then on', () => {
  test('taken out by another organiser: every path and form of it is 403, and no page speaks of it', async () => {
    const village = await settle()
    const [olga, walter] = [roleOf(village, 'Olga'), roleOf(village, 'Walter')]
    await ask(village, walter, { method: 'POST', path: paths.unshare(village.exchanges.Quux.id, village.accountIds[olga.email ?? ''] ?? ''), fields: {} })
    const role: Role = { ...olga, organises: ['Xylo'] }
    const requests = requestsOf(village).filter(({ exchange, route }) => exchange === 'Quux' || /^\/admin\/[a-z]+$/.test(route))
    const { faults } = await walk(village, [role], requests)
    expect(faults).toEqual([])
  })

  test('taken away with the account: everything asks to sign in', async () => {
    const village = await settle()
    const [owner, olga] = [roleOf(village, 'owner'), roleOf(village, 'Olga')]
    const accountId = village.accountIds[olga.email ?? ''] ?? ''
    const removed = await ask(village, owner, {
      method: 'POST',
      path: paths.removeAccount(accountId),
      fields: { to: village.accountIds[owner.email ?? ''] ?? '' },
    })
    expect(removed.status).toBe(303)
    const { faults } = await walk(
      village,
      [{ name: 'Olga', visitor: olga.visitor, organises: [] }],
      requestsOf(village).filter(({ isSlow }) => !isSlow),
    )
    expect(faults).toEqual([])
  })

  test('removed from the people: every page of theirs leads to the landing page', async () => {
    const village = await settle()
    const bob = roleOf(village, 'participant of Xylo')
    const [person] = village.exchanges.Xylo.people
    await ask(village, roleOf(village, 'Olga'), { method: 'POST', path: paths.removePerson(village.exchanges.Xylo.id, person?.id ?? ''), fields: {} })
    const role: Role = { name: 'Bob', visitor: bob.visitor, organises: [] }
    const { faults } = await walk(
      village,
      [role],
      requestsOf(village).filter(({ isSlow }) => !isSlow),
    )
    expect(faults).toEqual([])
  })
})

test('no e-mail tells anybody of an exchange that is not theirs', async () => {
  const village = await settle()
  const { house, exchanges, roles } = village
  for (const word of words) {
    const organiser = roles.find(({ organises }) => organises.includes(word)) as Role
    await organiser.visitor.post(paths.message(exchanges[word].id), { subject: `${word} news`, message: 'See you', confirm: 'yes' })
  }
  await house.tick((job) => job === 'tell the organiser')
  await house.deliver()
  const everybody = words.flatMap((word) =>
    exchanges[word].people.map(({ email }): Role => ({ name: email, visitor: house.visitor(), organises: [], takesPartIn: word, email })),
  )
  const readers = new Map([...everybody, ...roles.filter(({ account }) => account)].map((role) => [role.email, role]))
  const leaks = house.post.inbox.flatMap(({ to, subject, text, html }) => {
    const reader = readers.get(to[0]) as Role
    return told(village, reader, `${subject} ${text} ${html}`).map((leak) => `to ${reader.name}: ${leak}`)
  })
  expect(leaks).toEqual([])
  expect(new Set(house.post.inbox.map(({ to }) => to[0])).size).toBe(words.length * 5 + 2)
})

test('no page says more where something is broken', async () => {
  const village = await settle()
  village.house.exec('alter table participant rename to hidden')
  const leaks: string[] = []
  let broken = 0
  for (const request of requestsOf(village).filter(({ method, exchange }) => method === 'GET' && exchange !== 'Xylo')) {
    for (const role of village.roles) {
      const { status, html } = await ask(village, role, request)
      if (status === 500) broken++
      leaks.push(...words.flatMap((word) => leaksTo(role, html, village.exchanges[word], request).map((leak) => `${request.path} to ${role.name}: ${leak}`)))
    }
  }
  expect(leaks).toEqual([])
  expect(broken).toBeGreaterThan(20)
})
