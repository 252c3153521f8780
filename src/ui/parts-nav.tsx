import type { Printer } from '../language/printer.ts'
import { paths } from '../paths.ts'

/** The parts of an exchange that its organiser goes back and forth between. */
const parts = {
  overview: (id: string) => paths.exchange(id),
  people: (id: string) => paths.people(id),
  questions: (id: string) => paths.questions(id),
  rules: (id: string) => paths.rules(id),
  messages: (id: string) => paths.message(id),
  settings: (id: string) => paths.notifications(id),
}

type Properties = { id: string; here: keyof typeof parts; isWithin?: boolean; t: Printer }

/** Leads to every part of an exchange, the same on each of its pages. `here`: the part that the page is, or, with `isWithin`, belongs to. */
export function PartsNav({ id, here, isWithin, t }: Properties) {
  const keys = Object.keys(parts) as (keyof typeof parts)[]
  return (
    <nav class="parts" aria-label={t('parts')}>
      {keys.map((part) => (
        <a href={parts[part](id)} aria-current={part === here ? (isWithin ? 'true' : 'page') : undefined}>
          {t(`parts.${part}`)}
        </a>
      ))}
    </nav>
  )
}
