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
export function OwnParticipation({ desk, own, form }: { desk: Desk; own: OwnParticipant | undefined; form: Refused }) {
  if (own) return <MyPage desk={desk} own={own} />
  if (roomBeside(desk, desk.joined) === 0 || !statesBeforeDraw.includes(desk.state)) return null
  return (
    <details class="own" open={form.errors.my_name !== undefined}>
      <summary>Taking part yourself?</summary>
      <form method="post" action={paths.takePart(desk.id)} novalidate>
        <Input
          form={form}
          name="my_name"
          label="Your name"
          hint="As the others know you. You’re in at once, with the address of your account."
          autocomplete="name"
        />
        <Button tone="secondary">Take part</Button>
      </form>
    </details>
  )
}

/** Whoever was registered in the ordinary way gets in by a link, since the address alone proves nothing. */
function MyPage({ desk, own: { id, name, email, isBound } }: { desk: Desk; own: OwnParticipant }) {
  return (
    <form class="own" method="post" action={isBound ? paths.myPage(desk.id) : paths.resendLink(desk.id, id)}>
      <p>
        {isBound ? 'You take part as ' : `${email} takes part as `}
        <b>
          <Name>{name}</Name>
        </b>
        .
      </p>
      <Button tone="secondary">{isBound ? 'Open my page' : 'E-mail me a sign-in link'}</Button>
    </form>
  )
}
