/** A mutex: those who ask for it get it one after the other, in the order of asking. */
export class Mutex {
  private last: Promise<void> = Promise.resolve()

  /** Resolves when all before have released it; gives the function that releases it. */
  async take(): Promise<() => void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const before = this.last
    this.last = promise
    await before
    return resolve
  }
}
