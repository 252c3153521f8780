import type { ExchangeState } from './exchange-states.ts'
import type { ListedPerson } from './reads.ts'

/** How it stands with somebody, in two or three words; what the organiser could do something about stands out. */
export function Status({ person, state }: { person: ListedPerson; state: ExchangeState }) {
  const { hasIdeas, looked } = person
  if (state === 'matched' || state === 'completed') return <span>{looked ? 'Has looked' : 'Hasn’t looked yet'}</span>
  if (person.mail === 'given_up' || person.mail === 'expired') return <strong>E-mail failed</strong>
  if (!person.confirmed) return <em>Hasn’t opened the link</em>
  return hasIdeas ? <span>Ready</span> : <em>No gift ideas yet</em>
}
