import type { Printer } from '../language/printer.ts'
import { domainOf } from '../web/link.ts'
import { Badge } from './badge.tsx'
import { Name } from './heading.tsx'
import { UserText } from './user-text.tsx'

/** A wish as it is read; `link` is a complete http or https address, and like `note` and `price` empty where there is none. */
export type ShownWish = { title: string; link: string; note: string; price: string; mostWanted: boolean }

/** Wishes to read, in the order of whoever has them. `isBrief` leaves the notes out. */
export function WishList({ wishes, isBrief, t }: { wishes: readonly ShownWish[]; isBrief?: boolean; t: Printer }) {
  if (wishes.length === 0) return null
  return (
    <ol class="wishes">
      {wishes.map((wish) => (
        <li>
          <WishText wish={wish} isBrief={isBrief} t={t} />
        </li>
      ))}
    </ol>
  )
}

/** What a wish says: what it is, where it is to be had, how dear it is, and what else to know. */
export function WishText({ wish: { title, link, note, price, mostWanted }, isBrief, t }: { wish: ShownWish; isBrief?: boolean | undefined; t: Printer }) {
  const domain = link === '' ? '' : domainOf(link)
  return (
    <div class="wish-text">
      <p class="wish-title">
        {link === '' ? <Name>{title}</Name> : <WishLink link={link}>{title}</WishLink>}
        {domain !== '' && domain !== title && <bdi class="domain"> {domain}</bdi>}
      </p>
      {(mostWanted || price !== '') && (
        <p class="wish-facts">
          {mostWanted && <Badge tone="festive">{t('wishes.mostWanted')}</Badge>}
          {price !== '' && <bdi>{price}</bdi>}
        </p>
      )}
      {note !== '' && !isBrief && <UserText text={note} isAside />}
    </div>
  )
}

/** Opens elsewhere, where nobody learns from where. */
function WishLink({ link, children }: { link: string; children: string }) {
  return (
    <a href={link} rel="noreferrer noopener nofollow ugc" referrerpolicy="no-referrer" target="_blank">
      <Name>{children}</Name>
    </a>
  )
}
