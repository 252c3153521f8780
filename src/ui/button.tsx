import type { Child } from '#jsx/jsx-runtime'
import type { Printer } from '../language/printer.ts'

/** How much a button matters: the one obvious thing to do, something else, something that is for good, or a small thing in a line of text. */
type Tone = 'primary' | 'secondary' | 'danger' | 'plain'

const looks: Record<Tone, string> = { primary: 'button', secondary: 'button secondary', danger: 'button danger', plain: 'link' }

type ButtonProperties = {
  tone?: Tone
  /** What screen readers say where the words alone do not tell which of several it is. */
  label?: string | undefined
  name?: string
  value?: string
  /** Whether the cursor starts here. */
  autofocus?: boolean | undefined
  children: Child
  [other: `hx-${string}` | `form${string}`]: string | boolean
}

/** A button that sends the form it stands in. */
export function Button({ tone = 'primary', label, children, ...rest }: ButtonProperties) {
  return (
    <button class={looks[tone]} aria-label={label} {...rest}>
      {children}
    </button>
  )
}

/** A button that only a script can do something with; the script shows it. `data` is what the script finds it by. */
export function ScriptButton({ children, ...data }: { children: Child; [data: `data-${string}`]: string | boolean }) {
  return (
    <button class="button secondary" type="button" hidden {...data}>
      {children}
    </button>
  )
}

type LinkProperties = {
  path: string
  tone?: Exclude<Tone, 'plain'>
  label?: string | undefined
  children: Child
  [other: `hx-${string}` | `data-${string}`]: string | boolean
}

/** A link that leads to a page and looks like a button; `danger` where that page asks before something is for good. */
export function LinkButton({ path, tone = 'primary', label, children, ...rest }: LinkProperties) {
  return (
    <a class={tone === 'danger' ? 'button secondary danger' : looks[tone]} href={path} aria-label={label} {...rest}>
      {children}
    </a>
  )
}

/** Buttons in a row, which stand below each other on a phone. */
export function Actions({ children }: { children: Child }) {
  return <div class="actions">{children}</div>
}

type Ends = { send: string; tone?: Tone; leave?: string; path: string; t: Printer }

/** The two ends of a form: the button that sends it, and the link to the page that one goes back to without. */
export function SendOrLeave({ send, tone = 'primary', path, t, leave = t('form.cancel') }: Ends) {
  return (
    <Actions>
      <Button tone={tone}>{send}</Button>
      <LinkButton path={path} tone="secondary">
        {leave}
      </LinkButton>
    </Actions>
  )
}
