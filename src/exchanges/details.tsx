import type { Child } from '#jsx/jsx-runtime'
import { nameOf } from '../language/languages.ts'
import type { Printer } from '../language/printer.ts'
import { paths } from '../paths.ts'
import { Fold } from '../ui/card.tsx'
import { dateInWords, dayInWords, zoneInWords } from '../ui/dates.ts'
import { Fact, Facts } from '../ui/facts.tsx'
import { UserText } from '../ui/user-text.tsx'
import { type ExchangeDetails, mayEdit } from './exchange-details.ts'
import { labelOf } from './fields.tsx'
import { detailOf, type FieldName, fieldNames } from './forms.ts'
import type { Desk } from './reads.ts'

/** What the organiser has decided; each value that can still be changed opens its own small form. */
export function Details({ desk, t }: { desk: Desk; t: Printer }) {
  return (
    <Fold id="details" title={t('exchanges.details')} unfolds>
      <Facts isTable>
        {fieldNames.map((name) => (
          <Fact term={termOf(name, t)} id={placeOf(name)}>
            <Value desk={desk} name={name} t={t} />
          </Fact>
        ))}
      </Facts>
      {fieldNames.some((name) => mayEdit(desk.state, detailOf[name])) && (
        <p class="quiet">{t.rich('exchanges.details.choose', { link: (words) => <a href={paths.editExchange(desk.id)}>{words}</a> })}</p>
      )}
    </Fold>
  )
}

/** What a value is called, which differs beside a ticked box from the label of the box. */
function termOf(name: FieldName, t: Printer): string {
  if (name === 'match_in_email') return t('exchanges.details.matchInEmail')
  if (name === 'messages') return t('exchanges.details.messages')
  if (name === 'remember_pairs') return t('exchanges.details.rememberPairs')
  return name === 'reply_to' ? t('exchanges.details.replyTo') : labelOf(name, t)
}

/** Where a value stands on the desk, and its form while it is changed. */
export function placeOf(name: FieldName): string {
  return `value-${name}`
}

type ValueProperties = { desk: Desk; name: FieldName; isBack?: boolean | undefined; t: Printer }

/** The fragment for one value. `isBack`: it comes back from being changed, and takes the focus with it. */
export function Value({ desk, name, isBack, t }: ValueProperties) {
  const value = valueInWords(desk, name, t)
  const isText = name === 'description' && desk.description !== ''
  if (!mayEdit(desk.state, detailOf[name])) return isText ? <UserText text={desk.description} /> : <span>{value}</span>
  return (
    <>
      {isText && <UserText text={desk.description} />}
      <Opener desk={desk} name={name} isBack={isBack} t={t}>
        {isText ? t('exchanges.details.changeDescription') : value}
      </Opener>
    </>
  )
}

function Opener({ desk, name, isBack, t, children }: ValueProperties & { children: Child }) {
  const edit = paths.editExchange(desk.id, name)
  const title = t('exchanges.details.change', { field: labelOf(name, t) })
  return (
    <a class="value" href={edit} hx-get={edit} hx-target={`#${placeOf(name)}`} hx-swap="innerHTML" title={title} autofocus={isBack}>
      {children}
    </a>
  )
}

/** A detail as people read it. */
export function valueInWords(details: ExchangeDetails, name: FieldName, t: Printer): string {
  switch (name) {
    case 'registration_close_date':
      return t('dates.midnightAfter', { date: dayInWords(details.registrationCloseDate, t) })
    case 'exchange_date':
      return dateInWords(details.exchangeDate, t)
    case 'timezone':
      return t('exchanges.details.timezone', { zone: zoneInWords(details.timezone, t), name: details.timezone })
    case 'language':
      return nameOf(details.language)
    case 'max_participants':
      return details.maxParticipants === null ? t('exchanges.details.noLimit') : t.number(details.maxParticipants)
    case 'match_in_email':
      return t(details.matchInEmail ? 'exchanges.details.namesInEmail' : 'exchanges.details.linkInEmail')
    case 'reply_to':
      return t(details.replyTo ? 'exchanges.details.answersToYou' : 'exchanges.details.answersToNobody')
    case 'remember_pairs':
      return t(details.rememberPairs ? 'exchanges.details.pairsRemembered' : 'exchanges.details.pairsForgotten')
    case 'messages':
      return t(details.messages ? 'exchanges.details.messagesOn' : 'exchanges.details.messagesOff')
    default:
      return details[name] || t('exchanges.details.notSet')
  }
}
