import { CannotStart } from '../errors.ts'
import { inEnglish } from '../language/english.ts'
import { configuredTransport } from '../mail/choose.ts'
import { noTransport } from '../mail/transport.ts'
import { sendTestEmail as sendIt, testResult } from '../outbox/send-test-email.ts'
import { realWorld } from '../world.ts'
import type { Command, Order } from './command.ts'

export const sendTestEmail: Command = {
  summary: 'send an e-mail at once, and say how it went',
  parameters: ['ADDRESS'],
  options: {},
  help: `Sends a short e-mail to ADDRESS by the transport that is set up (RESEND_API_KEY or SMTP_URL), past the outbox, and says
how it went. The page “Settings” has a button for the same.`,
  run: send,
}

async function send({ settings, parameters: [address = ''] }: Order): Promise<void> {
  if (!/^\S+@\S+$/.test(address)) throw new CannotStart('That isn’t an e-mail address.')
  const transport = configuredTransport(settings) ?? noTransport
  try {
    const delivery = await sendIt({ world: realWorld(settings.baseUrl), transport, from: settings.emailFrom, t: inEnglish }, address)
    const { outcome, text } = testResult(delivery, settings.emailFrom, address, inEnglish)
    if (outcome === 'refused') throw new CannotStart(text)
    console.log(text)
  } finally {
    transport.close?.()
  }
}
