/** A finished text, in which names in braces stand where the values of a row go. */
export type Template = (string | { slot: string })[]

/** What the other servers need in order to give the same answers as the app: its pages, and the headers around them. */
export type Templates = {
  invitation: Template
  dashboard: Template
  /** Between the names of a list. */
  betweenNames: string
  /** What stands around a web address that somebody wrote; `href` is the slot. */
  link: Template
  headers: { invitation: Record<string, string>; dashboard: Record<string, string> }
}

/**
 * Makes a template of a text by cutting known values out of it, longest first, so that the benchmark's other servers always
 * show what the app shows. A regular expression is looked for between the tags only. Throws when a value is not there.
 */
export function cutOut(text: string, values: Record<string, string | RegExp>): Template {
  let template: Template = [text]
  const lengthOf = (value: string | RegExp) => (typeof value === 'string' ? value.length : 0)
  for (const [slot, value] of Object.entries(values).sort(([, one], [, other]) => lengthOf(other) - lengthOf(one))) {
    const before = template.length
    template = template.flatMap((part) => (typeof part === 'string' ? split(part, value, slot) : [part]))
    if (template.length === before) throw new Error(`The app's answer does not show its ${slot} (${value}) any more: mend tests/bench/answers.ts.`)
  }
  return template
}

function split(text: string, value: string | RegExp, slot: string): Template {
  const found = typeof value === 'string' ? text.split(value) : splitBetweenTags(text, value)
  return found.flatMap((part, index) => (index === 0 ? [part] : [{ slot }, part]))
}

function splitBetweenTags(text: string, value: RegExp): string[] {
  const marked = text.replaceAll(/(<[^>]*>)|([^<]+)/g, (_, tag: string | undefined, words: string) => tag ?? words.replaceAll(value, '\0'))
  return marked.split('\0')
}

/** A function that fills the template in: as quick as a template string that was written by hand, since it is one. */
export function compile(template: Template): (values: Record<string, string>) => string {
  const literal = (text: string) => text.replaceAll(/[\\`]|\$\{/g, '\\$&')
  const body = template.map((part) => (typeof part === 'string' ? literal(part) : `\${values.${part.slot}}`)).join('')
  return new Function('values', `return \`${body}\``) as (values: Record<string, string>) => string
}

/** The same template in Jinja's words; `slots` says how each is filled in. */
export function inJinja(template: Template, slots: Record<string, string>): string {
  return template.map((part) => (typeof part === 'string' ? literalInJinja(part) : (slots[part.slot] ?? `{{ ${part.slot} }}`))).join('')
}

function literalInJinja(text: string): string {
  return /\{[{%#]/.test(text) ? `{% raw %}${text}{% endraw %}` : text
}
