import type { Child } from '#jsx/jsx-runtime'
import type { Printer } from '../language/printer.ts'
import { paths } from '../paths.ts'
import { SendOrLeave } from '../ui/button.tsx'
import { CurrentPassword, type NeededProof } from '../ui/current-password.tsx'
import { EmailField } from '../ui/email-field.tsx'
import { Input, Problems } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Heading, Name } from '../ui/heading.tsx'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import { toPeople } from './people-page.tsx'
import type { ExchangeOfPeople } from './reads.ts'

type PersonProperties = { exchange: ExchangeOfPeople; person: { id: string; name: string; email: string }; form: Refused; frame: Frame }

/** `needsRepair`: the names are drawn. `isAsked`: the page came back to ask for the yes. */
type Repair = { needsRepair: boolean; isAsked: boolean; proof: NeededProof | undefined }

/** What adding or removing someone does to a draw, with the yes that it needs; it stands by the button. To how many is not told: it could give a match away. */
function RepairNotice({ needsRepair, isAsked, form, proof, t }: Repair & { form: Refused; t: Printer }) {
  if (!needsRepair) return null
  return (
    <>
      <input type="hidden" name="confirm" value="yes" />
      <p class="message notice" role="status" tabindex="-1" autofocus={isAsked}>
        {t('person.repair')}
      </p>
      <CurrentPassword form={form} proof={proof} t={t} />
    </>
  )
}

/** What comes of it, said before the button is pressed. */
function Consequences({ t, children }: { t: Printer; children: Child }) {
  return (
    <div class="then">
      <h2>{t('person.consequences')}</h2>
      <ul>{children}</ul>
    </div>
  )
}

/** A link back to the page of the person whom a form is about. */
function toPerson({ id }: ExchangeOfPeople, person: PersonProperties['person']) {
  return { path: paths.person(id, person.id), label: <Name>{person.name}</Name> }
}

/** The form by which the organiser adds someone. */
export function AddPersonPage({ exchange, form, needsRepair, isAsked, proof, frame }: Omit<PersonProperties, 'person'> & Repair) {
  const { t } = frame
  return (
    <Page title={t('person.add.title')} frame={frame} nav="admin">
      <Heading title={t('person.add.title')} back={toPeople(exchange, t)} />
      <Form action={paths.addPerson(exchange.id)} form={form} t={t}>
        <Input form={form} t={t} name="name" label={t('person.add.name')} hint={t('person.add.name.hint')} autocomplete="off" />
        <EmailField form={form} t={t} label={t('person.add.email')} autocomplete="off" />
        <Consequences t={t}>
          <li>{t('person.add.then.atOnce')}</li>
          <li>{t('person.add.then.mail')}</li>
        </Consequences>
        <RepairNotice needsRepair={needsRepair} isAsked={isAsked} form={form} proof={proof} t={t} />
        <SendOrLeave send={t(needsRepair ? 'person.add.send.repair' : 'person.add.send')} t={t} path={paths.people(exchange.id)} />
      </Form>
      {exchange.state !== 'matched' && <p>{t.rich('person.add.many', { link: (words) => <a href={paths.importPeople(exchange.id)}>{words}</a> })}</p>}
    </Page>
  )
}

/** What removing someone means, and the button that does it. The form's own error says why it is not possible. */
export function RemovePersonPage({ exchange, person, form, frame, ...repair }: PersonProperties & Repair) {
  const { t } = frame
  return (
    <Page title={t('person.remove.title', { person: person.name })} frame={frame} nav="admin">
      <Heading title={t.rich('person.remove.question', { person: <Name>{person.name}</Name> })} back={toPerson(exchange, person)} />
      <Problems form={form} t={t} />
      {!form.errors.form && <RemovalForm exchange={exchange} person={person} form={form} t={t} {...repair} />}
    </Page>
  )
}

function RemovalForm({ exchange, person, form, needsRepair, isAsked, proof, t }: Omit<PersonProperties, 'frame'> & Repair & { t: Printer }) {
  return (
    <Form action={paths.removePerson(exchange.id, person.id)}>
      <Consequences t={t}>
        <li>{t.rich('person.remove.then.notDrawn', { person: <Name>{person.name}</Name>, b: (words) => <b>{words}</b> })}</li>
        <li>{t('person.remove.then.signedOut')}</li>
        <li>{t('person.remove.then.mail', { address: person.email })}</li>
        <li>{t('person.remove.then.addAgain')}</li>
      </Consequences>
      <RepairNotice needsRepair={needsRepair} isAsked={isAsked} form={form} proof={proof} t={t} />
      <SendOrLeave
        t={t}
        send={t(needsRepair ? 'person.remove.send.repair' : 'person.remove.send')}
        tone="danger"
        leave={t('person.remove.keep')}
        path={paths.person(exchange.id, person.id)}
      />
    </Form>
  )
}

/** The form by which the organiser corrects an address. */
export function CorrectAddressPage({ exchange, person, form, proof, frame }: PersonProperties & { proof: NeededProof | undefined }) {
  const { t } = frame
  return (
    <Page title={t('person.correct.title', { person: person.name })} frame={frame} nav="admin">
      <Heading title={t.rich('person.correct.title', { person: <Name>{person.name}</Name> })} back={toPerson(exchange, person)} />
      <Form action={paths.correctEmail(exchange.id, person.id)} form={form} t={t}>
        <p>{t.rich('person.correct.now', { address: <b class="address">{person.email}</b> })}</p>
        <EmailField form={form} t={t} label={t('person.correct.email')} autocomplete="off" />
        <Consequences t={t}>
          <li>{t('person.correct.then.link')}</li>
          <li>{t('person.correct.then.oldLinks')}</li>
          <li>{t('person.correct.then.oldAddress')}</li>
        </Consequences>
        <CurrentPassword form={form} proof={proof} t={t} />
        <SendOrLeave send={t('person.correct.send')} t={t} path={paths.person(exchange.id, person.id)} />
      </Form>
    </Page>
  )
}
