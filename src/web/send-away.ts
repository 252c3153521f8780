import { pageOf, paths } from '../paths.ts'
import { goTo, saveWhatWasTyped } from './answer.tsx'
import type { AppContext } from './env.ts'
import { leaveFlash } from './flash.ts'

/** Sends somebody who is not signed in to the sign-in page of that role, with a notice; what was typed is kept. */
export function sendAway(c: AppContext, role: 'organiser' | 'participant'): Promise<Response> {
  return role === 'participant' ? toLanding(c) : toSignIn(c)
}

async function toLanding(c: AppContext): Promise<Response> {
  leaveFlash(c, c.var.t('web.signedOut'), 'notice')
  await saveWhatWasTyped(c, 'participant')
  return goTo(c, paths.landing())
}

/** The sign-in page leads back afterwards. */
async function toSignIn(c: AppContext): Promise<Response> {
  const isKept = await saveWhatWasTyped(c, 'organiser')
  leaveFlash(c, c.var.t(isKept ? 'web.signInFirst.kept' : 'web.signInFirst'), 'notice')
  return goTo(c, paths.adminLogin(pageOf(c.req.path)))
}
