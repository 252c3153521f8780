import type { Gauge } from 'prom-client'
import type { EntityManager } from '../database/orm.ts'
import type { World } from '../world.ts'
import { readFigures } from './figures.ts'

/** What is measured, for Prometheus. Nothing that anybody typed goes in, and nothing about who gives to whom. */
export type Metrics = {
  /** Counts an answer: by the route's pattern, not by the path, which may be a secret. */
  answered(request: { method: string; route: string; status: number; seconds: number }): void
  jobDone(job: string, at: Date): void
  jobFailed(job: string): void
  /** Everything in Prometheus' text format, and what that format is called. */
  read(): Promise<{ text: string; contentType: string }>
}

const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5]

/** Begins to measure. The library is loaded only where somebody wants figures. */
export async function createMetrics({ em, world }: { em(): EntityManager; world: World }): Promise<Metrics> {
  const { default: client } = await import('prom-client')
  const { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } = client
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Gauge({ name: `sneaky_klaus_${name}`, help, labelNames, registers })
  const requests = new Histogram({
    name: 'sneaky_klaus_http_request_duration_seconds',
    help: 'How long answers took, by route.',
    labelNames: ['method', 'route', 'status'],
    buckets,
    registers,
  })
  const failures = new Counter({ name: 'sneaky_klaus_job_failures_total', help: 'How often jobs of the clock failed.', labelNames: ['job'], registers })
  const successes = gauge('job_last_success_timestamp_seconds', 'When jobs of the clock were last done.', 'job')
  const byState = {
    exchanges: gauge('exchanges', 'Exchanges by state.', 'state'),
    participants: gauge('participants', 'People in all exchanges, by whether they take part.', 'state'),
    emails: gauge('outgoing_emails', 'E-mails of the outbox by state.', 'state'),
  }
  const lag = gauge('sign_in_email_lag_seconds', 'For how long the oldest sign-in e-mail has been waiting.')
  return {
    answered: ({ seconds, ...labels }) => requests.observe(labels, seconds),
    jobDone: (job, at) => successes.set({ job }, at.getTime() / 1000),
    jobFailed: (job) => failures.inc({ job }),
    async read() {
      const { signInEmailLagSeconds, ...counts } = await readFigures(em(), world)
      for (const name of ['exchanges', 'participants', 'emails'] as const) setAll(byState[name], counts[name])
      lag.set(signInEmailLagSeconds)
      return { text: await registry.metrics(), contentType: registry.contentType }
    },
  }
}

function setAll(gauge: Gauge<'state'>, counts: Record<string, number>): void {
  for (const [state, count] of Object.entries(counts)) gauge.set({ state }, count)
}
