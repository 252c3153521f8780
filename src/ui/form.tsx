import type { Child } from '#jsx/jsx-runtime'
import type { Printer } from '../language/printer.ts'
import type { Refused } from '../web/form.ts'
import { CardTitle } from './card.tsx'
import { Problems } from './field.tsx'

type FormProperties = Content & {
  action: string
  title?: Child
  /** Names the form where it takes the place of itself when it is refused; without it, a whole page answers. */
  id?: string
  /** Whether it stands in a card of somebody else's. */
  isBare?: boolean
  hasFiles?: boolean
  children: Child
}

/** What was wrong with it, shown above the fields. */
type Content = { form: Refused; t: Printer } | { form?: undefined; t?: Printer }

/** A form that is sent by POST, and only once however often its button is pressed. */
export function Form({ action, title, id, isBare, hasFiles, children, ...content }: FormProperties) {
  return (
    <form
      id={id}
      class={isBare ? undefined : 'card'}
      method="post"
      action={action}
      enctype={hasFiles ? 'multipart/form-data' : undefined}
      novalidate
      {...(id === undefined ? {} : swapped(action, `#${id}`))}
    >
      {title !== undefined && <CardTitle title={title} />}
      {content.form && <Problems {...content} />}
      {children}
    </form>
  )
}

/** What lets htmx send a form and put the answer in the place of `target`. */
export function swapped(action: string, target: string) {
  return { 'hx-post': action, 'hx-target': target, 'hx-swap': 'outerHTML', 'hx-disable': 'findAll button' }
}
