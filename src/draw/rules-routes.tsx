import { Hono } from 'hono'
import { neededProof, proofRefusal } from '../accounts/proof-of-identity.ts'
import { exchangeOnly } from '../exchanges/guards.ts'
import type { Printer } from '../language/printer.ts'
import { inWords } from '../language/refusals.ts'
import { paths, segment } from '../paths.ts'
import { answer, conclude } from '../web/answer.tsx'
import type { AppContext, Env } from '../web/env.ts'
import { blank, type Form, parseForm, type Refused, refuse } from '../web/form.ts'
import { pathParameter } from '../web/path-parameter.ts'
import { addRule, type NewRule } from './add-rule.ts'
import { ConfirmRule } from './confirm-rule-page.tsx'
import { type Constraints, type ListedRule, readConstraints } from './constraints.ts'
import { deleteRule } from './delete-rule.ts'
import { assessFeasibility } from './feasibility.ts'
import { type NewRuleForm, RuleForm, repeatedInRules } from './forms.ts'
import { type EarlierExchange, readEarlierExchanges, readExchange } from './reads.ts'
import { chosenIn } from './rule-forms.tsx'
import { RulesPage, RulesPart } from './rules-page.tsx'
import { ruleInWords } from './words.ts'

export const rules = new Hono<Env>()

rules.get(`/admin/exchange/${segment.id}/rules`, exchangeOnly, (c) => {
  const chosen = (c.req.queries('participant_ids') ?? []).join(' ')
  return showRules(c, blank({ participant_ids: chosen, kind: c.req.query('kind') ?? '' }), 200)
})

rules.post(`/admin/exchange/${segment.id}/rules`, exchangeOnly, async (c) => {
  const { exchange, accountSession, t } = c.var
  const form = await parseForm(c, RuleForm, repeatedInRules)
  if (!form.ok) return showRules(c, form, 422)
  if (exchange.state === 'matched') {
    if (form.values.confirm !== 'yes') return showRules(c, { ...form, errors: {} }, 409, true)
    const unconfirmed = await proofRefusal(c, form)
    if (unconfirmed) return showRules(c, unconfirmed.refused, unconfirmed.status, true)
  }
  const { value: isNew, refusal } = await addRule(
    c.var.em,
    c.var.services,
    exchange.id,
    ruleFrom(form.values, accountSession.accountId),
    exchange.state === 'matched',
  )
  if (refusal) return showRules(c, refuse(form, 'form', inWords(refusal, t)), 409)
  const added = exchange.state === 'matched' ? 'draw.rules.addedToDraw' : 'draw.rules.added'
  return conclude(c, paths.rules(exchange.id), t(isNew ? added : 'draw.rules.standsAlready'), (await rulesPart(c, blank())).part)
})

rules.post(`/admin/exchange/${segment.id}/rules/${segment.ruleId}/delete`, exchangeOnly, async (c) => {
  const { id } = c.var.exchange
  const { refusal } = await deleteRule(c.var.em, id, pathParameter(c, 'ruleId'))
  if (refusal) return showRules(c, refuse({ typed: {} }, 'form', inWords(refusal, c.var.t)), 409)
  return conclude(c, paths.rules(id), c.var.t('draw.rules.removed'), (await rulesPart(c, blank())).part)
})

/** What the form says, in the words of the verb. */
function ruleFrom(values: NewRuleForm, accountId: string): NewRule {
  if (values.kind === 'history') return { kind: values.kind, earlierExchangeIds: values.earlier_exchange_id, accountId }
  return { kind: values.kind, participantIds: values.participant_ids }
}

type Sent = Refused | Form<NewRuleForm>

async function showRules(c: AppContext, form: Sent, status: 200 | 409 | 422 | 429, isUnconfirmed = false): Promise<Response> {
  const { exchange, part } = await rulesPart(c, form, isUnconfirmed)
  return answer(
    c,
    part,
    (child, frame) => (
      <RulesPage exchange={exchange} frame={frame}>
        {child}
      </RulesPage>
    ),
    status,
  )
}

/** The rule that a form asks for, as a sentence. */
function askedFor(form: Refused, { people }: Constraints, earlier: EarlierExchange[], t: Printer): string {
  const members = chosenIn(form).flatMap((chosen) => people.find(({ id }) => id === chosen) ?? [])
  const earlierName = t.list(earlier.filter(({ id }) => form.typed.earlier_exchange_id?.split(' ').includes(id)).map(({ name }) => name))
  return ruleInWords(
    { kind: form.typed.kind as ListedRule['kind'], members, earlierName, isIdle: false, hasGiftsAhead: false, isErased: false, isShut: false },
    t,
  )
}

async function rulesPart(c: AppContext, sent: Sent, isUnconfirmed = false) {
  const { em, services, t } = c.var
  const exchange = await readExchange(em, c.var.services.vault, c.var.exchange.id)
  const constraints = await readConstraints(em, services, exchange.id, { t, accountId: c.var.accountSession.accountId })
  const earlier = await readEarlierExchanges(em, exchange.id, c.var.accountSession.accountId)
  const form = { typed: sent.typed, errors: 'errors' in sent ? sent.errors : {} }
  const unconfirmed = isUnconfirmed && (
    <ConfirmRule exchangeId={exchange.id} rule={askedFor(form, constraints, earlier, t)} form={form} proof={await neededProof(c)} t={t} />
  )
  const shown = { exchange, constraints, feasibility: assessFeasibility(constraints), earlier, form, find: c.req.query('find') ?? '', unconfirmed, t }
  return { exchange, part: <RulesPart {...shown} /> }
}
