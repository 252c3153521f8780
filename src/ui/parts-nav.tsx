import { paths } from '../paths.ts'

/** The parts of an exchange that its organiser goes back and forth between. */
const parts = { Overview: (id: string) => paths.exchange(id), People: paths.people, Rules: paths.rules, Messages: paths.message, Settings: paths.notifications }

/** Leads to every part of an exchange, the same on each of its pages. `here`: the part that the page is, or, with `isWithin`, belongs to. */
export function PartsNav({ id, here, isWithin }: { id: string; here: keyof typeof parts; isWithin?: boolean }) {
  return (
    <nav class="parts" aria-label="Parts of the exchange">
      {Object.entries(parts).map(([part, path]) => (
        <a href={path(id)} aria-current={part === here ? (isWithin ? 'true' : 'page') : undefined}>
          {part}
        </a>
      ))}
    </nav>
  )
}
