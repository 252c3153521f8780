import { Hono } from 'hono'
import { Account } from '../accounts/account.ts'
import { neededProof, proofRefusal } from '../accounts/proof-of-identity.ts'
import { leaveNoTrace } from '../database/erase.ts'
import { readReturners } from '../participants/past-participants.ts'
import { isId, paths, segment } from '../paths.ts'
import { goTo, show } from '../web/answer.tsx'
import type { AppContext, Env } from '../web/env.ts'
import { leaveFlash } from '../web/flash.ts'
import { blank, parseForm, type Refused } from '../web/form.ts'
import { makeAgain, readTemplate } from './again.ts'
import { AgainPage, ForgetPage } from './again-pages.tsx'
import { forgetPastExchange } from './forget-past.ts'
import { AgainForm, ForgetForm } from './forms.ts'
import { earlierOnly, pastOnly } from './guards.ts'
import { holdPast } from './hold-past.ts'

/** The next exchange like an earlier one, and forgetting what is left of one that was erased. */
export const again = new Hono<Env>()

again.get(`/admin/exchange/${segment.id}/again`, earlierOnly, async (c) => {
  const { em, services, earlier } = c.var
  const account = await em.findOneOrFail(Account, { id: c.var.accountSession.accountId })
  const template = await readTemplate(em, services.world, earlier.id, account)
  const nonce = services.world.newId()
  const returners = await readReturners(em, { earlierId: earlier.id, nextId: nonce })
  return show(c, (frame) => <AgainPage earlier={earlier} template={template} returners={returners.length} nonce={nonce} frame={frame} />)
})

again.post(`/admin/exchange/${segment.id}/again`, earlierOnly, async (c) => {
  const form = await parseForm(c, AgainForm)
  const { em, services, accountSession, earlier } = c.var
  const id = await makeAgain(em, services.world, accountSession, earlier.id, isId(form.typed.nonce) ? form.typed.nonce : undefined)
  leaveFlash(c, c.var.t('exchanges.again.done'))
  return goTo(c, paths.exchange(id))
})

again.get(`/admin/exchange/${segment.id}/forget`, pastOnly, (c) => showForget(c, blank(), 200))

again.post(`/admin/exchange/${segment.id}/forget`, pastOnly, async (c) => {
  const { em, services, earlier, accountSession } = c.var
  const unconfirmed = await proofRefusal(c, await parseForm(c, ForgetForm))
  if (unconfirmed) return showForget(c, unconfirmed.refused, unconfirmed.status)
  await em.transactional(async (transaction) => {
    await holdPast(transaction, earlier.id, accountSession.accountId)
    await forgetPastExchange(transaction, services, earlier.id)
  })
  await leaveNoTrace(em)
  leaveFlash(c, c.var.t('exchanges.forget.done', { exchange: earlier.name }))
  return goTo(c, paths.adminDashboard())
})

async function showForget(c: AppContext, form: Refused, status: 200 | 422 | 429): Promise<Response> {
  const { earlier } = c.var
  const proof = await neededProof(c)
  return show(c, (frame) => <ForgetPage past={earlier} form={form} proof={proof} frame={frame} />, status)
}
