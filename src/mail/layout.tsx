import { raw } from '../html/jsx-runtime.ts'
import { UserText } from '../ui/user-text.tsx'
import type { Email, EmailPart, RenderedEmail } from './email.ts'
import { unlinked } from './unlinked.ts'

const footer = 'Sent by Sneaky Klaus.'

/** Both forms of an e-mail. In sentences, and nowhere else, names stand, of which no mail program shall make a link. */
export function renderEmail(original: Email): RenderedEmail {
  const content = original.content.map((part) => (typeof part === 'string' ? unlinked(part) : part))
  const email = { ...original, subject: unlinked(original.subject), preview: unlinked(original.preview), content }
  return { subject: email.subject, html: `<!doctype html>${<HtmlForm {...email} />}`, text: textForm(email), unsubscribeUrl: email.unsubscribeUrl }
}

function textForm({ content, unsubscribeUrl }: Email): string {
  const unsubscribe = unsubscribeUrl === undefined ? '' : `\nStop these reminders: ${unsubscribeUrl}`
  return `${[...content.map(textPart), `-- \n${footer}${unsubscribe}`].join('\n\n')}\n`
}

function textPart(part: EmailPart): string {
  if (typeof part === 'string') return part
  if ('quote' in part) return part.quote.replaceAll(/^/gm, '> ')
  if ('written' in part) return part.written
  return `${part.button}:\n${part.url}`
}

function HtmlForm({ subject, preview, content, unsubscribeUrl }: Email) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{subject}</title>
        <style>{raw(styles)}</style>
      </head>
      <body>
        <div class="preview">{preview}</div>
        <div class="sheet">
          <div class="ribbon" />
          <div class="inside">
            <p class="name">Sneaky Klaus</p>
            {content.map((part) => (
              <HtmlPart part={part} />
            ))}
          </div>
        </div>
        <p class="footer">
          {footer} {unsubscribeUrl !== undefined && <a href={unsubscribeUrl}>Stop these reminders</a>}
        </p>
      </body>
    </html>
  )
}

function HtmlPart({ part }: { part: EmailPart }) {
  if (typeof part === 'string') return <p dir="auto">{part}</p>
  if ('quote' in part) return <blockquote dir="auto">{part.quote}</blockquote>
  if ('written' in part) return <UserText text={part.written} />
  return (
    <>
      <p>
        <a class="button" href={part.url}>
          {part.button}
        </a>
      </p>
      <p class="small">
        If the button does not work, open this address: <a href={part.url}>{part.url}</a>
      </p>
    </>
  )
}

/** Mail programs read a small part of CSS; without any of it the e-mail is plain, and readable. */
const styles = `
body { margin: 0; padding: 24px 12px; background: #f7f2e9; color: #22302a; font: 16px/1.6 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
.preview { display: none; max-height: 0; overflow: hidden; }
.sheet { max-width: 560px; margin: 0 auto; overflow: hidden; background: #fffdf8; border: 1px solid #e4dac8; border-radius: 16px; }
.ribbon { height: 6px; background: #b32d46; background: repeating-linear-gradient(135deg, #b32d46 0 12px, #fbf4ea 12px 24px); }
.inside { padding: 24px 28px 12px; }
.name { margin: 0 0 20px; color: #8f2136; font: 600 20px Georgia, serif; }
p { margin: 0 0 16px; overflow-wrap: anywhere; }
.user-text { margin: 0 0 16px; white-space: pre-wrap; overflow-wrap: anywhere; }
blockquote { margin: 0 0 16px; padding: 12px 16px; background: #e5f0e7; border-left: 4px solid #1c5c43; border-radius: 8px; white-space: pre-wrap; overflow-wrap: anywhere; }
a { color: #1c5c43; }
.button { display: inline-block; padding: 13px 26px; background: #1c5c43; color: #ffffff; border-radius: 999px; font-weight: 600; text-decoration: none; }
.small, .footer { color: #56645d; font-size: 13px; overflow-wrap: anywhere; }
.footer { max-width: 560px; margin: 16px auto; text-align: center; }
@media (prefers-color-scheme: dark) {
  body { background: #0e1917; color: #ece6da; }
  .sheet { background: #162420; border-color: #2a3d35; }
  .ribbon { background: repeating-linear-gradient(135deg, #c8425b 0 12px, #e9d9cf 12px 24px); }
  .name { color: #f5a0ac; }
  blockquote { background: #1a3129; border-color: #8fd3b3; }
  a { color: #8fd3b3; }
  .button { background: #8fd3b3; color: #0b1512; }
  .small, .footer { color: #a9b7af; }
}
`
