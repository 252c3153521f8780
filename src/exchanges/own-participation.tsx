import type { Printer } from '../language/printer.ts'
import type { OwnParticipant } from '../participants/take-part.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { Input } from '../ui/field.tsx'
import { Name } from '../ui/heading.tsx'
import type { Refused } from '../web/form.ts'
import { statesBeforeDraw } from './exchange-states.ts'
import { roomBeside } from './permissions.ts'
import type { Desk } from './reads.ts'

/** The organiser among the people: as whom they take part and the way to their own page, or the way in. */
export function OwnParticipation({ desk, own, form, t }: { desk: Desk; own: OwnParticipant | undefined; form: Refused; t: Printer }) {
  if (own) return <MyPage desk={desk} own={own} t={t} />
  if (roomBeside(desk, desk.joined) === 0 || !statesBeforeDraw.includes(desk.state)) return null
  return (
    <details class="own" open={form.errors.my_name !== undefined}>
      <summary>{t('exchanges.own.title')}</summary>
      <form method="post" action={paths.takePart(desk.id)} novalidate>
        <Input form={form} t={t} name="my_name" label={t('exchanges.own.name')} hint={t('exchanges.own.name.hint')} autocomplete="name" />
        <Button tone="secondary">{t('exchanges.own.takePart')}</Button>
      </form>
    </details>
  )
}

/** Whoever was registered in the ordinary way gets in by a link, since the address alone proves nothing. */
function MyPage({ desk, own: { id, name: typed, email: address, isBound }, t }: { desk: Desk; own: OwnParticipant; t: Printer }) {
  const name = (
    <b>
      <Name>{typed}</Name>
    </b>
  )
  return (
    <form class="own" method="post" action={isBound ? paths.myPage(desk.id) : paths.resendLink(desk.id, id)}>
      <p>{isBound ? t.rich('exchanges.own.you', { name }) : t.rich('exchanges.own.address', { address, name })}</p>
      <Button tone="secondary">{t(isBound ? 'exchanges.own.open' : 'exchanges.own.sendLink')}</Button>
    </form>
  )
}
