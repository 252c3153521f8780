import type { Child } from '#jsx/jsx-runtime'
import type { Printer } from '../language/printer.ts'
import { inWords, type Refusal } from '../language/refusals.ts'
import { EmailPreview, renderEmail } from '../mail/layout.tsx'
import { paths } from '../paths.ts'
import { Badge } from '../ui/badge.tsx'
import { Actions, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { durationInWords } from '../ui/dates.ts'
import { Heading, Name } from '../ui/heading.tsx'
import { Message, Outcome } from '../ui/message.tsx'
import { Page } from '../ui/page.tsx'
import { PartsNav } from '../ui/parts-nav.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Expected, ExpectedEmails, Recipient } from './expected-emails.ts'
import type { Feasibility } from './feasibility.ts'
import { FeasibilityPart } from './feasibility-part.tsx'
import type { DrawnExchange } from './reads.ts'
import type { Rehearsal } from './rehearse.ts'
import { reportInWords } from './report.ts'

type About = Pick<DrawnExchange, 'id' | 'name' | 'matchInEmail'>

/** What a trial of the draw showed, and which e-mails the draw would send. `language` is the one in which the example stands. */
export function RehearsalPage({
  exchange,
  rehearsal,
  expected,
  language,
  frame,
}: {
  exchange: About
  rehearsal: Rehearsal
  expected: Expected
  language: string | undefined
  frame: Frame
}) {
  const { t } = frame
  const example = expected.emails.find((emails) => emails.t.language.code === language) ?? expected.emails[0]
  return (
    <RehearsalFrame exchange={exchange} frame={frame}>
      <Works rehearsal={rehearsal} t={t} />
      <Actions>
        <LinkButton path={paths.draw(exchange.id)}>{t('draw.rehearsal.goOn')}</LinkButton>
        <LinkButton path={paths.rehearsal(exchange.id)} tone="secondary">
          {t('draw.rehearsal.again')}
        </LinkButton>
      </Actions>
      <EmailsCard expected={expected} t={t} />
      {example && <ExampleCard exchange={exchange} expected={expected} example={example} t={t} />}
    </RehearsalFrame>
  )
}

/** Why names could not be drawn now, as the draw itself would say it. */
export function RefusedRehearsalPage({ exchange, refusal, feasibility, frame }: { exchange: About; refusal: Refusal; feasibility: Feasibility; frame: Frame }) {
  const { t } = frame
  return (
    <RehearsalFrame exchange={exchange} frame={frame}>
      <Message kind="problem">{inWords(refusal, t)}</Message>
      {feasibility.kind !== 'possible' && feasibility.kind !== 'too few people' && <FeasibilityPart exchangeId={exchange.id} feasibility={feasibility} t={t} />}
    </RehearsalFrame>
  )
}

function RehearsalFrame({ exchange, frame, children }: { exchange: About; frame: Frame; children: Child }) {
  const { t } = frame
  return (
    <Page title={t('draw.rehearsal.title', { exchange: exchange.name })} frame={frame} nav="admin">
      <Heading title={t('draw.rehearsal.heading')} back={{ path: paths.draw(exchange.id), label: t('draw.rehearsal.back') }} />
      <PartsNav id={exchange.id} here="overview" isWithin t={t} />
      {children}
    </Page>
  )
}

function Works({ rehearsal: { milliseconds, report, leavesOut }, t }: { rehearsal: Rehearsal; t: Printer }) {
  return (
    <Outcome kind="done" title={t('draw.rehearsal.works')}>
      <p>{reportInWords(report, t)}</p>
      <p>{t('draw.rehearsal.took', { duration: durationInWords(milliseconds, t) })}</p>
      {leavesOut && <p>{t('draw.rehearsal.giftsAhead')}</p>}
    </Outcome>
  )
}

function EmailsCard({ expected: { emails, unwanted, organisers }, t }: { expected: Expected; t: Printer }) {
  const count = emails.reduce((sum, { recipients }) => sum + recipients.length, 0)
  return (
    <Card title={t('draw.rehearsal.emails')} count={t.number(count)}>
      {emails.map(({ recipients, example, t: theirs }) => (
        <>
          <h3>
            <bdi lang={theirs.language.code}>{example.subject}</bdi> <Badge>{t.number(recipients.length)}</Badge>
          </h3>
          <Recipients people={recipients} t={t} />
        </>
      ))}
      {unwanted.length > 0 && (
        <>
          <p class="attention">{t('draw.rehearsal.emails.unwanted')}</p>
          <Recipients people={unwanted} t={t} />
        </>
      )}
      {organisers.length > 0 && <p class="quiet">{t('draw.rehearsal.emails.organisers', { addresses: t.list(organisers) })}</p>}
    </Card>
  )
}

const mostShown = 12

/** People with their addresses; of many the first, and the others behind a click. */
function Recipients({ people, t }: { people: Recipient[]; t: Printer }) {
  const [first, others] = [people.slice(0, mostShown), people.slice(mostShown)]
  return (
    <>
      <RecipientList people={first} />
      {others.length > 0 && (
        <details>
          <summary>{t('draw.people.others', { count: others.length })}</summary>
          <RecipientList people={others} />
        </details>
      )}
    </>
  )
}

function RecipientList({ people }: { people: Recipient[] }) {
  return (
    <ul class="recipients">
      {people.map(({ name, email }) => (
        <li>
          <Name>{name}</Name> <bdi dir="ltr">{email}</bdi>
        </li>
      ))}
    </ul>
  )
}

/** The e-mail as one of its readers gets it, in the language of that reader or another one that some of them read. */
function ExampleCard({ exchange, expected: { emails }, example, t }: { exchange: About; expected: Expected; example: ExpectedEmails; t: Printer }) {
  const [reader] = example.recipients
  const letter = { email: example.example, t: example.t }
  return (
    <Card id="preview" title={t('draw.rehearsal.preview')}>
      <p>{t(`draw.rehearsal.preview.${exchange.matchInEmail ? 'leadWithName' : 'lead'}`, { name: reader?.name ?? '' })}</p>
      {emails.length > 1 && <LanguageLinks exchange={exchange} emails={emails} chosen={example} t={t} />}
      <EmailPreview {...letter} />
      <details>
        <summary>{t('draw.rehearsal.preview.text')}</summary>
        <pre class="sample-text" lang={letter.t.language.code} dir={letter.t.language.direction}>
          {renderEmail(letter.email, letter.t).text}
        </pre>
      </details>
    </Card>
  )
}

function LanguageLinks({ exchange, emails, chosen, t }: { exchange: About; emails: ExpectedEmails[]; chosen: ExpectedEmails; t: Printer }) {
  return (
    <nav class="filters" aria-label={t('draw.rehearsal.preview.language')}>
      {emails.map((one) => {
        const { code, name } = one.t.language
        return (
          <a href={`${paths.rehearsal(exchange.id, code)}#preview`} lang={code} aria-current={one === chosen ? 'true' : undefined}>
            {name}
          </a>
        )
      })}
    </nav>
  )
}
