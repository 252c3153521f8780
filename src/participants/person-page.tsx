import type { Child } from '#jsx/jsx-runtime'
import { reasonInWords } from '../language/mail-reasons.ts'
import type { Printer, Tag } from '../language/printer.ts'
import { paths } from '../paths.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { shortDay } from '../ui/dates.ts'
import { Fact, Facts } from '../ui/facts.tsx'
import { Form } from '../ui/form.tsx'
import { Heading, Name } from '../ui/heading.tsx'
import { Message } from '../ui/message.tsx'
import { Page } from '../ui/page.tsx'
import { PartsNav } from '../ui/parts-nav.tsx'
import { StatusMark } from '../ui/status-mark.tsx'
import type { Frame } from '../web/answer.tsx'
import { toPeople } from './people-page.tsx'
import type { ExchangeOfPeople, WholePerson } from './reads.ts'
import { isDrawn, status, statusInWords } from './status.ts'

type PersonProperties = { exchange: ExchangeOfPeople; person: WholePerson; t: Printer }

type PageProperties = Omit<PersonProperties, 't'> & { problem?: string | undefined; frame: Frame }

/** Everything the organiser may know of someone, and what can be done for them. Never whom they drew, nor what they would like. */
export function PersonPage({ exchange, person, problem, frame }: PageProperties) {
  const { t } = frame
  return (
    <Page title={person.name} frame={frame} nav="admin" wide>
      <Heading title={<Name>{person.name}</Name>} lead={<StatusMark status={statusInWords(person, exchange, t)} />} back={toPeople(exchange, t)} />
      <PartsNav id={exchange.id} here="people" isWithin t={t} />
      {problem && <Message kind="problem">{problem}</Message>}
      <div class="columns">
        <Card title={t('person.facts')}>
          {person.hasLeft ? <PastFacts exchange={exchange} person={person} t={t} /> : <PresentFacts exchange={exchange} person={person} t={t} />}
        </Card>
        {person.hasLeft ? <WayBack exchange={exchange} person={person} t={t} /> : <Deeds exchange={exchange} person={person} t={t} />}
      </div>
    </Page>
  )
}

function PastFacts({ exchange: { timezone }, person: { email, joinedAt, leftAt }, t }: PersonProperties) {
  return (
    <Facts isTable>
      <Fact term={t('person.facts.email')}>
        <bdi dir="ltr">{email}</bdi>
      </Fact>
      <Fact term={t('person.facts.joined')}>{shortDay(joinedAt, timezone, t)}</Fact>
      {leftAt !== null && <Fact term={t('person.facts.left')}>{shortDay(leftAt, timezone, t)}</Fact>}
    </Facts>
  )
}

function PresentFacts({ exchange, person, t }: PersonProperties) {
  const { email, joinedAt, addedByOrganiser, signedIn, hasIdeas, looked, reminderEnabled } = person
  return (
    <Facts isTable>
      <Fact term={t('person.facts.email')}>
        <bdi dir="ltr">{email}</bdi>
      </Fact>
      <Fact term={t('person.facts.joined')}>
        {t(addedByOrganiser ? 'person.facts.joined.added' : 'person.facts.joined.invited', { date: shortDay(joinedAt, exchange.timezone, t) })}
      </Fact>
      <Fact term={t('person.facts.link')}>
        <MailFact person={person} t={t} />
      </Fact>
      <Fact term={t('person.facts.opened')}>{t(signedIn ? 'person.facts.opened.yes' : 'person.facts.opened.no')}</Fact>
      <Fact term={t('person.facts.giftIdeas')}>{t(hasIdeas ? 'person.facts.giftIdeas.yes' : 'person.facts.giftIdeas.no')}</Fact>
      {isDrawn(exchange.state) && (
        <Fact term={t('person.facts.match')}>{t(`person.facts.match.${looked ? 'looked' : exchange.matchInEmail ? 'told' : 'notLooked'}`)}</Fact>
      )}
      <Fact term={t('person.facts.reminders')}>{t(reminderEnabled ? 'person.facts.reminders.on' : 'person.facts.reminders.off')}</Fact>
    </Facts>
  )
}

