import { Hono } from 'hono'
import { participantOnly } from '../auth/guards.ts'
import { canAsk } from '../messages/permissions.ts'
import { countUnread } from '../messages/unread.ts'
import { paths } from '../paths.ts'
import { whyNotTheirs } from '../ui/form-owner.tsx'
import { conclude, goTo, show } from '../web/answer.tsx'
import type { AppContext, Env } from '../web/env.ts'
import { answerRefusal } from '../web/failure.tsx'
import { parseForm, type Refused, refuse } from '../web/form.ts'
import { isVisit } from '../web/visit.ts'
import { PlanForm, RevealForm } from './forms.ts'
import { GiversWishes } from './givers-wishes.tsx'
import { keepGift, keepWish, noteLook } from './keep-plan.ts'
import { MatchPage } from './match-page.tsx'
import { PlanCard } from './plan-card.tsx'
import { readReceiver, revealMatch } from './reveal.ts'

export const match = new Hono<Env>()

match.get('/participant/match', participantOnly, (c) => showMatch(c, 200))

match.post('/participant/match', participantOnly, async (c) => {
  const form = await parseForm(c, RevealForm)
  const { em, services, me } = c.var
  const notTheirs = whyNotTheirs(form.typed, me)
  if (notTheirs) return answerRefusal(c, notTheirs)
  const isShown = form.ok && form.values.show === 'yes'
  const { refusal } = await revealMatch(em, services, me, isShown)
  if (refusal) return answerRefusal(c, refusal)
  return goTo(c, isShown ? paths.match() : paths.dashboard())
})

match.post('/participant/match/plan', participantOnly, async (c) => {
  const form = await parseForm(c, PlanForm)
  const { em, services, me, t } = c.var
  const notTheirs = whyNotTheirs(form.typed, me)
  if (notTheirs) return answerRefusal(c, notTheirs)
  if (!form.ok) return showMatch(c, 422, form)
  const { gift, repairs, wish_id: wishId, version, taken: isPicked } = form.values
  if (gift === undefined && wishId === undefined) return showMatch(c, 422, refuse(form, 'gift', ''))
  if (gift !== undefined) {
    const { refusal } = await keepGift(em, services, me, { gift, repairs })
    if (refusal) return answerRefusal(c, refusal)
  }
  if (wishId === undefined) {
    const receiver = await readReceiver(em, services, me)
    if (!receiver) return goTo(c, paths.dashboard())
    return conclude(c, paths.match(), t('draw.plan.kept'), <PlanCard giverId={me.id} receiver={receiver} t={t} isAnswer />)
  }
  const { value, refusal } = await keepWish(em, services, me, { wishId, shown: version, isPicked })
  if (refusal) return answerRefusal(c, refusal)
  const receiver = await readReceiver(em, services, me)
  // Hidden in another tab, it does not come back by this.
  if (!receiver) return goTo(c, paths.dashboard())
  const changed = (
    <>
      <GiversWishes giverId={me.id} wishes={receiver.wishes} pressed={wishId} t={t} />
      <hx-partial hx-target="#plan" hx-swap="outerHTML">
        <PlanCard giverId={me.id} receiver={receiver} t={t} />
      </hx-partial>
    </>
  )
  return conclude(c, `${paths.match()}#wish-${wishId}`, t(isPicked ? 'draw.wish.kept' : 'draw.wish.givenBack', value), changed)
})

async function showMatch(c: AppContext, status: 200 | 422, form?: Refused): Promise<Response> {
  const { em, services, me } = c.var
  const begun = services.world.now()
  const receiver = await readReceiver(em, services, me)
  if (!receiver) return goTo(c, paths.dashboard())
  if (status === 200 && isVisit(c)) await noteLook(em, services, me, begun)
  const unread = canAsk(receiver.occasion) ? (await countUnread(em, services, me)).receiver : undefined
  return show(c, (frame) => <MatchPage giverId={me.id} receiver={receiver} unread={unread} form={form} frame={frame} />, status)
}
