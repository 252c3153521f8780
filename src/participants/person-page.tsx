import { paths } from '../paths.ts'
import { CurrentPassword } from '../ui/current-password.tsx'
import { Input, Problems } from '../ui/field.tsx'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import { BackToPeople } from './people-page.tsx'
import type { ExchangeOfPeople } from './reads.ts'

type PersonProperties = { exchange: ExchangeOfPeople; person: { id: string; name: string; email: string }; form: Refused; frame: Frame }

/** How many others would get a new match; undefined while nothing is drawn. */
type Repair = { changes: number | undefined; needsPassword: boolean }

/** What adding or removing somebody does to a draw, by number only, with the yes that it needs. */
function RepairNotice({ changes, form, needsPassword }: Repair & { form: Refused }) {
  if (changes === undefined) return null
  return (
    <>
      <p class="message notice">
        The names are drawn already. {others(changes)} The fewest possible are changed, and only they are told. You don’t learn who they are.
      </p>
      <input type="hidden" name="confirm" value="yes" />
      <CurrentPassword form={form} isNeeded={needsPassword} />
    </>
  )
}

function others(changes: number): string {
  if (changes === 0) return 'Nobody else gets a new match.'
  return changes === 1 ? '1 other person gets a new match.' : `${changes} other people get a new match.`
}

/** The form by which the organiser adds somebody. */
export function AddPersonPage({ exchange, form, changes, needsPassword, frame }: Omit<PersonProperties, 'person'> & Repair) {
  return (
    <Page title="Add somebody" frame={frame} nav="admin">
      <BackToPeople exchange={exchange} />
      <h1>Add somebody</h1>
      <p class="lead">They take part at once, and an e-mail with a link tells them so. They can leave their gift ideas there.</p>
      <form method="post" action={paths.addPerson(exchange.id)} class="card" novalidate>
        <Problems form={form} />
        <Input form={form} name="name" label="Name" hint="As the others know them." autocomplete="off" />
        <Input form={form} name="email" type="email" label="E-mail address" autocomplete="off" inputmode="email" />
        <RepairNotice changes={changes} form={form} needsPassword={needsPassword} />
        <button class="button">Add to the exchange</button>
        <a class="button secondary" href={paths.people(exchange.id)}>
          Cancel
        </a>
      </form>
      <p>
        Many at once? <a href={paths.importPeople(exchange.id)}>Add a list</a>
      </p>
    </Page>
  )
}

/** What removing somebody means, and the button that does it. The form's own error says why it is not possible. */
export function RemovePersonPage({ exchange, person, form, changes, needsPassword, frame }: PersonProperties & Repair) {
  return (
    <Page title={`Remove ${person.name}`} frame={frame} nav="admin">
      <BackToPeople exchange={exchange} />
      <h1>
        Remove <span dir="auto">{person.name}</span>?
      </h1>
      <Problems form={form} />
      {!form.errors.form && <RemovalForm exchange={exchange} person={person} form={form} changes={changes} needsPassword={needsPassword} />}
    </Page>
  )
}

function RemovalForm({ exchange, person, form, changes, needsPassword }: Omit<PersonProperties, 'frame'> & Repair) {
  return (
    <form method="post" action={paths.removePerson(exchange.id, person.id)} class="card" novalidate>
      <ul>
        <li>
          <b dir="auto">{person.name}</b> will not be part of the draw.
        </li>
        <li>They are signed out, and their links stop working.</li>
        <li>An e-mail to {person.email} says so, and is the last one.</li>
        <li>You can add them again later, with the same address; their gift ideas are kept.</li>
      </ul>
      <RepairNotice changes={changes} form={form} needsPassword={needsPassword} />
      <button class="button">Remove from the exchange</button>
      <a class="button secondary" href={paths.people(exchange.id)}>
        Keep
      </a>
    </form>
  )
}

/** The form by which the organiser corrects an address. */
export function CorrectAddressPage({ exchange, person, form, needsPassword, frame }: PersonProperties & { needsPassword: boolean }) {
  return (
    <Page title={`Correct the address of ${person.name}`} frame={frame} nav="admin">
      <BackToPeople exchange={exchange} />
      <h1>
        Correct the address of <span dir="auto">{person.name}</span>
      </h1>
      <form method="post" action={paths.correctEmail(exchange.id, person.id)} class="card" novalidate>
        <Problems form={form} />
        <p>
          So far: <b class="address">{person.email}</b>
        </p>
        <Input form={form} name="email" type="email" label="E-mail address" autocomplete="off" inputmode="email" />
        <CurrentPassword form={form} isNeeded={needsPassword} />
        <ul>
          <li>A fresh link goes to the new address, and so does mail that is still waiting.</li>
          <li>Links that went to the old address stop working, and whoever is signed in by one is signed out.</li>
          <li>If somebody has signed in from the old address, an e-mail there tells of the change.</li>
        </ul>
        <button class="button">Correct the address</button>
        <a class="button secondary" href={paths.people(exchange.id)}>
          Cancel
        </a>
      </form>
    </Page>
  )
}
