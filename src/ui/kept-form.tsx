import { type KeptForm, textName } from '../web/kept-form.ts'
import { Actions, Button } from './button.tsx'
import { Card } from './card.tsx'

/** A form that was kept because its writer was signed out: to be sent once more, or to be copied. `isSignedIn`: whether it can be sent now. */
export function KeptFormCard({ kept: { path, fields }, isSignedIn }: { kept: KeptForm; isSignedIn: boolean }) {
  return (
    <Card title="What you typed" tone="next">
      <p>
        {isSignedIn
          ? 'You’d been signed out, so this wasn’t saved. You can send it again now.'
          : 'You’d been signed out, so this wasn’t saved. Keep this page open, sign in on another tab, then send it again from here. Or copy it.'}
      </p>
      <form method="post" action={path}>
        {fields.map(([name, value], index) => (
          <KeptField id={`kept-${index}`} name={name} value={value} />
        ))}
        <Actions>
          <Button>Send again</Button>
        </Actions>
      </form>
    </Card>
  )
}

/** What was typed into a form that can't be sent from here, to be copied into the one that can. */
export function TypedCard({ fields }: { fields: [string, string][] }) {
  const texts = fields.filter(([name, value]) => textName(name) !== undefined && value.trim() !== '')
  if (texts.length === 0) return null
  return (
    <Card title="What you typed" tone="next">
      <p>Copy it here, and send it from the right address.</p>
      {texts.map(([name, value], index) => (
        <KeptField id={`typed-${index}`} name={name} value={value} />
      ))}
    </Card>
  )
}

function KeptField({ id, name, value }: { id: string; name: string; value: string }) {
  const label = textName(name)
  if (label === undefined || value === '') return <input type="hidden" name={name} value={value} />
  const isLong = value.length > 80 || /[\r\n]/.test(value) || ['gift_ideas', 'message', 'description', 'people'].includes(name)
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {isLong ? (
        <textarea id={id} name={name} rows="6" readonly>
          {/* HTML drops the first line break of a text area, so this one is for it. */}
          {`\n${value}`}
        </textarea>
      ) : (
        <input id={id} name={name} type="text" value={value} readonly />
      )}
    </div>
  )
}
