import { expect, test, vi } from 'vitest'
import { composers } from '../../src/composers.ts'
import { createClock, runJob } from '../../src/jobs/runner.ts'
import { type Job, schedule } from '../../src/jobs/schedule.ts'
import { noTransport } from '../../src/mail/transport.ts'
import { openHouse } from '../support/house.ts'

/** A clock with one job, whose runs are counted; each lasts until `finish` is called. */
async function clockWithOneJob() {
  const { services, post } = await openHouse()
  const seen = { runs: 0, finish: Promise.withResolvers<void>().resolve }
  const run: Job['run'] = async () => {
    seen.runs++
    const { promise, resolve } = Promise.withResolvers<void>()
    seen.finish = resolve
    await promise
    return {}
  }
  const em = () => services.orm.em.fork()
  const never = '0 0 0 1 1 *'
  const worker = { ...services, em, transport: noTransport, composers, from: post.url, stop: new AbortController().signal }
  const clock = createClock([{ name: 'work', when: never, run }], { ...worker, stalled: 0, leases: new Set() })
  return { clock, seen }
}

test('a hundred who want a job soon get one run, and whoever asks while it runs another', async () => {
  const { clock, seen } = await clockWithOneJob()
  for (let count = 0; count < 100; count++) clock.soon('work')
  await vi.waitFor(() => expect(seen.runs).toBe(1))
  for (let count = 0; count < 100; count++) clock.soon('work')
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(seen.runs).toBe(1)
  seen.finish()
  await vi.waitFor(() => expect(seen.runs).toBe(2))
  seen.finish()
  await clock.stop()
  expect(seen.runs).toBe(2)
})

test('a clock that begins runs what fell due while nobody was there, unless it stops before', async () => {
  const begun = await clockWithOneJob()
  begun.clock.begin()
  await vi.waitFor(() => expect(begun.seen.runs).toBe(1))
  begun.seen.finish()
  await begun.clock.stop()
  const stopped = await clockWithOneJob()
  stopped.clock.begin()
  await stopped.clock.stop()
  await new Promise((resolve) => setTimeout(resolve, 400))
  expect(stopped.seen.runs).toBe(0)
})

test('what was wanted is left for the next start when the clock stops first', async () => {
  const { clock, seen } = await clockWithOneJob()
  clock.soon('work')
  await clock.stop()
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(seen.runs).toBe(0)
})

test('a job that is not wanted here does not take its turn from the processes where it is', async () => {
  const { services, post } = await openHouse()
  const asked: string[] = []
  const serving = {
    isAlone: false,
    isDoneElsewhere: async () => false,
    leave: async () => undefined,
    unlessDoneElsewhere: async (name: string, work: () => Promise<void>) => {
      asked.push(name)
      await work()
      return true
    },
  }
  const em = () => services.orm.em.fork()
  const worker = {
    ...services,
    em,
    transport: noTransport,
    composers,
    from: post.url,
    stop: new AbortController().signal,
    stalled: 0,
    leases: new Set<string>(),
    serving,
  }
  for (const name of ['back up', 'tell of failing backups', 'purge exchanges']) {
    const job = schedule.find((one) => one.name === name) as Job
    await runJob(job, { ...worker, backups: { database: { file: '' }, backupFolder: '', backupKeep: 0 } })
  }
  expect(asked).toEqual(['purge exchanges'])
})
