import { Hono } from 'hono'
import { signedInParticipant, startParticipantSession } from '../auth/guards.ts'
import { DeadLink } from '../errors.ts'
import { inWords } from '../language/refusals.ts'
import { forgetReturner } from '../participants/past-participants.ts'
import { paths, segment } from '../paths.ts'
import { goTo, show } from '../web/answer.tsx'
import type { AppContext, Env } from '../web/env.ts'
import { leaveFlash } from '../web/flash.ts'
import { parseForm } from '../web/form.ts'
import { speakTo } from '../web/language.ts'
import { pathParameter } from '../web/path-parameter.ts'
import { ReturnForm } from './forms.ts'
import { hasJoinedBy, joinAgain, type Return, readReturn } from './join-again.ts'
import { ReturnPage } from './return-page.tsx'

/** What somebody can do who asked to be invited again: the secret in the address is who they are. */
export const returning = new Hono<Env>()

const path = `/participation/again/${segment.token}`

returning.get(path, async (c) => {
  const found = await thisReturn(c)
  return found ? showReturn(c, found, 200) : goTo(c, paths.dashboard())
})

returning.post(path, async (c) => {
  const { em, services, t } = c.var
  const form = await parseForm(c, ReturnForm)
  const found = await thisReturn(c)
  if (!found) return goTo(c, paths.dashboard())
  if (!form.ok) return showReturn(c, found, 422, t('registration.return.noChoice'))
  if (form.values.choice === 'no') {
    if (!(await forgetReturner(em, found.returner, found.invitation))) throw new DeadLink('returning')
    leaveFlash(c, c.var.t('registration.return.forgotten'))
    return goTo(c, paths.landing())
  }
  const { value: person, refusal } = await joinAgain(em, services, found.invitation.id, pathParameter(c, 'token'))
  if (refusal) return showReturn(c, found, 409, inWords(refusal, c.var.t))
  if (!person) throw new DeadLink('returning')
  await startParticipantSession(c, person, found.invitation.id)
  leaveFlash(c, c.var.t('registration.return.joined'))
  return goTo(c, paths.dashboard())
})

/** Undefined for somebody who has joined by this link, and is signed in in this browser. */
async function thisReturn(c: AppContext): Promise<Return | undefined> {
  const token = pathParameter(c, 'token')
  const found = await readReturn(c.var.em, c.var.services, token)
  if (!found) {
    const me = await signedInParticipant(c)
    if (me && (await hasJoinedBy(c.var.em, c.var.services.vault, token, me))) return undefined
    throw new DeadLink('returning')
  }
  await speakTo(c, found.returner.language)
  return found
}

function showReturn(c: AppContext, { returner, invitation }: Return, status: 200 | 409 | 422, problem?: string): Response {
  return show(c, (frame) => <ReturnPage name={returner.name} invitation={invitation} problem={problem} frame={frame} />, status)
}
