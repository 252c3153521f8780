import { namesakesAmong, tellApart } from '../participants/namesakes.ts'
import { paths } from '../paths.ts'
import { Card } from '../ui/card.tsx'
import { Name } from '../ui/heading.tsx'
import { inSentence } from '../ui/wording.ts'
import type { DrawnExchange, Ready } from './reads.ts'
import { isolated, namesOf } from './words.ts'

type Crowd = { exchange: Pick<DrawnExchange, 'id'>; people: Ready[] }

/** Who takes part in the draw, and what is still missing from whom before it. */
export function WhoTakesPart({ exchange, people }: Crowd) {
  const named = tellApart(people)
  return (
    <Card title="Who takes part" count={people.length}>
      {people.length > 0 && <Names people={named} />}
      {people.length > 0 && (
        <ul class="checks">
          <Check
            missing={named.filter(({ isConfirmed }) => !isConfirmed)}
            fine="Everyone has opened their link."
            one="hasn’t opened the link yet"
            many="haven’t opened the link yet"
          />
          <Check
            missing={named.filter(({ hasIdeas }) => !hasIdeas)}
            fine="Everyone has gift ideas."
            one="has no gift ideas yet"
            many="have no gift ideas yet"
          />
          <NamesakeChecks exchange={exchange} people={people} />
        </ul>
      )}
    </Card>
  )
}

const mostNames = 24

/** Everybody; of many the first, and the others behind a click. */
function Names({ people }: { people: Ready[] }) {
  if (people.length <= mostNames) return <p>{namesOf(people, mostNames)}</p>
  return (
    <>
      <p>{people.slice(0, mostNames).map(isolated).join(', ')} …</p>
      <Others label={`and ${people.length - mostNames} more`} people={people.slice(mostNames)} />
    </>
  )
}

function Others({ label, people }: { label: string; people: Ready[] }) {
  return (
    <details>
      <summary>{label}</summary>
      <p>{namesOf(people, people.length)}</p>
    </details>
  )
}

const mostNamesakes = 5

/** People of one name, whom their givers could not tell apart, while that can still be changed. */
function NamesakeChecks({ exchange, people }: Crowd) {
  const shared = namesakesAmong(people)
  return (
    <>
      {shared.slice(0, mostNamesakes).map((namesakes) => (
        <li class="attention">
          {namesakes.length} people are called <Name>{namesakes[0]?.name ?? ''}</Name>: {inSentence(namesakes.map(({ email }) => email))}. Their givers couldn’t
          tell who is meant. Ask them to add something to their names before you draw: they can do it in their profiles.{' '}
          <a href={paths.message(exchange.id)}>Write to everyone</a>
        </li>
      ))}
      {shared.length > mostNamesakes && <li class="attention">{shared.length - mostNamesakes} more names are shared by several people.</li>}
    </>
  )
}

function Check({ missing, fine, one, many }: { missing: Ready[]; fine: string; one: string; many: string }) {
  if (missing.length === 0) return <li>{fine}</li>
  if (missing.length > mostNames) {
    return (
      <li class="attention">
        {missing.length} people {many}. <Others label="Who?" people={missing} />
      </li>
    )
  }
  return (
    <li class="attention">
      {namesOf(missing)} {missing.length === 1 ? one : many}.
    </li>
  )
}
