import { setTimeout as pause } from 'node:timers/promises'

const evenMilliseconds = 60

/** Pads the time of `work` to a fixed one, so that how long it takes does not tell whether there was anything to do. */
export async function inEvenTime<Result>(work: Promise<Result>): Promise<Result> {
  const [result] = await Promise.all([work, pause(evenMilliseconds)])
  return result
}
