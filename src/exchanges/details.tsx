import type { Child } from '#jsx/jsx-runtime'
import { paths } from '../paths.ts'
import { Fold } from '../ui/card.tsx'
import { dateInWords, dayInWords, zoneInWords } from '../ui/dates.ts'
import { Fact, Facts } from '../ui/facts.tsx'
import { UserText } from '../ui/user-text.tsx'
import { type ExchangeDetails, mayEdit } from './exchange-details.ts'
import { labels } from './fields.tsx'
import { detailOf, type FieldName, fieldNames } from './forms.ts'
import type { Desk } from './reads.ts'

/** What the organiser has decided; each value that can still be changed opens its own small form. */
export function Details({ desk }: { desk: Desk }) {
  return (
    <Fold id="details" title="Details" unfolds>
      <Facts isTable>
        {fieldNames.map((name) => (
          <Fact term={shortLabels[name] ?? labels[name]} id={placeOf(name)}>
            <Value desk={desk} name={name} />
          </Fact>
        ))}
      </Facts>
      {fieldNames.some((name) => mayEdit(desk.state, detailOf[name])) && (
        <p class="quiet">
          Choose a value to change it, or <a href={paths.editExchange(desk.id)}>change several at once</a>.
        </p>
      )}
    </Fold>
  )
}

/** Labels that differ beside a value from those beside its box. */
const shortLabels: Partial<Record<FieldName, string>> = { match_in_email: 'Names in e\u2011mail', reply_to: 'Answers' }

/** Where a value stands on the desk, and its form while it is changed. */
export function placeOf(name: FieldName): string {
  return `value-${name}`
}

/** The fragment for one value. `isBack`: it comes back from being changed, and takes the focus with it. */
export function Value({ desk, name, isBack }: { desk: Desk; name: FieldName; isBack?: boolean }) {
  const value = valueInWords(desk, name)
  const isText = name === 'description' && desk.description !== ''
  if (!mayEdit(desk.state, detailOf[name])) return isText ? <UserText text={desk.description} /> : <span>{value}</span>
  return (
    <>
      {isText && <UserText text={desk.description} />}
      <Opener desk={desk} name={name} isBack={isBack}>
        {isText ? 'Change the description' : value}
      </Opener>
    </>
  )
}

function Opener({ desk, name, isBack, children }: { desk: Desk; name: FieldName; isBack?: boolean; children: Child }) {
  const edit = paths.editExchange(desk.id, name)
  return (
    <a class="value" href={edit} hx-get={edit} hx-target={`#${placeOf(name)}`} hx-swap="innerHTML" title={`Change “${labels[name]}”`} autofocus={isBack}>
      {children}
    </a>
  )
}

/** A detail as people read it. */
export function valueInWords(details: ExchangeDetails, name: FieldName): string {
  switch (name) {
    case 'registration_close_date':
      return `${dayInWords(details.registrationCloseDate)}, midnight`
    case 'exchange_date':
      return dateInWords(details.exchangeDate)
    case 'timezone':
      return `${zoneInWords(details.timezone)} (${details.timezone})`
    case 'max_participants':
      return details.maxParticipants === null ? 'no limit' : String(details.maxParticipants)
    case 'match_in_email':
      return details.matchInEmail ? 'yes' : 'no, just a link'
    case 'reply_to':
      return details.replyTo ? 'come to you' : 'no one reads them'
    default:
      return details[name] || 'not set'
  }
}
