import { tooLate } from '../doctor/mail.ts'
import { CannotStart } from '../errors.ts'
import { configuredTransport } from '../mail/choose.ts'
import { renderEmail } from '../mail/layout.tsx'
import { reasonInWords } from '../mailroom/reasons.ts'
import { realWorld } from '../world.ts'
import type { Command, Order } from './command.ts'

/** How long the mail server may take, in milliseconds. */
const patience = 30_000

export const sendTestEmail: Command = {
  summary: 'send an e-mail at once, and say how it went',
  parameters: ['ADDRESS'],
  options: {},
  help: `Sends a short e-mail to ADDRESS by the transport that is set up (RESEND_API_KEY or SMTP_URL), past the outbox, and says
how it went.`,
  run: send,
}

async function send({ settings, parameters: [address = ''] }: Order): Promise<void> {
  if (!/^\S+@\S+$/.test(address)) throw new CannotStart('That is no e-mail address.')
  const transport = configuredTransport(settings)
  if (!transport) throw new CannotStart('No mail transport is set up: set RESEND_API_KEY or SMTP_URL.')
  const content = renderEmail({
    subject: 'Sneaky Klaus can send e-mail',
    preview: 'It works.',
    content: ['Hello,', 'this e-mail shows that Sneaky Klaus can send e-mail.'],
  })
  const id = realWorld(settings.baseUrl).newId()
  const signal = AbortSignal.timeout(patience)
  const delivery = await Promise.race([transport.send({ ...content, id, from: settings.emailFrom, to: address }, signal), tooLate(signal)])
  transport.close?.()
  if (!delivery.ok) throw new CannotStart(`It was not sent: ${reasonInWords(delivery.reason)}.`)
  console.log(
    `It was sent from ${settings.emailFrom} to ${address}. If it does not arrive, look into the spam folder, and check SPF and DKIM of the sender’s domain.`,
  )
}
