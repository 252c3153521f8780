import type { Pool } from 'pg'
import { withConnectionErrors } from './connection-errors.ts'

/**
 * A line in the server's log that says nothing. Its commit waits, as the server is set up, until the disk has it, and with it all that
 * was committed before. Two statements sent as one are one transaction.
 */
const line = `set local synchronous_commit to default; select pg_logical_emit_message(true, 'sneaky-klaus', '')`

/** Brings what was committed to the disk of the server, for all who ask at about the same time at once. */
export class Flush {
  private underWay: Promise<unknown> = Promise.resolve()
  private next: Promise<void> | undefined
  private readonly pool: Pool
  constructor(pool: Pool) {
    this.pool = pool
  }

  /** Fulfilled when all that was committed before is on the disk; rejected when nobody can tell. */
  wait(): Promise<void> {
    this.next ??= this.afterTheOneUnderWay()
    return this.next
  }

  /** One that has begun may have come too early for whoever asks now. */
  private async afterTheOneUnderWay(): Promise<void> {
    await this.underWay
    this.next = undefined
    const flushing = withConnectionErrors(this.pool.query(line))
    this.underWay = flushing.catch(() => undefined)
    await flushing
  }
}
