import type { Printer } from '../language/printer.ts'
import { paths } from '../paths.ts'
import { SendOrLeave } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { CurrentPassword, type NeededProof } from '../ui/current-password.tsx'
import { Form } from '../ui/form.tsx'
import type { Refused } from '../web/form.ts'
import { chosenIn } from './rule-forms.tsx'

type Properties = { exchangeId: string; rule: string; form: Refused; proof: NeededProof | undefined; t: Printer }

/**
 * Asks before a rule, here in words, changes a draw. How many matches it would change is not told: with a rule one way, that number would
 * say whether the first of the two gives to the second.
 */
export function ConfirmRule({ exchangeId, rule, form, proof, t }: Properties) {
  const { kind, earlier_exchange_id: earlier } = form.typed
  return (
    <Card title={t('draw.confirmRule.title')} tone="next" isAlert>
      <p>{t.rich('draw.confirmRule.rule', { rule: <b dir="auto">{rule}</b> })}</p>
      <p>{t('draw.confirmRule.means')}</p>
      <Form action={paths.rules(exchangeId)} isBare>
        <input type="hidden" name="kind" value={kind} />
        {chosenIn(form).map((id) => (
          <input type="hidden" name="participant_ids" value={id} />
        ))}
        {earlier !== undefined && <input type="hidden" name="earlier_exchange_id" value={earlier} />}
        <input type="hidden" name="confirm" value="yes" />
        <CurrentPassword form={form} proof={proof} t={t} />
        <SendOrLeave t={t} send={t('draw.confirmRule.send')} leave={t('draw.confirmRule.leave')} path={paths.rules(exchangeId)} />
      </Form>
    </Card>
  )
}
