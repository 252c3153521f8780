import type { Printer } from '../language/printer.ts'
import { type KeptForm, textName } from '../web/kept-form.ts'
import { Actions, Button } from './button.tsx'
import { Card } from './card.tsx'

/** A form that was kept because its writer was signed out: to be sent once more, or to be copied. `isSignedIn`: whether it can be sent now. */
export function KeptFormCard({ kept: { path, fields }, isSignedIn, t }: { kept: KeptForm; isSignedIn: boolean; t: Printer }) {
  return (
    <Card title={t('keptForm.title')} tone="next">
      <p>{t(isSignedIn ? 'keptForm.sendAgain' : 'keptForm.signInFirst')}</p>
      <form method="post" action={path}>
        {fields.map(([name, value], index) => (
          <KeptField id={`kept-${index}`} name={name} value={value} t={t} />
        ))}
        <Actions>
          <Button>{t('keptForm.send')}</Button>
        </Actions>
      </form>
    </Card>
  )
}

/** What was typed into a form that can't be sent from here, to be copied into the one that can. */
export function TypedCard({ fields, t }: { fields: [string, string][]; t: Printer }) {
  const texts = fields.filter(([name, value]) => textName(name, t) !== undefined && value.trim() !== '')
  if (texts.length === 0) return null
  return (
    <Card title={t('keptForm.title')} tone="next">
      <p>{t('keptForm.copy')}</p>
      {texts.map(([name, value], index) => (
        <KeptField id={`typed-${index}`} name={name} value={value} t={t} />
      ))}
    </Card>
  )
}

function KeptField({ id, name, value, t }: { id: string; name: string; value: string; t: Printer }) {
  const label = textName(name, t)
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
