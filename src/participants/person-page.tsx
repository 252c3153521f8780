import type { Child } from '#jsx/jsx-runtime'
import { paths } from '../paths.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
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

/** What adding or removing somebody does to a draw, with the yes that it needs; it stands by the button. To how many is not told: it could give a match away. */
function RepairNotice({ needsRepair, isAsked, form, needsPassword }: Repair & { form: Refused }) {
  if (!needsRepair) return null
  return (
    <>
      <input type="hidden" name="confirm" value="yes" />
      <p class="message notice" role="status" tabindex="-1" autofocus={isAsked}>
        The names are drawn already. As few people as possible get somebody else to give to, and only they are told. You don’t learn who they are, nor how many.
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

/** The button that does it, and the way out. */
function DoOrLeave({ exchange, label, tone, leave = 'Cancel' }: { exchange: ExchangeOfPeople; label: string; tone?: 'danger'; leave?: string }) {
  return (
    <Actions>
      <Button tone={tone}>{label}</Button>
      <LinkButton path={paths.people(exchange.id)} tone="secondary">
        {leave}
      </LinkButton>
    </Actions>
  )
}

/** The form by which the organiser adds somebody. */
export function AddPersonPage({ exchange, form, needsRepair, isAsked, needsPassword, frame }: Omit<PersonProperties, 'person'> & Repair) {
  return (
    <Page title="Add somebody" frame={frame} nav="admin">
      <Heading title="Add somebody" back={toPeople(exchange)} />
      <Form action={paths.addPerson(exchange.id)} form={form}>
        <Input form={form} name="name" label="Name" hint="As the others know them." autocomplete="off" />
        <EmailField form={form} label="E-mail address" autocomplete="off" />
        <Consequences>
          <li>They take part at once.</li>
          <li>An e-mail with a link tells them so. There they can leave their gift ideas.</li>
        </Consequences>
        <RepairNotice needsRepair={needsRepair} isAsked={isAsked} form={form} needsPassword={needsPassword} />
        <DoOrLeave exchange={exchange} label={deedInWords('Add', 'to the exchange', needsRepair)} />
      </Form>
      {exchange.state !== 'matched' && (
        <p>
          Many at once? <a href={paths.importPeople(exchange.id)}>Add a list</a>
        </p>
      )}
    </Page>
  )
}

/** What removing somebody means, and the button that does it. The form's own error says why it is not possible. */
export function RemovePersonPage({ exchange, person, form, frame, ...repair }: PersonProperties & Repair) {
  return (
    <Page title={`Remove ${person.name}`} frame={frame} nav="admin">
      <Heading
        title={
          <>
            Remove <Name>{person.name}</Name>?
          </>
        }
        back={toPeople(exchange)}
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
          will not be part of the draw.
        </li>
        <li>They are signed out, and their links stop working.</li>
        <li>An e-mail to {person.email} says so, and is the last one.</li>
        <li>You can add them again later, with the same address; their gift ideas are kept.</li>
      </Consequences>
      <RepairNotice needsRepair={needsRepair} isAsked={isAsked} form={form} needsPassword={needsPassword} />
      <DoOrLeave exchange={exchange} label={deedInWords('Remove', 'from the exchange', needsRepair)} tone="danger" leave="Keep" />
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
        back={toPeople(exchange)}
      />
      <Form action={paths.correctEmail(exchange.id, person.id)} form={form}>
        <p>
          So far: <b class="address">{person.email}</b>
        </p>
        <EmailField form={form} label="E-mail address" autocomplete="off" />
        <Consequences>
          <li>A fresh link goes to the new address, and so does mail that is still waiting.</li>
          <li>Links that went to the old address stop working, and whoever is signed in by one is signed out.</li>
          <li>If somebody has signed in from the old address, an e-mail there tells of the change.</li>
        </Consequences>
        <CurrentPassword form={form} isNeeded={needsPassword} />
        <DoOrLeave exchange={exchange} label="Correct the address" />
      </Form>
    </Page>
  )
}
