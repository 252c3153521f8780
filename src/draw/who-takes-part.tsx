import type { Printer } from '../language/printer.ts'
import { namesakesAmong, tellApart } from '../participants/namesakes.ts'
import { paths } from '../paths.ts'
import { Card } from '../ui/card.tsx'
import { Name } from '../ui/heading.tsx'
import type { DrawnExchange, Ready } from './reads.ts'
import { firstOf, namesOf } from './words.ts'

type Crowd = { exchange: Pick<DrawnExchange, 'id'>; people: Ready[]; t: Printer }

/** Who takes part in the draw, and what is still missing from whom before it. */
export function WhoTakesPart({ exchange, people, t }: Crowd) {
  const named = tellApart(people)
  return (
    <Card title={t('draw.people.title')} count={people.length}>
      {people.length > 0 && <Names people={named} t={t} />}
      {people.length > 0 && (
        <ul class="checks">
          <Check of="opened" missing={named.filter(({ isConfirmed }) => !isConfirmed)} t={t} />
          <Check of="ideas" missing={named.filter(({ hasIdeas }) => !hasIdeas)} t={t} />
          <NamesakeChecks exchange={exchange} people={people} t={t} />
        </ul>
      )}
    </Card>
  )
}

const mostNames = 24

/** Everybody; of many the first, and the others behind a click. */
function Names({ people, t }: Omit<Crowd, 'exchange'>) {
  if (people.length <= mostNames) return <p>{namesOf(people, t, mostNames)}</p>
  const [first, others] = [people.slice(0, mostNames), people.slice(mostNames)]
  return (
    <>
      <p>{t('draw.people.first', { names: firstOf(first, first.length, t) })}</p>
      <Others label={t('draw.people.others', { count: others.length })} people={others} t={t} />
    </>
  )
}

function Others({ label, people, t }: { label: string; people: Ready[]; t: Printer }) {
  return (
    <details>
      <summary>{label}</summary>
      <p>{namesOf(people, t, people.length)}</p>
    </details>
  )
}

const mostNamesakes = 5

/** People of one name, whom their givers could not tell apart, while that can still be changed. */
function NamesakeChecks({ exchange, people, t }: Crowd) {
  const shared = namesakesAmong(people)
  return (
    <>
      {shared.slice(0, mostNamesakes).map((namesakes) => (
        <li class="attention">
          {t.rich('draw.people.namesakes', {
            count: namesakes.length,
            name: <Name>{namesakes[0]?.name ?? ''}</Name>,
            addresses: t.list(namesakes.map(({ email }) => email)),
            link: (words) => <a href={paths.message(exchange.id)}>{words}</a>,
          })}
        </li>
      ))}
      {shared.length > mostNamesakes && <li class="attention">{t('draw.people.moreNamesakes', { count: shared.length - mostNamesakes })}</li>}
    </>
  )
}

/** Whether everybody has opened the link, or has gift ideas, and who has not. */
function Check({ of, missing, t }: { of: 'opened' | 'ideas'; missing: Ready[]; t: Printer }) {
  const count = missing.length
  if (count === 0) return <li>{t(`draw.people.${of}.all`)}</li>
  if (count <= mostNames) return <li class="attention">{t(`draw.people.${of}.missing`, { count, names: namesOf(missing, t) })}</li>
  return (
    <li class="attention">
      {t(`draw.people.${of}.manyMissing`, { count })} <Others label={t('draw.people.who')} people={missing} t={t} />
    </li>
  )
}
