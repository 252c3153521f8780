import { raw } from '../html/jsx-runtime.ts'
import { UserText } from '../ui/user-text.tsx'
import { drawing } from './drawing.ts'
import type { Email, EmailPart, RenderedEmail } from './email.ts'
import { footOf } from './foot.ts'
import { styles } from './styles.ts'
import { textForm } from './text-form.ts'
import { unlinked } from './unlinked.ts'

/** No page has anything of its own to show by this scheme. */
const picture = raw(`<img src="cid:${drawing.contentId}" width="96" height="64" alt="">`)
const attached = 'The attached file puts the day in your calendar.'

/** Both forms of an e-mail. In sentences, and nowhere else, names stand, of which no mail program shall make a link. */
export function renderEmail(original: Email): RenderedEmail {
  const { subject, preview, content, why = '' } = original
  const shown = original.calendar === undefined ? content : content.flatMap((part) => (isFacts(part) ? [part, attached] : part))
  const email = { ...original, subject: unlinked(subject), preview: unlinked(preview), content: shown.map(withoutLinks), why: unlinked(why) }
  const { unsubscribeUrl, declineUrl, answers, calendar } = email
  const replyTo = typeof answers === 'object' ? answers.to : undefined
  const html = `<!doctype html>${<HtmlForm {...email} />}`
  return { subject: email.subject, html, text: textForm(email), unsubscribeUrl: unsubscribeUrl ?? declineUrl, replyTo, calendar }
}

function isFacts(part: EmailPart): boolean {
  return typeof part !== 'string' && 'facts' in part
}

function withoutLinks(part: EmailPart): EmailPart {
  if (typeof part === 'string') return unlinked(part)
  if (!('news' in part)) return part
  return part.name === undefined ? { news: unlinked(part.news) } : { news: unlinked(part.news), name: unlinked(part.name) }
}

function HtmlForm(email: Email) {
  const { subject, preview, content } = email
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
        <div class="head">{picture}</div>
        <div class="sheet">
          <div class="ribbon" />
          <div class="inside">
            {content.map((part) => (
              <HtmlPart part={part} />
            ))}
          </div>
        </div>
        <div class="foot">
          {footOf(email).map((line) => (
            <p dir="auto">{typeof line === 'string' ? line : <a href={line.url}>{line.label}</a>}</p>
          ))}
        </div>
      </body>
    </html>
  )
}

function HtmlPart({ part }: { part: EmailPart }) {
  if (typeof part === 'string') return <p dir="auto">{part}</p>
  if ('news' in part) return <News {...part} />
  if ('facts' in part) return <FactTable facts={part.facts} />
  if ('quote' in part) return <blockquote dir="auto">{part.quote}</blockquote>
  if ('written' in part) return <UserText text={part.written} />
  if ('code' in part) return <p class="code">{part.code}</p>
  return (
    <>
      <p>
        <a class="button" href={part.url}>
          {part.button}
        </a>
      </p>
      <p class="small">
        If the button doesn’t work, open this address: <a href={part.url}>{part.url}</a>
      </p>
    </>
  )
}

function News({ news, name }: { news: string; name?: string }) {
  if (name === undefined) return <h1 dir="auto">{news}</h1>
  return (
    <h1>
      {news}{' '}
      <strong>
        <bdi>{name}</bdi>
      </strong>
    </h1>
  )
}

function FactTable({ facts }: { facts: [label: string, value: string][] }) {
  return (
    <table class="facts">
      <tbody>
        {facts.map(([label, value]) => (
          <tr>
            <th scope="row">{label}</th>
            <td>
              <UserText text={value} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
