import { Hono } from 'hono'
import { adminOnly } from '../auth/guards.ts'
import { needsPassword, passwordRefusal } from '../auth/weighty.ts'
import { refusalOf } from '../errors.ts'
import { paths, segment } from '../paths.ts'
import { answer, goOn } from '../web/answer.tsx'
import { leaveFlash } from '../web/flash.ts'
import { blank, type Form, parseForm, type Refused, refuse } from '../web/form.ts'
import type { Site, SiteContext } from '../web/parts.ts'
import { addRule, type NewRule } from './add-rule.ts'
import { ConfirmRule } from './confirm-rule-page.tsx'
import { deleteRule } from './delete-rule.ts'
import { type NewRuleForm, RuleForm, repeatedInRules } from './forms.ts'
import { readEarlierExchanges, readExchange } from './reads.ts'
import { readRulebook } from './rulebook.ts'
import { RulesPage, RulesPart } from './rules-page.tsx'
import { judge } from './verdict.ts'

export const rules = new Hono<Site>()

rules.get(`/admin/exchange/${segment.id}/rules`, adminOnly, (c) => {
  const chosen = (c.req.queries('participant_ids') ?? []).join(' ')
  return showRules(c, blank({ participant_ids: chosen, kind: c.req.query('kind') ?? '' }), 200)
})

rules.post(`/admin/exchange/${segment.id}/rules`, adminOnly, async (c) => {
  const id = c.req.param('id') ?? ''
  const form = await parseForm(c, RuleForm, repeatedInRules)
  if (!form.ok) return showRules(c, form, 422)
  const exchange = await readExchange(c.var.em, id)
  if (exchange.state === 'matched') {
    if (form.values.confirm !== 'yes') return showRules(c, { ...form, errors: {} }, 409, true)
    const unconfirmed = await passwordRefusal(c, form)
    if (unconfirmed) return showRules(c, unconfirmed.refused, unconfirmed.status, true)
  }
  const refusal = await refusalOf(addRule(c.var.em, c.var.parts, id, ruleFrom(form.values)))
  if (refusal) return showRules(c, refuse(form, 'form', refusal), 409)
  leaveFlash(c, exchange.state === 'matched' ? 'The rule stands, and the draw keeps it.' : 'The rule stands.')
  return goOn(c, paths.rules(id))
})

rules.post(`/admin/exchange/${segment.id}/rules/${segment.ruleId}/delete`, adminOnly, async (c) => {
  const id = c.req.param('id') ?? ''
  const refusal = await refusalOf(deleteRule(c.var.em, id, c.req.param('ruleId') ?? ''))
  if (refusal) return showRules(c, refuse({ typed: {} }, 'form', refusal), 409)
  leaveFlash(c, 'The rule is gone.')
  return goOn(c, paths.rules(id))
})

/** What the form says, in the words of the verb. */
function ruleFrom(values: NewRuleForm): NewRule {
  if (values.kind === 'history') return { kind: values.kind, earlierExchangeId: values.earlier_exchange_id }
  return { kind: values.kind, participantIds: values.participant_ids }
}

async function showRules(c: SiteContext, form: Refused | Form<NewRuleForm>, status: 200 | 409 | 422 | 429, isUnconfirmed = false): Promise<Response> {
  const { em, parts } = c.var
  const exchange = await readExchange(em, c.req.param('id') ?? '')
  const rulebook = await readRulebook(em, parts.vault, exchange.id)
  const earlier = await readEarlierExchanges(em, exchange.id)
  const refused = { typed: form.typed, errors: 'errors' in form ? form.errors : {} }
  const unconfirmed = isUnconfirmed && <ConfirmRule exchangeId={exchange.id} form={refused} needsPassword={needsPassword(c)} />
  const rulesPart = (
    <RulesPart
      exchange={exchange}
      rulebook={rulebook}
      verdict={judge(rulebook)}
      earlier={earlier}
      form={refused}
      find={c.req.query('find') ?? ''}
      unconfirmed={unconfirmed}
    />
  )
  return answer(
    c,
    rulesPart,
    (part, frame) => (
      <RulesPage exchange={exchange} frame={frame}>
        {part}
      </RulesPage>
    ),
    status,
  )
}
