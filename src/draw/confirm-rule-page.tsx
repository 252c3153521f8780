import { paths } from '../paths.ts'
import { SendOrLeave } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { CurrentPassword } from '../ui/current-password.tsx'
import { Form } from '../ui/form.tsx'
import type { Refused } from '../web/form.ts'
import { chosenIn } from './rule-forms.tsx'

/**
 * Asks before a rule, here in words, changes a draw. How many matches it would change is not told: with a rule one way, that number would
 * say whether the first of the two gives to the second.
 */
export function ConfirmRule({ exchangeId, rule, form, needsPassword }: { exchangeId: string; rule: string; form: Refused; needsPassword: boolean }) {
  const { kind, earlier_exchange_id: earlier } = form.typed
  return (
    <Card title="The names are drawn already" tone="next" isAlert>
      <p>
        New rule: <b dir="auto">{rule}</b>
      </p>
      <p>
        If the draw breaks the new rule, as few people as possible get someone else to give to, and only they are told. If it doesn’t, nothing changes. You’re
        not told which it was, since that could give a match away.
      </p>
      <Form action={paths.rules(exchangeId)} isBare>
        <input type="hidden" name="kind" value={kind} />
        {chosenIn(form).map((id) => (
          <input type="hidden" name="participant_ids" value={id} />
        ))}
        {earlier !== undefined && <input type="hidden" name="earlier_exchange_id" value={earlier} />}
        <input type="hidden" name="confirm" value="yes" />
        <CurrentPassword form={form} isNeeded={needsPassword} />
        <SendOrLeave send="Add the rule and keep to it" leave="Don’t add it" path={paths.rules(exchangeId)} />
      </Form>
    </Card>
  )
}
