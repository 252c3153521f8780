import type { Child } from '#jsx/jsx-runtime'
import type { Printer } from '../language/printer.ts'
import type { Refused } from '../web/form.ts'

type FieldProperties = {
  form: Refused
  t: Printer
  name: string
  /** Where one page has two fields of a name. */
  id?: string
  label: Child
  /** A line of help below the label. */
  hint?: Child
  /** `either`: it or another one is needed, which the labels tell. */
  optional?: boolean | 'either'
  /** Whether the cursor starts here; a wrong answer comes first. */
  autofocus?: boolean
}

type InputProperties = FieldProperties & {
  type?: 'text' | 'email' | 'password' | 'date' | 'number'
  autocomplete?: string
  autocapitalize?: string
  inputmode?: string
  maxlength?: number
  min?: string
  readonly?: boolean
  spellcheck?: 'false'
  list?: string
}

/** A field of one line. Passwords are never shown again. */
export function Input({ form, t, name, id = name, label, hint, optional, autofocus, type = 'text', ...rest }: InputProperties) {
  return (
    <Labelled form={form} t={t} name={name} id={id} label={label} hint={hint} optional={optional}>
      <input
        id={id}
        name={name}
        type={type}
        value={type === 'password' ? undefined : (form.typed[name] ?? '')}
        required={!optional}
        {...rest}
        {...tied({ form, name, hint, autofocus }, id)}
      />
    </Labelled>
  )
}

/** A field of many lines. `children` stand below it, like a counter. */
export function TextArea({
  form,
  t,
  name,
  id = name,
  label,
  hint,
  optional,
  autofocus,
  rows = 6,
  children,
  ...rest
}: FieldProperties & { rows?: number; autocomplete?: string; children?: Child; [hx: `hx-${string}`]: string }) {
  return (
    <Labelled form={form} t={t} name={name} id={id} label={label} hint={hint} optional={optional}>
      <textarea id={id} name={name} rows={String(rows)} required={!optional} {...rest} {...tied({ form, name, hint, autofocus }, id)}>
        {/* HTML drops the first line break of a text area, so this one is for it. */}
        {`\n${form.typed[name] ?? ''}`}
      </textarea>
      {children}
    </Labelled>
  )
}

type SelectProperties = FieldProperties & {
  /** What can be chosen, and how it is called. */
  options: readonly { value: string; label: string }[]
  [data: `data-${string}`]: boolean
}

/** A choice of one among many. */
export function Select({ form, t, name, id = name, label, hint, options, autofocus, ...rest }: SelectProperties) {
  return (
    <Labelled form={form} t={t} name={name} id={id} label={label} hint={hint}>
      <select id={id} name={name} required {...rest} {...tied({ form, name, hint, autofocus }, id)}>
        {options.map((option) => (
          <option value={option.value} selected={option.value === form.typed[name]}>
            {option.label}
          </option>
        ))}
      </select>
    </Labelled>
  )
}

/** A box to tick. */
export function Checkbox({ form, name, id = name, label, hint, autofocus }: FieldProperties) {
  return (
    <div class="field check">
      <input
        id={id}
        name={name}
        type="checkbox"
        value="on"
        checked={Boolean(form.typed[name])}
        autofocus={autofocus}
        aria-describedby={hint ? `${id}-hint` : undefined}
      />
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}

/** What is wrong with the form as a whole, or how much is; announced when it appears. */
export function Problems({ form, t }: { form: Refused; t: Printer }) {
  const count = Object.keys(form.errors).length
  if (count === 0) return null
  return (
    <p class="message problem" role="alert" tabindex="-1">
      {form.errors.form ?? t('form.problems', { count })}
    </p>
  )
}

function Labelled({ form, t, name, id = name, label, hint, optional, children }: FieldProperties & { children?: Child }) {
  const error = form.errors[name]
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for={id}>
        {label}
        {optional === true && <span class="optional"> {t('form.optional')}</span>}
      </label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {children}
    </div>
  )
}

/** Ties a field to its help and its error, and puts the cursor into the first wrong one. */
function tied({ form, name, hint, autofocus }: Pick<FieldProperties, 'form' | 'name' | 'hint' | 'autofocus'>, id = name) {
  const error = form.errors[name]
  const about = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return {
    'aria-describedby': about || undefined,
    'aria-invalid': error ? 'true' : undefined,
    autofocus: Object.keys(form.errors)[0] === name || autofocus,
  }
}
