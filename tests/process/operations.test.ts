import { renameSync } from 'node:fs'
import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { registration } from '../support/house.ts'
import { install, openExchange } from '../support/installation.ts'
import { printed, startProgram } from '../support/program.ts'
import { Visitor } from '../support/visitor.ts'

const METRICS_TOKEN = 'a-token-for-the-scraper'
const bearer = (token: string) => ({ headers: { Authorization: `Bearer ${token}` } })

describe('/metrics', () => {
  test('is not there unless a token is set', async () => {
    const installation = await install({})
    await installation.start()
    await openExchange(installation)
    for (const method of ['GET', 'HEAD'])
      expect((await new Visitor(installation.url).send(method, '/metrics', undefined, bearer(METRICS_TOKEN))).status).toBe(404)
  })

  test('is for whoever brings the token, by any visitor else 401', async () => {
    const installation = await install({ METRICS_TOKEN })
    await installation.start()
    const { organiser } = await openExchange(installation)
    const attempts: Record<string, string>[] = [
      {},
      { Authorization: METRICS_TOKEN },
      { Authorization: `Bearer ${METRICS_TOKEN} x` },
      { Authorization: 'Bearer ' },
      { Authorization: `Basic ${METRICS_TOKEN}` },
    ]
    for (const headers of attempts) {
      const answer = await organiser.get('/metrics', { headers })
      expect([answer.status, answer.html, answer.headers.get('WWW-Authenticate')]).toEqual([401, 'Unauthorized', 'Bearer'])
    }
    const answer = await new Visitor(installation.url).get('/metrics', bearer(METRICS_TOKEN))
    expect([answer.status, answer.headers.get('Content-Type'), answer.headers.get('Cache-Control')]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
      'no-store',
    ])
    expect((await new Visitor(installation.url).post('/metrics', {}, bearer(METRICS_TOKEN))).status).toBe(405)
  })

  test('counts what happens, by route and state, and holds nothing that anybody typed, no identifier and no secret', async () => {
    const installation = await install({ METRICS_TOKEN })
    const program = await installation.start()
    const { organiser, id, invitation } = await openExchange(installation)
    for (const name of ['Canary', 'Charlie', 'Dana']) await new Visitor(installation.url).post(invitation, registration(name))
    await organiser.post(paths.closeRegistration(id))
    await organiser.post(paths.draw(id))
    await organiser.get('/canary-path')
    await organiser.send('PROPFIND', '/canary-path', undefined)
    await printed(program, /e-mail not sent/)
    const { html } = await new Visitor(installation.url).get('/metrics', bearer(METRICS_TOKEN))
    const value = (line: string) => Number(new RegExp(`^sneaky_klaus_${line.replaceAll(/[{}/]/g, '\\$&')} (\\S+)$`, 'm').exec(html)?.[1])
    expect(value('exchanges{state="matched"}')).toBe(1)
    expect(value('exchanges{state="draft"}')).toBe(0)
    expect(value('participants{state="active"}')).toBe(3)
    expect(value('outgoing_emails{state="queued"}')).toBeGreaterThanOrEqual(6)
    expect(value('sign_in_email_lag_seconds')).toBeGreaterThanOrEqual(0)
    expect(html).toMatch(/http_request_duration_seconds_count\{method="POST",route="\/exchange\/:slug\{[^"]*\}\/register",status="303"\} 3\n/)
    expect(html).toMatch(/http_request_duration_seconds_count\{method="GET",route="\*",status="404"\} 1\n/)
    expect(html).toMatch(/http_request_duration_seconds_count\{method="other",route="\*",status="404"\} 1\n/)
    expect(value('job_last_success_timestamp_seconds{job="deliver e-mail"}')).toBeGreaterThan(1.7e9)
    expect(html).toMatch(/^process_resident_memory_bytes \d+/m)
    expect(html).not.toMatch(/canary|charlie|example\.org|Millers/i)
    for (const secret of [id, invitation.split('/')[2] as string, METRICS_TOKEN]) expect(html).not.toContain(secret)
  })
})

describe('/readyz', () => {
  test('is fine while somebody else writes and while mail is down, and not without the database', async () => {
    const installation = await install({ SMTP_URL: 'smtp://127.0.0.1:9' })
    const program = await installation.start()
    const { invitation } = await openExchange(installation)
    await new Visitor(installation.url).post(invitation, registration('Bob'))
    await printed(program, /e-mail not sent/)
    const ask = async (path: string) => {
      const { status, html } = await new Visitor(installation.url).get(path)
      return [status, html]
    }
    expect(await ask('/readyz')).toEqual([200, 'ready'])
    const writer = new Database(installation.file)
    onTestFinished(() => void writer.close())
    writer.exec('begin immediate')
    expect(await ask('/readyz')).toEqual([200, 'ready'])
    writer.exec('rollback')
    renameSync(installation.file, `${installation.file}.gone`)
    expect(await ask('/readyz')).toEqual([503, 'not ready'])
    expect(await ask('/healthz')).toEqual([200, 'ok'])
  })
})

describe('LOG_LEVEL', () => {
  test.each([
    ['silent', [], /./],
    ['warn', [/BASE_URL is plain http/], /is ready|"msg":"request"/],
    ['info', [/is ready/], /"msg":"request"/],
    ['debug', [/is ready/, /"requestId":"[\w-]{36}","method":"GET","route":"\/healthz","status":200/], /"level":10/],
  ])('%s says so much and no more', async (LOG_LEVEL, wanted, unwanted) => {
    const installation = await install({ LOG_LEVEL })
    const program = startProgram(['serve'], installation.settings)
    const answers = () =>
      fetch(`${installation.url}/healthz`)
        .then(({ ok }) => ok)
        .catch(() => false)
    while (!(await answers())) await new Promise((resolve) => setTimeout(resolve, 20))
    for (const pattern of wanted) await printed(program, pattern)
    program.child.kill('SIGTERM')
    expect(await program.exited).toBe(0)
    expect(program.output()).not.toMatch(unwanted)
  })
})

test('an error in the log names its request and where it arose, and not the statement, which holds what people typed', async () => {
  const installation = await install({ LOG_LEVEL: 'trace' })
  const program = await installation.start()
  const { organiser, id } = await openExchange(installation)
  const meddler = new Database(installation.file)
  meddler.exec('alter table participant rename to canary')
  meddler.close()
  // On a busy machine a first page was seen to be answered as before.
  await expect.poll(async () => (await organiser.get(paths.people(id))).status, { timeout: 5000 }).toBe(500)
  await printed(program, /request failed/)
  const lines = program
    .output()
    .split('\n')
    .filter((line) => line.includes('request failed'))
  const [requestId] = /"requestId":"[\w-]{36}"/.exec(lines[0] ?? '') ?? []
  await printed(program, new RegExp(`${requestId},"method":"GET","route":"[^"]+","status":500`))
  expect(lines[0]).toMatch(/"err":\{"type":"\w+","code":"SQLITE_ERROR","stack":" +at /)
  expect(program.output()).not.toMatch(/no such table|select |canary/)
})
