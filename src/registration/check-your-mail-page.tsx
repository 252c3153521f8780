import { fewestParticipants } from '../exchanges/exchange.ts'
import type { Printer } from '../language/printer.ts'
import { paths } from '../paths.ts'
import { Letter } from '../ui/art.tsx'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Empty } from '../ui/empty.tsx'
import { Input } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Page } from '../ui/page.tsx'
import { SentTo } from '../ui/sent-to.tsx'
import type { Frame } from '../web/answer.tsx'
import { blank, type Refused } from '../web/form.ts'
import type { RequestOrigin } from './request-origin.ts'

type CheckYourMail = {
  asked: RequestOrigin
  /** What was typed where the link was asked for, as far as this browser knows. */
  sentTo: string | undefined
  /** The address, masked, of somebody who had a link already. */
  maskedTo?: string | undefined
  /** Why the e-mail is not there in a moment, if it isn't. */
  late: string | undefined
  /** The code that was typed. */
  form?: Refused
  /** Whether too many wrong ones were. */
  isOver?: boolean
  frame: Frame
}

/** The page after each request for a link, the same whether the address is known or not. */
export function CheckYourMailPage({ asked, sentTo, maskedTo, late, form = blank(), isOver = false, frame }: CheckYourMail) {
  const { t } = frame
  const { again, joinAgain } = asked
  const hasJoined = joinAgain !== undefined
  return (
    <Page title={t('registration.checkMail.title')} frame={frame}>
      <Empty picture={<Letter size={140} />} title={t('registration.checkMail.title')} lead={leadOf(hasJoined, maskedTo, t)} isPage>
        {sentTo !== undefined && <SentTo address={sentTo} back={joinAgain ?? again} t={t} />}
      </Empty>
      {isOver ? <TooManyCodes again={again} form={form} t={t} /> : <CodeForm asked={asked} form={form} t={t} />}
      <Card>
        <ul>
          {late !== undefined && <li>{late}</li>}
          <li>{t('registration.checkMail.once')}</li>
          <li>{t('registration.checkMail.spam')}</li>
          <li>{t.rich('registration.checkMail.another', { link: (words) => <a href={again}>{words}</a> })}</li>
          {hasJoined && <li>{t('registration.checkMail.mistyped')}</li>}
          {hasJoined && <li>{t('registration.checkMail.draw', { least: fewestParticipants })}</li>}
        </ul>
      </Card>
    </Page>
  )
}

function leadOf(hasJoined: boolean, maskedTo: string | undefined, t: Printer): string {
  if (hasJoined) return t('registration.checkMail.joined')
  if (maskedTo !== undefined) return t('registration.checkMail.fresh', { address: maskedTo })
  return t('registration.checkMail.asked')
}

/** For whoever reads the mail on another device than this one. */
function CodeForm({ asked, form, t }: { asked: RequestOrigin; form: Refused; t: Printer }) {
  return (
    <Form action={paths.signInCode()}>
      <input type="hidden" name="asked_at" value={asked.at} />
      <Input
        form={form}
        t={t}
        name="code"
        label={t('registration.code')}
        hint={t('registration.code.hint')}
        autocomplete="one-time-code"
        autocapitalize="characters"
        spellcheck="false"
      />
      <Actions>
        <Button tone="secondary">{t('registration.code.signIn')}</Button>
      </Actions>
    </Form>
  )
}

function TooManyCodes({ again, form, t }: { again: string; form: Refused; t: Printer }) {
  return (
    <Card title={t('registration.code.tooMany.title')} isAlert>
      <p>{form.errors.form}</p>
      <Actions>
        <LinkButton path={again}>{t('registration.code.tooMany.another')}</LinkButton>
      </Actions>
    </Card>
  )
}
