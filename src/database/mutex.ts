/** Lets those who ask wait for each other, in the order of asking. */
export class Mutex {
  private last: Promise<void> = Promise.resolve()

  /** Resolves when everybody before has ended their turn; gives what ends this one. */
  async take(): Promise<() => void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const before = this.last
    this.last = promise
    await before
    return resolve
  }
}
