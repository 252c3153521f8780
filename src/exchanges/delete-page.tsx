import type { Printer } from '../language/printer.ts'
import { paths } from '../paths.ts'
import { SendOrLeave } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { CurrentPassword, type NeededProof } from '../ui/current-password.tsx'
import { Input } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Heading, Name, toDesk } from '../ui/heading.tsx'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import type { DeletionSummary } from './deletion-summary.ts'

type DeleteProperties = { summary: DeletionSummary; needsName: boolean; tellsPeople: boolean; form: Refused; proof: NeededProof | undefined; frame: Frame }

/** What deleting takes away, and how it might come back; then the button that does it. */
export function DeletePage({ summary, needsName, tellsPeople, form, proof, frame }: DeleteProperties) {
  const { t } = frame
  return (
    <Page title={t('exchanges.delete.pageTitle', { exchange: summary.name })} frame={frame} nav="admin">
      <Heading title={t.rich('exchanges.delete.title', { exchange: <Name>{summary.name}</Name> })} back={toDesk(summary)} />
      <Card title={t('exchanges.delete.lost')}>
        <ul>
          <li>{t('exchanges.delete.lost.exchange')}</li>
          {summaryInWords(summary, t).map((loss) => (
            <li>{loss}</li>
          ))}
        </ul>
        <p>{t('exchanges.delete.forGood')}</p>
        {tellsPeople && summary.people > 0 && <p>{t('exchanges.delete.peopleAreTold', { count: summary.people })}</p>}
      </Card>
      <Form action={paths.deleteExchange(summary.id)} form={form} t={t}>
        {needsName && (
          <Input form={form} t={t} name="name" label={t('exchanges.delete.name')} hint={<Name>{summary.name}</Name>} autocomplete="off" autocapitalize="none" />
        )}
        <CurrentPassword form={form} proof={proof} t={t} />
        <SendOrLeave t={t} send={t('exchanges.delete.send')} tone="danger" leave={t('exchanges.delete.leave')} path={paths.exchange(summary.id)} />
      </Form>
    </Page>
  )
}

function summaryInWords({ emails, waitingEmails: waiting, others, ...counts }: DeletionSummary, t: Printer): string[] {
  const kinds = (['people', 'giftIdeas', 'questions', 'matches', 'rules'] as const).filter((kind) => counts[kind] > 0)
  return [
    ...kinds.map((kind) => t(`exchanges.delete.lost.${kind}`, { count: counts[kind] })),
    ...(emails > 0 && waiting > 0 ? [t('exchanges.delete.lost.emailsWaiting', { count: emails, waiting })] : []),
    ...(emails > 0 && waiting === 0 ? [t('exchanges.delete.lost.emails', { count: emails })] : []),
    ...(others > 0 ? [t('exchanges.delete.lost.others', { count: others })] : []),
  ]
}
