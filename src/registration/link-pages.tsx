import type { KnownLink } from '../auth/links.ts'
import type { Printer } from '../language/printer.ts'
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
  const { t } = frame
  // The match may have gone since the e-mail went out.
  const isReveal = link.destination === 'match' && Boolean(link.isDrawn)
  return (
    <Page title={t(isReveal ? 'registration.link.ready' : 'registration.link.title')} frame={frame}>
      <Heading eyebrow={t(isReveal ? 'registration.link.ready' : 'registration.link.eyebrow')} title={<Name>{link.exchangeName}</Name>} />
      {isOrganiser && <Message kind="notice">{t('registration.link.organiser', { address: maskedAddress(link.email) })}</Message>}
      {isReveal ? <Reveal token={token} link={link} t={t} /> : <SignIn token={token} link={link} t={t} />}
    </Page>
  )
}

/** One button signs in and shows the match. */
function Reveal({ token, link, t }: { token: string; link: KnownLink; t: Printer }) {
  return (
    <Card tone="festive">
      <Gift size={96} />
      <Whose link={link} t={t} />
      <p>{t('registration.link.overShoulder')}</p>
      <Form action={paths.magicLink(token)} isBare>
        <input type="hidden" name="show" value="yes" />
        <Actions>
          <Button>{t('registration.link.reveal')}</Button>
        </Actions>
      </Form>
    </Card>
  )
}

function SignIn({ token, link, t }: { token: string; link: KnownLink; t: Printer }) {
  return (
    <Form action={paths.magicLink(token)}>
      <Whose link={link} t={t} />
      <Actions>
        <Button>{t(link.destination === 'gift ideas' ? 'registration.link.giftIdeas' : 'registration.link.signIn')}</Button>
      </Actions>
    </Form>
  )
}

function Whose({ link, t }: { link: KnownLink; t: Printer }) {
  return <p>{t.rich('registration.link.address', { address: <b class="address">{maskedAddress(link.email)}</b> })}</p>
}

type DeadLink = { token: string; link: KnownLink | undefined; form: Refused; isSignedIn: boolean; frame: Frame }

/** The page of a dead link: used, expired, or never made. Of one that is known, so is the address. */
export function DeadLinkPage({ token, link, form, isSignedIn, frame }: DeadLink) {
  const { t } = frame
  const [dead, lead] = [t('registration.deadLink.title'), t('registration.deadLink.lead')]
  return (
    <Page title={dead} frame={frame}>
      {link ? <Heading eyebrow={<Name>{link.exchangeName}</Name>} title={dead} lead={lead} /> : <Heading title={dead} lead={lead} />}
      {link ? <FreshLinkForm token={token} link={link} form={form} t={t} /> : <AccessForm action={paths.magicLink(token)} form={form} t={t} />}
      {isSignedIn && <p>{t.rich('registration.deadLink.signedIn', { link: (words) => <a href={paths.dashboard()}>{words}</a> })}</p>}
    </Page>
  )
}

function FreshLinkForm({ token, link, form, t }: { token: string; link: KnownLink; form: Refused; t: Printer }) {
  return (
    <Form action={paths.magicLink(token)} form={form} t={t}>
      <p>{t.rich('registration.deadLink.address', { address: <b class="address">{maskedAddress(link.email)}</b> })}</p>
      <input type="hidden" name="fresh" value="yes" />
      <Actions>
        <Button>{t('registration.deadLink.send')}</Button>
      </Actions>
    </Form>
  )
}
