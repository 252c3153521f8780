import type { Child } from '#jsx/jsx-runtime'
import { paths } from '../paths.ts'
import { SendOrLeave } from '../ui/button.tsx'
import { CurrentPassword } from '../ui/current-password.tsx'
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
type Repair = { needsRepair: boolean; isAsked: boolean; needsPassword: boolean }

/** What adding or removing someone does to a draw, with the yes that it needs; it stands by the button. To how many is not told: it could give a match away. */
function RepairNotice({ needsRepair, isAsked, form, needsPassword }: Repair & { form: Refused }) {
  if (!needsRepair) return null
  return (
    <>
      <input type="hidden" name="confirm" value="yes" />
      <p class="message notice" role="status" tabindex="-1" autofocus={isAsked}>
        The names are drawn already. As few people as possible get someone else to give to, and only they are told. You don’t learn who they are, or how many.
      </p>
      <CurrentPassword form={form} isNeeded={needsPassword} />
    </>
  )
}

/** What the button does. */
function deedInWords(deed: string, object: string, needsRepair: boolean): string {
  return needsRepair ? `${deed}, and repair the draw` : `${deed} ${object}`
}

/** What comes of it, said before the button is pressed. */
function Consequences({ children }: { children: Child }) {
  return (
    <div class="then">
      <h2>What happens then</h2>
      <ul>{children}</ul>
    </div>
  )
}

/** A link back to the page of the person whom a form is about. */
function toPerson({ id }: ExchangeOfPeople, person: PersonProperties['person']) {
  return { path: paths.person(id, person.id), label: <Name>{person.name}</Name> }
}

/** The form by which the organiser adds someone. */
export function AddPersonPage({ exchange, form, needsRepair, isAsked, needsPassword, frame }: Omit<PersonProperties, 'person'> & Repair) {
  return (
    <Page title="Add someone" frame={frame} nav="admin">
      <Heading title="Add someone" back={toPeople(exchange)} />
      <Form action={paths.addPerson(exchange.id)} form={form}>
        <Input form={form} name="name" label="Name" hint="The name the others know them by." autocomplete="off" />
        <EmailField form={form} label="E-mail address" autocomplete="off" />
        <Consequences>
          <li>They’re in at once.</li>
          <li>An e-mail with a link tells them, and lets them add their gift ideas.</li>
        </Consequences>
        <RepairNotice needsRepair={needsRepair} isAsked={isAsked} form={form} needsPassword={needsPassword} />
        <SendOrLeave send={deedInWords('Add', 'to the exchange', needsRepair)} path={paths.people(exchange.id)} />
      </Form>
      {exchange.state !== 'matched' && (
        <p>
          Many at once? <a href={paths.importPeople(exchange.id)}>Add a list</a>
        </p>
      )}
    </Page>
  )
}

/** What removing someone means, and the button that does it. The form's own error says why it is not possible. */
export function RemovePersonPage({ exchange, person, form, frame, ...repair }: PersonProperties & Repair) {
  return (
    <Page title={`Remove ${person.name}`} frame={frame} nav="admin">
      <Heading
        title={
          <>
            Remove <Name>{person.name}</Name>?
          </>
        }
        back={toPerson(exchange, person)}
      />
      <Problems form={form} />
      {!form.errors.form && <RemovalForm exchange={exchange} person={person} form={form} {...repair} />}
    </Page>
  )
}

function RemovalForm({ exchange, person, form, needsRepair, isAsked, needsPassword }: Omit<PersonProperties, 'frame'> & Repair) {
  return (
    <Form action={paths.removePerson(exchange.id, person.id)}>
      <Consequences>
        <li>
          <b>
            <Name>{person.name}</Name>
          </b>{' '}
          won’t be part of the draw.
        </li>
        <li>They’re signed out, and their links stop working.</li>
        <li>An e-mail to {person.email} tells them. It’s the last one.</li>
        <li>You can add them again later. Their gift ideas are kept.</li>
      </Consequences>
      <RepairNotice needsRepair={needsRepair} isAsked={isAsked} form={form} needsPassword={needsPassword} />
      <SendOrLeave send={deedInWords('Remove', 'from the exchange', needsRepair)} tone="danger" leave="Keep" path={paths.person(exchange.id, person.id)} />
    </Form>
  )
}

/** The form by which the organiser corrects an address. */
export function CorrectAddressPage({ exchange, person, form, needsPassword, frame }: PersonProperties & { needsPassword: boolean }) {
  return (
    <Page title={`Correct the address of ${person.name}`} frame={frame} nav="admin">
      <Heading
        title={
          <>
            Correct the address of <Name>{person.name}</Name>
          </>
        }
        back={toPerson(exchange, person)}
      />
      <Form action={paths.correctEmail(exchange.id, person.id)} form={form}>
        <p>
          Now: <b class="address">{person.email}</b>
        </p>
        <EmailField form={form} label="New e-mail address" autocomplete="off" />
        <Consequences>
          <li>A fresh link goes to the new address, along with any mail still waiting.</li>
          <li>Links sent to the old address stop working, and whoever used one is signed out.</li>
          <li>An e-mail to the old address mentions the change, if someone signed in from there or the names are drawn.</li>
        </Consequences>
        <CurrentPassword form={form} isNeeded={needsPassword} />
        <SendOrLeave send="Correct the address" path={paths.person(exchange.id, person.id)} />
      </Form>
    </Page>
  )
}
