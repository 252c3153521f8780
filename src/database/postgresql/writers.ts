/** How many transactions of a process may change rows at once. The pool’s other connections are for those who read. */
const mostAtOnce = 6

/**
 * Admission control for the writing transactions of this process: a semaphore, behind a queue for each row that transactions begin by
 * locking, as the statement names it. So whoever waits for a busy row holds no connection, which others need who neither read nor change it.
 */
export class Writers {
  private free = mostAtOnce
  private readonly waiting: (() => void)[] = []
  private readonly lastOf = new Map<string, Promise<void>>()

  /** Fulfilled when a transaction may begin; gives what lets the next one in. `row` names the row that it locks first, if it does. */
  async enter(row?: string): Promise<() => void> {
    const leaveQueue = row === undefined ? undefined : await this.queueFor(row)
    if (this.free > 0) this.free--
    else await new Promise<void>((resolve) => this.waiting.push(resolve))
    return () => {
      const next = this.waiting.shift()
      if (next) next()
      else this.free++
      leaveQueue?.()
    }
  }

  private async queueFor(row: string): Promise<() => void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const before = this.lastOf.get(row)
    this.lastOf.set(row, promise)
    await before
    return () => {
      if (this.lastOf.get(row) === promise) this.lastOf.delete(row)
      resolve()
    }
  }
}
