import { Cron } from 'croner'
import type { Job, JobContext, Report } from './context.ts'

/** How long a job that is wanted soon waits for others who want it, in milliseconds: on the last evening each form does. */
const moment = 50
/** How long a clock that begins leaves the machine to those who have waited for the site, in milliseconds. */
const courtesy = 250

/** The runner of jobs. */
export type Clock = {
  /** In a moment runs every job once, one after the other, since some fell due while nobody was there, and from then on each by its pattern. */
  begin(): void
  /** Runs the job of that name in a moment, once for all who ask until then, and once more when it is just running. */
  soon(name: string): void
  /** Starts nothing new and waits for what is running. */
  stop(): Promise<void>
}

/** A clock that runs those of the same pattern in turn, none twice at once, and notes every run in the log. A failing job is tried again at its next time. */
export function createClock(jobs: Job[], context: JobContext): Clock {
  const runs = new Map(jobs.map((job) => [job.name, oneAtATime(job, context)]))
  const start = async (due: Iterable<Job>) => {
    for (const { name } of due) await runs.get(name)?.start()
  }
  let crons: Cron[] = []
  let beginning: NodeJS.Timeout | undefined
  const wished = new Map<string, NodeJS.Timeout>()
  const grant = (name: string) => {
    wished.delete(name)
    void runs.get(name)?.start()
  }
  return {
    begin() {
      beginning = setTimeout(() => {
        // A Cron keeps 80 KB, so that those which are due together share one.
        const together = [...Map.groupBy(jobs, ({ when }) => when)]
        crons = together.map(([when, due]) => new Cron(when, { utcOffset: 0, unref: true }, () => start(due)))
        void start(jobs)
      }, courtesy)
    },
    soon(name) {
      if (!wished.has(name)) wished.set(name, setTimeout(grant, moment, name))
    },
    async stop() {
      clearTimeout(beginning)
      for (const cron of crons) cron.stop()
      for (const timer of wished.values()) clearTimeout(timer)
      await Promise.all([...runs.values()].map((run) => run.stop()))
    },
  }
}

function oneAtATime(job: Job, context: JobContext) {
  let running: Promise<void> | undefined
  let again = false
  let stopped = false
  const start = async (): Promise<void> => {
    if (stopped) return
    if (running) {
      again = true
      return
    }
    running = runJob(job, context).finally(() => {
      running = undefined
      if (again) {
        again = false
        void start()
      }
    })
    await running
  }
  const stop = async (): Promise<void> => {
    stopped = true
    await running
  }
  return { start, stop }
}

/** Runs a job and notes in the log what it did, or that it failed; a failure goes no further. */
export async function runJob({ name, isShared = false, isWanted, run }: Job, context: JobContext): Promise<void> {
  if (isWanted?.(context) === false) return
  const started = performance.now()
  try {
    let report: Report = {}
    const work = async () => {
      report = await run(context)
    }
    if (isShared || !context.serving) await work()
    else if (!(await context.serving.unlessDoneElsewhere(name, work))) return
    const level = report.exchanges?.length || report.emails || report.backup ? 'info' : 'debug'
    context.metrics?.jobDone(name, context.world.now())
    context.log[level]({ job: name, ...report, milliseconds: Math.round(performance.now() - started) }, 'job done')
  } catch (error) {
    context.metrics?.jobFailed(name)
    context.log.error({ job: name, err: error }, 'job failed')
  }
}
