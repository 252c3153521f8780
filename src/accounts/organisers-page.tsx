import type { Printer } from '../language/printer.ts'
import { paths } from '../paths.ts'
import { Badge } from '../ui/badge.tsx'
import { Actions, Button, SendOrLeave } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { CurrentPassword } from '../ui/current-password.tsx'
import { timeInWords } from '../ui/dates.ts'
import { Input, Select } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Heading, Name } from '../ui/heading.tsx'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'
import { blank, type Refused } from '../web/form.ts'
import type { ExchangeOfOthers, ListedAccount, ListedInvitation } from './read-organisers.ts'

type OrganisersProperties = { accounts: ListedAccount[]; invitations: ListedInvitation[]; others: ExchangeOfOthers[]; form: Refused; frame: Frame }

/** The owner's page of everybody who organises here: the accounts, inviting another, and the exchanges of others by their names. */
export function OrganisersPage({ accounts, invitations, others, form, frame }: OrganisersProperties) {
  const { t } = frame
  const title = t('organisers.title')
  return (
    <Page title={title} frame={frame} nav="admin">
      <Heading title={title} lead={t('organisers.about')} back={{ path: paths.settings(), label: t('page.navigation.settings') }} />
      <Card>
        <ul class="accounts">
          {accounts.map((account) => (
            <AccountRow account={account} t={t} />
          ))}
        </ul>
      </Card>
      {invitations.length > 0 && <Invitations invitations={invitations} t={t} />}
      <Form action={paths.organisers()} form={form} title={t('organisers.invite')} t={t}>
        <p class="quiet">{t('organisers.invite.about')}</p>
        <Input form={form} t={t} name="email" type="email" label={t('accounts.email.address')} autocomplete="off" inputmode="email" />
        <Actions>
          <Button>{t('organisers.invite.send')}</Button>
        </Actions>
      </Form>
      {others.length > 0 && <Others others={others} accounts={accounts} t={t} />}
    </Page>
  )
}

function AccountRow({ account, t }: { account: ListedAccount; t: Printer }) {
  const called = account.name ?? account.email
  const facts = [
    ...(account.name === null ? [] : [account.email]),
    t('organisers.exchanges', { count: account.exchanges }),
    ...(account.people > 0 ? [t('people.count', { count: account.people })] : []),
    account.lastSignedInAt === null ? t('organisers.neverSignedIn') : t('organisers.lastSignIn', { time: timeInWords(account.lastSignedInAt, undefined, t) }),
  ]
  return (
    <li>
      <b>
        <Name>{called}</Name>
      </b>
      <span class="quiet">{facts.join(' · ')}</span>
      {account.isOwner ? (
        <Badge>{t('organisers.owner')}</Badge>
      ) : (
        <a href={paths.removeAccount(account.id)} aria-label={t('organisers.remove.question', { organiser: called })}>
          {t('organisers.remove.send')}
        </a>
      )}
    </li>
  )
}

/** One form holds all, so that a button says which is withdrawn. */
function Invitations({ invitations, t }: { invitations: ListedInvitation[]; t: Printer }) {
  return (
    <Card title={t('organisers.waiting')} count={t.number(invitations.length)}>
      <form method="post" action={paths.withdrawInvitation()}>
        <ul class="accounts">
          {invitations.map(({ id, email, expiresAt }) => (
            <li>
              <b>
                <Name>{email}</Name>
              </b>
              <span class="quiet">{t('organisers.waiting.until', { time: timeInWords(expiresAt, undefined, t) })}</span>
              <Button tone="plain" name="invitation_id" value={id} label={t('organisers.waiting.withdraw.label', { address: email })}>
                {t('organisers.waiting.withdraw')}
              </Button>
            </li>
          ))}
        </ul>
      </form>
    </Card>
  )
}

function Others({ others, accounts, t }: { others: ExchangeOfOthers[]; accounts: ListedAccount[]; t: Printer }) {
  const heirs = [{ value: '', label: '' }, ...accounts.map(({ id, name, email }) => ({ value: id, label: name ?? email }))]
  return (
    <Card title={t('organisers.others')} count={t.number(others.length)}>
      <ul class="accounts">
        {others.map(({ id, name, organisers }) => (
          <li>
            <b>
              <Name>{name}</Name>
            </b>
            <p class="quiet">{t('organisers.others.by', { organisers: t.list(organisers) })}</p>
            <form method="post" action={paths.handOver()}>
              <input type="hidden" name="exchange_id" value={id} />
              <Select form={blank()} t={t} name="to" id={`to-${id}`} label={t('organisers.handOver.to')} options={heirs} />
              <Button tone="secondary" label={t('organisers.handOver.label', { exchange: name })}>
                {t('organisers.handOver')}
              </Button>
            </form>
          </li>
        ))}
      </ul>
    </Card>
  )
}

type RemoveProperties = {
  account: ListedAccount
  /** How many exchanges it organises alone, and how many with others. */
  alone: number
  shared: number
  heirs: ListedAccount[]
  form: Refused
  needsPassword: boolean
  frame: Frame
}

/** What removing an account does, and what becomes of its exchanges. */
export function RemoveAccountPage({ account, alone, shared, heirs, form, needsPassword, frame }: RemoveProperties) {
  const { t } = frame
  const called = account.name ?? account.email
  const ends = [
    { value: '', label: '' },
    ...heirs.map(({ id, name, email }) => ({ value: id, label: t('organisers.remove.giveTo', { organiser: name ?? email }) })),
    { value: 'delete', label: t('organisers.remove.delete', { count: alone }) },
  ]
  return (
    <Page title={t('organisers.remove.question', { organiser: called })} frame={frame} nav="admin">
      <Heading
        title={t.rich('organisers.remove.question', { organiser: <Name>{called}</Name> })}
        back={{ path: paths.organisers(), label: t('organisers.title') }}
      />
      <Form action={paths.removeAccount(account.id)} form={form} t={t}>
        <p>{t('organisers.remove.signedOut')}</p>
        {shared > 0 && <p>{t('organisers.remove.shared', { count: shared })}</p>}
        {alone > 0 && <Select form={form} t={t} name="to" label={t('organisers.remove.what', { count: alone })} options={ends} />}
        <CurrentPassword form={form} isNeeded={needsPassword} t={t} />
        <SendOrLeave t={t} send={t('organisers.remove.send')} tone="danger" path={paths.organisers()} />
      </Form>
    </Page>
  )
}
