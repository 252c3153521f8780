import type { KnownLink } from '../auth/links.ts'
import { maskedAddress } from '../mail/masked-address.ts'
import { paths } from '../paths.ts'
import { Gift } from '../ui/art.tsx'
import { Actions, Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Form } from '../ui/form.tsx'
import { Heading, Name } from '../ui/heading.tsx'
import { Message } from '../ui/message.tsx'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import { AccessForm } from './access-form.tsx'

/**
 * What a link shows to a browser that did not ask for it: mail scanners stop here. An organiser (`isOrganiser`), who may have got it in an
 * answer that quotes an e-mail, is asked to leave it closed.
 */
export function ConfirmLinkPage({ token, link, isOrganiser, frame }: { token: string; link: KnownLink; isOrganiser: boolean; frame: Frame }) {
  // The match may have gone since the e-mail went out.
  const isReveal = link.destination === 'match' && Boolean(link.isDrawn)
  return (
    <Page title={isReveal ? 'Your match is ready' : 'Sign in'} frame={frame}>
      <Heading eyebrow={isReveal ? 'Your match is ready' : 'Your sign-in link for'} title={<Name>{link.exchangeName}</Name>} />
      {isOrganiser && (
        <Message kind="notice">
          You’re signed in as an organiser in this browser. If this isn’t your own link, please leave it closed: it opens what only {maskedAddress(link.email)}{' '}
          should see.
        </Message>
      )}
      {isReveal ? <Reveal token={token} link={link} /> : <SignIn token={token} link={link} />}
    </Page>
  )
}

/** One button signs in and shows the match. */
function Reveal({ token, link }: { token: string; link: KnownLink }) {
  return (
    <Card tone="festive">
      <Gift size={96} />
      <Whose link={link} />
      <p>Make sure no one looks over your shoulder.</p>
      <Form action={paths.magicLink(token)} isBare>
        <input type="hidden" name="show" value="yes" />
        <Actions>
          <Button>Reveal my match</Button>
        </Actions>
      </Form>
    </Card>
  )
}

function SignIn({ token, link }: { token: string; link: KnownLink }) {
  return (
    <Form action={paths.magicLink(token)}>
      <Whose link={link} />
      <Actions>
        <Button>{link.destination === 'gift ideas' ? 'Write my gift ideas' : 'Sign me in'}</Button>
      </Actions>
    </Form>
  )
}

function Whose({ link }: { link: KnownLink }) {
  return (
    <p>
      This link signs you in as <b class="address">{maskedAddress(link.email)}</b>.
    </p>
  )
}

type DeadLink = { token: string; link: KnownLink | undefined; form: Refused; isSignedIn: boolean; frame: Frame }

/** The page of a dead link: used, expired, or never made. Of one that is known, so is the address. */
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
    <Form action={paths.magicLink(token)} form={form}>
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
