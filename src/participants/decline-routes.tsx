import { Hono } from 'hono'
import { DeadLink } from '../errors.ts'
import { segment } from '../paths.ts'
import { goTo, show } from '../web/answer.tsx'
import type { AppContext, Env } from '../web/env.ts'
import { parseForm } from '../web/form.ts'
import { speakTo } from '../web/language.ts'
import { isOneClick } from '../web/one-click.ts'
import { pathParameter } from '../web/path-parameter.ts'
import { allowEmails, type Decliner, decline, readDecliner } from './decline.ts'
import { DeclinePage } from './decline-page.tsx'
import { DeclineForm } from './forms.ts'

/** What someone can do who was added by the organiser, without signing in: the secret in the address is who they are. */
export const declining = new Hono<Env>()

declining.get(`/participation/decline/${segment.token}`, async (c) => showDecline(c, await thisDecliner(c), 200))

declining.post(`/participation/decline/${segment.token}`, async (c) => {
  const { em, services } = c.var
  const decliner = await thisDecliner(c)
  if (await isOneClick(c)) {
    await decline(em, services, decliner, { never: false })
    return c.text(`${c.var.t('participants.decline.told')}\n`)
  }
  const form = await parseForm(c, DeclineForm)
  if (!form.ok) return showDecline(c, decliner, 422, c.var.t('participants.decline.noChoice'))
  const { choice } = form.values
  if (choice === 'again') await allowEmails(em, services, decliner)
  else await decline(em, services, decliner, { never: choice === 'never' })
  return goTo(c, c.req.path)
})

async function thisDecliner(c: AppContext): Promise<Decliner> {
  const found = await readDecliner(c.var.em, c.var.services.vault, pathParameter(c, 'token'))
  if (!found) throw new DeadLink('declining')
  await speakTo(c, found.language)
  return found
}

function showDecline(c: AppContext, decliner: Decliner, status: 200 | 422, problem?: string): Response {
  return show(c, (frame) => <DeclinePage decliner={decliner} problem={problem} frame={frame} />, status)
}
