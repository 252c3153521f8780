import { paths } from '../paths.ts'
import { CurrentPassword } from '../ui/current-password.tsx'
import { Problems } from '../ui/field.tsx'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import { BackToDesk } from './pages.tsx'
import type { DrawnExchange } from './reads.ts'
import { reportInWords } from './report.ts'
import type { LastRepair } from './undo-repair.ts'

type Drawn = { exchange: DrawnExchange; people: number; lastRepair: LastRepair | undefined; frame: Frame }

/** What the admin may know of a draw: how it came about and how many have looked. */
export function DrawnPage({ exchange, people, lastRepair, frame }: Drawn) {
  return (
    <Page title={`The draw of ${exchange.name}`} frame={frame} nav="admin">
      <BackToDesk exchange={exchange} />
      <h1>The names are drawn</h1>
      <section class="card">
        <p>{reportInWords(exchange)}</p>
        <p>
          {exchange.looked} of {people} have looked. The matches are sealed: nobody but the giver learns them, and that includes you.
        </p>
      </section>
      {exchange.state === 'matched' && (
        <section class="card">
          <h2>When plans change</h2>
          <p>
            Somebody can’t come, or joins late? Take them out or add them with the <a href={paths.people(exchange.id)}>people</a>: as few others as possible get
            a new match. A <a href={paths.rules(exchange.id)}>rule</a> can still be added too.
          </p>
          <p>
            <a class="button secondary" href={paths.undoDraw(exchange.id)}>
              {lastRepair ? 'Undo the last change or the draw' : 'Undo the draw'}
            </a>
          </p>
        </section>
      )}
    </Page>
  )
}

type Undo = Drawn & { form: Refused; needsPassword: boolean }

/** What undoing means, for the last repair and for the whole draw. */
export function UndoPage({ exchange, people, lastRepair, form, needsPassword, frame }: Undo) {
  const isDrawn = exchange.state === 'matched'
  return (
    <Page title={`Undo the draw of ${exchange.name}`} frame={frame} nav="admin">
      <BackToDesk exchange={exchange} />
      <h1>Undo the draw</h1>
      <Problems form={form} />
      {!isDrawn && !form.errors.form && <p class="message notice">There is no draw to undo.</p>}
      {isDrawn && lastRepair && (
        <form method="post" action={paths.undoDraw(exchange.id)} class="card" novalidate>
          <h2>Only the last change</h2>
          <p dir="auto">{changeInWords(lastRepair)}</p>
          <p>
            Everybody gives to the same person as before it. That is possible for as long as nobody has looked at a match since. Only those concerned are told.
          </p>
          <input type="hidden" name="what" value="repair" />
          <CurrentPassword form={form} isNeeded={needsPassword} id="password-for-repair" />
          <button class="button">Undo the last change</button>
        </form>
      )}
      {isDrawn && (
        <form method="post" action={paths.undoDraw(exchange.id)} class="card" novalidate>
          <h2>The whole draw</h2>
          <ul>
            <li>
              All {people} matches are deleted for good. {looked(exchange.looked)}
            </li>
            <li>Registration is closed again; you can change rules and people, reopen registration, or draw anew.</li>
            <li>Everybody who was told of the draw gets an e-mail that there will be a new one.</li>
          </ul>
          <input type="hidden" name="what" value="draw" />
          <CurrentPassword form={form} isNeeded={needsPassword} />
          <button class="button">Undo the draw</button>
          <a class="button secondary" href={paths.exchange(exchange.id)}>
            Keep it
          </a>
        </form>
      )}
    </Page>
  )
}

function looked(count: number): string {
  if (count === 0) return 'Nobody has looked yet.'
  return count === 1 ? 'One person has looked already, and may have a gift.' : `${count} people have looked already, and may have a gift.`
}

function changeInWords({ cause, name }: LastRepair): string {
  if (cause === 'rule') return 'A rule was added. It goes again.'
  return cause === 'left' ? `${name} was taken out, and will be in again.` : `${name} was added, and will be out again.`
}
