import { paths } from '../paths.ts'
import { SendOrLeave } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { CurrentPassword } from '../ui/current-password.tsx'
import { Input } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Heading, Name, toDesk } from '../ui/heading.tsx'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import type { DeletionSummary } from './reads.ts'

type DeleteProperties = { summary: DeletionSummary; needsName: boolean; tellsPeople: boolean; form: Refused; needsPassword: boolean; frame: Frame }

/** What deleting takes away, and how it might come back; then the button that does it. */
export function DeletePage({ summary, needsName, tellsPeople, form, needsPassword, frame }: DeleteProperties) {
  return (
    <Page title={`Delete ${summary.name}`} frame={frame} nav="admin">
      <Heading
        title={
          <>
            Delete <Name>{summary.name}</Name>?
          </>
        }
        back={toDesk(summary)}
      />
      <Card title="What is lost">
        <ul>
          <li>the exchange itself, with its dates, description and invitation link</li>
          {summaryInWords(summary).map((loss) => (
            <li>{loss}</li>
          ))}
        </ul>
        <p>It’s erased from the database at once. Only a backup you made before brings it back, with everything else as it was then.</p>
        {tellsPeople && summary.people > 0 && (
          <p>{count(summary.people, 'person gets', 'people get')} an e-mail saying the exchange is called off, and then their addresses are erased too.</p>
        )}
      </Card>
      <Form action={paths.deleteExchange(summary.id)} form={form}>
        {needsName && (
          <Input form={form} name="name" label="Type the name of the exchange" hint={<Name>{summary.name}</Name>} autocomplete="off" autocapitalize="none" />
        )}
        <CurrentPassword form={form} isNeeded={needsPassword} />
        <SendOrLeave send="Delete for good" tone="danger" leave="Keep it" path={paths.exchange(summary.id)} />
      </Form>
    </Page>
  )
}

function summaryInWords({ people, giftIdeas, matches, rules, emails, waitingEmails, others }: DeletionSummary): string[] {
  return [
    people > 0 && `${count(people, 'person', 'people')} with name, address and sign-ins`,
    giftIdeas > 0 && `the gift ideas of ${count(giftIdeas, 'person', 'people')}`,
    matches > 0 && `${count(matches, 'match', 'matches')}: no one can look up who they give to`,
    rules > 0 && count(rules, 'rule for the draw', 'rules for the draw'),
    emails > 0 &&
      `the record of ${count(emails, 'e-mail', 'e-mails')}${waitingEmails > 0 ? `, ${waitingEmails} of them not sent yet, and never sent then` : ''}`,
    others > 0 && `the rule “not the same as last time” in ${count(others, 'other exchange', 'other exchanges')} that looks back to this one`,
  ].filter((loss) => loss !== false)
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`
}
