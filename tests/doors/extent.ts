/** Whether everything is tried (`npm run test:doors`, `npm run test:faults`), and not only a sample, as in `npm test`. */
export const isLong = process.env.DOORS === 'long'

/** What is tried of a list: all of it in the long version, else its first and every `n`-th after that. */
export function sample<Item>(list: readonly Item[], n: number): readonly Item[] {
  return isLong ? list : list.filter((_, index) => index % n === 0)
}

/** How often something is repeated: `many` times in the long version, else `few`. */
export function rounds(few: number, many: number): number {
  return isLong ? many : few
}
