import type { Printer } from '../language/printer.ts'
import { paths } from '../paths.ts'
import { Badge } from '../ui/badge.tsx'
import { Actions, Button, SendOrLeave } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { CurrentPassword, type NeededProof } from '../ui/current-password.tsx'
import { timeInWords } from '../ui/dates.ts'
import { EmailField } from '../ui/email-field.tsx'
import { Select } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Heading, Name } from '../ui/heading.tsx'
import { Page } from '../ui/page.tsx'
import { WaitingInvitations } from '../ui/waiting-invitations.tsx'
import type { Frame } from '../web/answer.tsx'
import { blank, type Refused } from '../web/form.ts'
import { nameOf } from './account.ts'
import type { OwnExchange } from './holdings.ts'
import type { ExchangeOfOthers, ListedAccount, ListedInvitation } from './read-organisers.ts'

/** The form that was to hand an exchange over and needs another look. */
export type HandingOver = { exchangeId: string; form: Refused; proof: NeededProof | undefined }

type OrganisersProperties = {
  accounts: ListedAccount[]
  invitations: ListedInvitation[]
  others: ExchangeOfOthers[]
  form: Refused
  handingOver: HandingOver | undefined
  frame: Frame
}

/** The owner's page of everybody who organises here: the accounts, inviting another, and the exchanges of others by their names. */
export function OrganisersPage({ accounts, invitations, others, form, handingOver, frame }: OrganisersProperties) {
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
      <WaitingInvitations invitations={invitations} action={paths.withdrawInvitation()} t={t} />
      <Form action={paths.organisers()} form={form} title={t('organisers.invite')} t={t}>
        <p class="quiet">{t('organisers.invite.about')}</p>
        <EmailField form={form} label={t('accounts.email.address')} autocomplete="off" t={t} />
        <Actions>
          <Button>{t('organisers.invite.send')}</Button>
        </Actions>
      </Form>
      {others.length > 0 && <Others others={others} accounts={accounts} handingOver={handingOver} t={t} />}
    </Page>
  )
}

function AccountRow({ account, t }: { account: ListedAccount; t: Printer }) {
  const called = nameOf(account)
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

type OthersProperties = Pick<OrganisersProperties, 'others' | 'accounts' | 'handingOver'> & { t: Printer }

function Others({ others, accounts, handingOver, t }: OthersProperties) {
  const heirs = [{ value: '', label: '' }, ...accounts.map((account) => ({ value: account.id, label: nameOf(account) }))]
  return (
    <Card title={t('organisers.others')} count={t.number(others.length)}>
      <p class="quiet">{t('organisers.handOver.about')}</p>
      <ul class="accounts">
        {others.map(({ id, name, organisers }) => {
          const asked = handingOver?.exchangeId === id ? handingOver : undefined
          return (
            <li>
              <b>
                <Name>{name}</Name>
              </b>
              <p class="quiet">{t('organisers.others.by', { organisers: t.list(organisers) })}</p>
              <form method="post" action={paths.handOver()}>
                <input type="hidden" name="exchange_id" value={id} />
                <Select form={asked?.form ?? blank()} t={t} name="to" id={`to-${id}`} label={t('organisers.handOver.to')} options={heirs} />
                {asked && <CurrentPassword form={asked.form} proof={asked.proof} id={`password-${id}`} t={t} />}
                <Button tone="secondary" label={t('organisers.handOver.label', { exchange: name })}>
                  {t('organisers.handOver')}
                </Button>
              </form>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

type RemoveProperties = {
  account: ListedAccount
  /** The exchanges that it organises alone, erased ones that are remembered among them, their version, and how many it organises with others. */
  alone: OwnExchange[]
  version: string
  shared: number
  heirs: ListedAccount[]
  form: Refused
  proof: NeededProof | undefined
  frame: Frame
}

/** What removing an account does, and what becomes of its exchanges. */
export function RemoveAccountPage({ account, alone, version, shared, heirs, form, proof, frame }: RemoveProperties) {
  const { t } = frame
  const called = nameOf(account)
  const ends = [
    { value: '', label: '' },
    ...heirs.map((heir) => ({ value: heir.id, label: t('organisers.remove.giveTo', { organiser: nameOf(heir) }) })),
    {
      value: 'delete',
      label: t(alone.some(({ people }) => people > 0) ? 'organisers.remove.delete' : 'organisers.remove.deleteUntold', { count: alone.length }),
    },
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
        {alone.length > 0 && (
          <>
            <p>{t('organisers.remove.alone')}</p>
            <ul>
              {alone.map(({ name, people }) => (
                <li>
                  <Name>{name}</Name> · {t('people.count', { count: people })}
                </li>
              ))}
            </ul>
            <input type="hidden" name="version" value={version} />
            <Select form={form} t={t} name="to" label={t('organisers.remove.what', { count: alone.length })} options={ends} />
          </>
        )}
        <CurrentPassword form={form} proof={proof} t={t} />
        <SendOrLeave t={t} send={t('organisers.remove.send')} tone="danger" path={paths.organisers()} />
      </Form>
    </Page>
  )
}
