/** A mutual exclusion lock within this process; whoever waits gets it in the order of asking. */
export class Mutex {
  private last: Promise<void> = Promise.resolve()

  /** Resolves when the lock is held, with the function that releases it. */
  async acquire(): Promise<() => void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const before = this.last
    this.last = promise
    await before
    return resolve
  }
}
