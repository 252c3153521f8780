import { paths } from '../paths.ts'
import { SendOrLeave } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { CurrentPassword, type NeededProof } from '../ui/current-password.tsx'
import { dateInWords, midnightAfter } from '../ui/dates.ts'
import { Fact, Facts } from '../ui/facts.tsx'
import { Form } from '../ui/form.tsx'
import { Heading, Name, toDesk } from '../ui/heading.tsx'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import type { Template } from './again.ts'
import type { OwnEarlierExchange } from './guards.ts'

/** Of the next exchange like an earlier one: what it takes over, and the button that makes the draft. `returners`: how many asked to be invited again. */
export function AgainPage({
  earlier,
  template: { details, hasPairs, isErased, questions },
  returners,
  nonce,
  frame,
}: {
  earlier: OwnEarlierExchange
  template: Template
  returners: number
  nonce: string
  frame: Frame
}) {
  const { t } = frame
  const back = isErased ? { path: paths.adminDashboard(), label: t('page.navigation.exchanges') } : toDesk(earlier)
  return (
    <Page title={t('exchanges.again.title')} frame={frame} nav="admin">
      <Heading title={t('exchanges.again.title')} lead={t.rich('exchanges.again.lead', { exchange: <Name>{earlier.name}</Name> })} back={back} />
      <Card title={t('exchanges.again.takenOver')}>
        <Facts isTable>
          <Fact term={t('exchanges.field.name')}>
            <Name>{details.name}</Name>
          </Fact>
          <Fact term={t('exchanges.field.registration_close_date')}>{midnightAfter(details.registrationCloseDate, t)}</Fact>
          <Fact term={t('exchanges.field.exchange_date')}>{dateInWords(details.exchangeDate, t)}</Fact>
        </Facts>
        <ul>
          <li>{t(isErased ? 'exchanges.again.detailsErased' : 'exchanges.again.details')}</li>
          {questions.length > 0 && <li>{t('exchanges.again.questions', { count: questions.length })}</li>}
          <li>{t(hasPairs ? 'exchanges.again.pairs' : 'exchanges.again.noPairs')}</li>
          <li>{t('exchanges.again.returners', { count: returners })}</li>
          <li>{t('exchanges.again.households')}</li>
        </ul>
      </Card>
      <Form action={paths.again(earlier.id)} isBare>
        <input type="hidden" name="nonce" value={nonce} />
        <SendOrLeave t={t} send={t('exchanges.again.send')} path={back.path} />
      </Form>
    </Page>
  )
}

/** Asks before all that is left of an exchange that was erased is forgotten. */
export function ForgetPage({ past, form, proof, frame }: { past: OwnEarlierExchange; form: Refused; proof: NeededProof | undefined; frame: Frame }) {
  const { t } = frame
  return (
    <Page title={t('exchanges.forget.title')} frame={frame} nav="admin">
      <Heading
        title={t.rich('exchanges.forget.question', { exchange: <Name>{past.name}</Name> })}
        back={{ path: paths.adminDashboard(), label: t('page.navigation.exchanges') }}
      />
      <Form action={paths.forget(past.id)} form={form} t={t}>
        <p>{t('exchanges.forget.then')}</p>
        <CurrentPassword form={form} proof={proof} t={t} />
        <SendOrLeave t={t} send={t('exchanges.forget.send')} tone="danger" path={paths.adminDashboard()} />
      </Form>
    </Page>
  )
}
