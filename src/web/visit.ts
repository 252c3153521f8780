import type { AppContext } from './env.ts'

/** Request headers by which browsers, present and past, say that they prefetch. */
const prefetchHeaders = ['Purpose', 'X-Purpose', 'X-Moz']

/** Whether a person's browser asks to show this page now: HEAD, prefetch and prerender must have no effect. */
export function isVisit(c: AppContext): boolean {
  return c.req.method !== 'HEAD' && !isPrefetch(c)
}

/** Whether a browser asks ahead, for a page that nobody may ever look at. */
export function isPrefetch({ req }: AppContext): boolean {
  return req.header('Sec-Purpose') !== undefined || prefetchHeaders.some((name) => req.header(name)?.startsWith('prefetch'))
}
