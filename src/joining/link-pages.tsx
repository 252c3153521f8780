import type { KnownLink } from '../auth/links.ts'
import type { Destination } from '../auth/magic-token.ts'
import { maskedAddress } from '../mail/masked-address.ts'
import { paths } from '../paths.ts'
import { Gift } from '../ui/art.tsx'
import { Actions, Button } from '../ui/button.tsx'
import { Problems } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Heading, Name } from '../ui/heading.tsx'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import { AccessForm } from './access-form.tsx'

/** What a link shows to a browser that did not ask for it: mail scanners stop here. */
export function ConfirmLinkPage({ token, link, frame }: { token: string; link: KnownLink; frame: Frame }) {
  const isReveal = link.destination === 'match' && Boolean(link.isDrawn)
  const { title, eyebrow, button } = isReveal ? reveal : doors[link.destination]
  return (
    <Page title={title} frame={frame}>
      <Heading eyebrow={eyebrow} title={<Name>{link.exchangeName}</Name>} />
      <Form action={paths.magicLink(token)}>
        {isReveal && <Gift size={96} />}
        <p>
          This link signs you in as <b class="address">{maskedAddress(link.email)}</b>.
        </p>
        {isReveal && <p>Make sure no one looks over your shoulder.</p>}
        {isReveal && <input type="hidden" name="show" value="yes" />}
        <Actions>
          <Button>{button}</Button>
        </Actions>
      </Form>
    </Page>
  )
}

type Door = { title: string; eyebrow: string; button: string }

const signIn = { title: 'Sign in', eyebrow: 'Your sign-in link for', button: 'Sign me in' }
const reveal = { title: 'Your match is ready', eyebrow: 'Your match is ready', button: 'Reveal my match' }

/** The match may have gone since the e-mail went out. */
const doors: Record<Destination, Door> = { dashboard: signIn, match: signIn, 'gift ideas': { ...signIn, button: 'Write my gift ideas' } }

type DeadLink = { token: string; link: KnownLink | undefined; form: Refused; isSignedIn: boolean; frame: Frame }

/** What a link shows that is used, too old, or was never made. One that is known knows the address, too. */
export function DeadLinkPage({ token, link, form, isSignedIn, frame }: DeadLink) {
  const lead = 'It’s used up or too old. You can have a fresh one in a moment:'
  return (
    <Page title={dead} frame={frame}>
      {link ? <Heading eyebrow={<Name>{link.exchangeName}</Name>} title={dead} lead={lead} /> : <Heading title={dead} lead={lead} />}
      {link ? <FreshLinkForm token={token} link={link} form={form} /> : <AccessForm action={paths.magicLink(token)} form={form} />}
      {isSignedIn && (
        <p>
          You’re signed in: <a href={paths.dashboard()}>go to my exchange</a>
        </p>
      )}
    </Page>
  )
}

const dead = 'This link doesn’t work anymore'

function FreshLinkForm({ token, link, form }: { token: string; link: KnownLink; form: Refused }) {
  return (
    <Form action={paths.magicLink(token)}>
      <Problems form={form} />
      <p>
        We’ll send it to <b class="address">{maskedAddress(link.email)}</b>.
      </p>
      <input type="hidden" name="fresh" value="yes" />
      <Actions>
        <Button>E-mail me a fresh link</Button>
      </Actions>
    </Form>
  )
}
