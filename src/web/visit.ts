import type { AppContext } from './env.ts'

/** What browsers, present and past, say of themselves when they load ahead. */
const prefetchHeaders = ['Purpose', 'X-Purpose', 'X-Moz']

/** Whether a person's browser asks to show this page now: HEAD, prefetch and prerender must have no effect. */
export function isVisit(c: AppContext): boolean {
  return c.req.method !== 'HEAD' && c.req.header('Sec-Purpose') === undefined && !prefetchHeaders.some((name) => c.req.header(name)?.startsWith('prefetch'))
}
