import { Resolver } from 'node:dns/promises'
import { isIP } from 'node:net'
import { inEnglish } from '../language/english.ts'
import { reasonInWords } from '../language/mail-reasons.ts'
import { configuredTransport } from '../mail/choose.ts'
import { domainOf } from '../mail/email.ts'
import { tooLate } from '../mail/transport.ts'
import type { Settings } from '../settings.ts'
import { about, type Finding, patience, reasonOf } from './finding.ts'

/** Whether the mail transport lets us in. */
export async function checkTransport(settings: Settings): Promise<Finding[]> {
  const { ok, hint, mend } = about('mail')
  const transport = configuredTransport(settings)
  if (!transport?.check) {
    const text = 'no transport is set up, so e-mails wait. Set RESEND_API_KEY or SMTP_URL.'
    return [settings.development ? hint(text) : mend(text)]
  }
  const signal = AbortSignal.timeout(2 * patience)
  const result = await Promise.race([transport.check(settings.emailFrom, signal), tooLate(signal)])
  transport.close?.()
  if (result.ok) return [ok('the transport lets us in. `sneaky-klaus send-test-email ADDRESS` shows whether e-mails arrive.')]
  const reason = reasonInWords(result.reason, inEnglish)
  const [name, remedy] = settings.resend ? ['RESEND_API_KEY', ' Check RESEND_API_KEY, and your domain at Resend.'] : ['SMTP_URL', ' Check SMTP_URL.']
  return [mend(`the transport refuses: ${reason}.${reason.includes(name) ? '' : remedy}`)]
}

/** Asks the DNS for the texts at a name. */
export type ResolveTxt = (name: string) => Promise<string[][]>

/** Whether receivers can tell that e-mails of the sender's domain are genuine. Hints only: what a domain needs depends on who sends for it. */
export async function checkSenderDomain({ emailFrom, resend, development }: Settings, _?: unknown, resolveTxt: ResolveTxt = askDns): Promise<Finding[]> {
  const { ok, hint } = about('sender')
  const domain = domainOf(emailFrom)
  if (isIP(domain) || !domain.includes('.')) {
    return [development ? ok('not looked at in a trial') : hint(`${domain} is no public domain, so mailboxes will distrust it. Set EMAIL_FROM.`)]
  }
  try {
    const spf = resend ? `send.${domain}` : domain
    const dkim = resend ? await isThere(resolveTxt, `resend._domainkey.${domain}`, 'p=') : undefined
    return [
      (await isThere(resolveTxt, spf, 'v=spf1'))
        ? ok(`${spf} has an SPF record`)
        : hint(`${spf} has no SPF record (TXT v=spf1 …): say there who sends for it.`),
      (await findDmarc(resolveTxt, domain))
        ? ok(`${domain} has a DMARC record`)
        : hint(`${domain} has no DMARC record: add TXT _dmarc.${domain} “v=DMARC1; p=none”.`),
      dkimFinding(domain, dkim),
    ]
  } catch (error) {
    return [hint(`the DNS can’t be asked from here (${reasonOf(error)})`)]
  }

  function dkimFinding(name: string, found: boolean | undefined): Finding {
    if (found) return ok(`${name} has Resend’s DKIM key`)
    if (found === false) return hint(`${name} lacks Resend’s DKIM key (TXT resend._domainkey.${name}): add it as Resend shows it.`)
    return hint('whether e-mails are signed (DKIM) shows in the headers of a test e-mail: look for dkim=pass.')
  }
}

function askDns(name: string): Promise<string[][]> {
  return new Resolver({ timeout: patience / 2, tries: 1 }).resolveTxt(name)
}

/** A domain without a policy of its own has that of the domain above it. */
async function findDmarc(resolveTxt: ResolveTxt, domain: string): Promise<boolean> {
  const above = domain.split('.').slice(-2).join('.')
  return (await isThere(resolveTxt, `_dmarc.${domain}`, 'v=DMARC1')) || (above !== domain && isThere(resolveTxt, `_dmarc.${above}`, 'v=DMARC1'))
}

async function isThere(resolveTxt: ResolveTxt, name: string, word: string): Promise<boolean> {
  try {
    const texts = await resolveTxt(name)
    return texts.some((parts) => parts.join('').includes(word))
  } catch (error) {
    if (['ENOTFOUND', 'ENODATA'].includes(reasonOf(error))) return false
    throw error
  }
}
