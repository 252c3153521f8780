import { raw } from '../html/jsx-runtime.ts'
import type { Printer } from '../language/printer.ts'
import { UserText } from '../ui/user-text.tsx'
import { drawing } from './drawing.ts'
import type { Email, EmailPart, RenderedEmail } from './email.ts'
import { footOf } from './foot.ts'
import { styles } from './styles.ts'
import { textForm } from './text-form.ts'
import { unlinked } from './unlinked.ts'

/** No page has anything of its own to show by this scheme. */
const picture = raw(`<img src="cid:${drawing.contentId}" width="96" height="64" alt="">`)

/** Both forms of an e-mail, with what all of them say in the language of `t`. */
export function renderEmail(original: Email, t: Printer): RenderedEmail {
  const email = complete(original, t)
  const { subject, unsubscribeUrl, declineUrl, answers, calendar } = email
  const replyTo = typeof answers === 'object' ? (answers.to.length === 1 ? answers.to[0] : answers.to) : undefined
  const html = `<!doctype html>${<HtmlForm email={email} t={t} />}`
  return { subject, html, text: textForm(email, t), unsubscribeUrl: unsubscribeUrl ?? declineUrl, replyTo, calendar }
}

/** An e-mail as it looks, on a page of ours: no link of it leads anywhere, and its headline stands below those of the page. */
export function EmailPreview({ email, t }: { email: Email; t: Printer }) {
  const { code, direction } = t.language
  const letter = (
    <div class="sample" lang={code} dir={direction}>
      <Sheet email={complete(email, t)} t={t} />
    </div>
  )
  return raw(`${letter}`.replaceAll(/ (href|target|rel)="[^"]*"/g, '').replaceAll(/(<\/?)h1\b/g, '$1h3'))
}

/** An e-mail with what all of them say. In sentences, and nowhere else, names stand, of which no mail program shall make a link. */
function complete(email: Email, t: Printer): Email {
  const { subject, preview, content, why = '', calendar } = email
  const attached = calendar === undefined ? [] : [t('email.calendar.attached')]
  const shown = content.flatMap((part) => (isFacts(part) ? [part, ...attached] : part))
  return { ...email, subject: unlinked(subject), preview: unlinked(preview), content: shown.map(withoutLinks), why: unlinked(why) }
}

function isFacts(part: EmailPart): boolean {
  return typeof part !== 'string' && 'facts' in part
}

function withoutLinks(part: EmailPart): EmailPart {
  if (typeof part === 'string') return unlinked(part)
  if ('news' in part) return { news: unlinked(part.news) }
  return 'newsOf' in part ? { ...part, name: unlinked(part.name) } : part
}

function HtmlForm({ email, t }: { email: Email; t: Printer }) {
  const { subject, preview } = email
  const { code, direction } = t.language
  return (
    <html lang={code} dir={direction}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{subject}</title>
        <style>{raw(styles(direction))}</style>
      </head>
      <body lang={code} dir={direction}>
        <div class="preview">{preview}</div>
        <div class="head">{picture}</div>
        <Sheet email={email} t={t} />
      </body>
    </html>
  )
}

function Sheet({ email, t }: { email: Email; t: Printer }) {
  return (
    <>
      <div class="sheet">
        <div class="ribbon" />
        <div class="inside">
          {email.content.map((part) => (
            <HtmlPart part={part} t={t} />
          ))}
        </div>
      </div>
      <div class="foot">
        {footOf(email, t).map((line) => (
          <p>{typeof line === 'string' ? line : <a href={line.url}>{line.label}</a>}</p>
        ))}
      </div>
    </>
  )
}

function HtmlPart({ part, t }: { part: EmailPart; t: Printer }) {
  if (typeof part === 'string') return <p>{part}</p>
  if ('news' in part) return <h1>{part.news}</h1>
  if ('newsOf' in part) return <h1>{t.rich(part.newsOf, { name: <StandingOut name={part.name} /> })}</h1>
  if ('facts' in part) return <FactTable facts={part.facts} />
  if ('quote' in part) return <blockquote dir="auto">{part.quote}</blockquote>
  if ('written' in part) return <UserText text={part.written} />
  if ('code' in part)
    return (
      <p class="code" dir="ltr">
        {part.code}
      </p>
    )
  return (
    <>
      <p>
        <a class="button" href={part.url}>
          {part.button}
        </a>
      </p>
      <p class="small">{t.rich('email.button.fallback', { address: <AddressItself url={part.url} /> })}</p>
    </>
  )
}

function AddressItself({ url }: { url: string }) {
  return (
    <a href={url} dir="ltr">
      {url}
    </a>
  )
}

function StandingOut({ name }: { name: string }) {
  return (
    <strong>
      <bdi>{name}</bdi>
    </strong>
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