/** How the newest e-mail with a link fared, and what helps where it did not arrive. */
function MailFact({ person: { mail, mailError, signedIn }, t }: { person: WholePerson; t: Printer }) {
  const advice = (words: string) => <span class="quiet beside">{words}</span>
  const error: Tag = (words) => <b class="error">{words}</b>
  switch (mail) {
    case 'queued':
      return <>{t('person.facts.link.waiting')}</>
    case 'sent':
      return (
        <>
          {t('person.facts.link.sent')} {!signedIn && advice(t('person.facts.link.sent.advice'))}
        </>
      )
    case 'given_up':
      return (
        <>
          {t.rich('person.facts.link.failed', { reason: reasonInWords(mailError, t), b: error })} {advice(t('person.facts.link.failed.advice'))}
        </>
      )
    case 'expired':
      return (
        <>
          {t('person.facts.link.expired')} {advice(t('person.facts.link.expired.advice'))}
        </>
      )
    case 'unwanted':
      return (
        <>
          {t('person.facts.link.unwanted')} {advice(t('person.facts.link.unwanted.advice'))}
        </>
      )
    case null:
      return (
        <>
          {t('person.facts.link.none')} {advice(t('person.facts.link.none.advice'))}
        </>
      )
  }
}

/** What the organiser can do for someone, and what comes of it. */
function Deeds({ exchange, person, t }: PersonProperties) {
  const isOver = exchange.state === 'completed'
  const { kind } = status(person, exchange)
  const isWrong = kind === 'mail-failed' && person.mail === 'given_up'
  const isWaited = kind === 'not-signed-in' || kind === 'not-looked' || (kind === 'mail-failed' && !isWrong)
  return (
    <Card title={t('person.deeds')}>
      <ul class="deeds">
        {person.mail !== 'unwanted' && (
          <Deed words={t('person.deeds.sendLink.hint', { address: person.email })}>
            <Form action={paths.resendLink(exchange.id, person.id)} isBare>
              <input type="hidden" name="from" value="person" />
              <Button tone={isWaited ? 'primary' : 'secondary'}>{t('person.deeds.sendLink')}</Button>
            </Form>
          </Deed>
        )}
        {!isOver && (
          <Deed words={t('person.deeds.correct.hint')}>
            <LinkButton path={paths.correctEmail(exchange.id, person.id)} tone={isWrong ? 'primary' : 'secondary'}>
              {t('person.deeds.correct')}
            </LinkButton>
          </Deed>
        )}
        {!isOver && (
          <Deed words={`${kind === 'wants-out' ? `${t('person.deeds.remove.asked')} ` : ''}${t('person.deeds.remove.hint')}`}>
            <LinkButton path={paths.removePerson(exchange.id, person.id)} tone="secondary">
              {t('person.deeds.remove')}
            </LinkButton>
          </Deed>
        )}
      </ul>
    </Card>
  )
}

function Deed({ words, children }: { words: string; children: Child }) {
  return (
    <li>
      <p class="quiet">{words}</p>
      {children}
    </li>
  )
}

/** How someone who has left comes back, where people can still be added. */
function WayBack({ exchange, person, t }: PersonProperties) {
  const { id, state } = exchange
  const canAdd = state === 'registration_open' || state === 'registration_closed' || state === 'matched'
  return (
    <Card title={t('person.left')}>
      {canAdd ? (
        <Form action={paths.addPerson(id)} isBare>
          <p>{t('person.left.wayBack')}</p>
          <input type="hidden" name="name" value={person.name} />
          <input type="hidden" name="email" value={person.email} />
          <Button tone="secondary">{t('person.left.addAgain')}</Button>
        </Form>
      ) : (
        <p>{t('person.left.noWayBack')}</p>
      )}
    </Card>
  )
}
