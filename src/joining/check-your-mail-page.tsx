import { fewestParticipants } from '../exchanges/exchange.ts'
import { Letter } from '../ui/art.tsx'
import { Card } from '../ui/card.tsx'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'
import { SentTo } from '../ui/sent-to.tsx'
import type { Frame } from '../web/answer.tsx'

type CheckYourMail = { again: string; joinAgain: string | undefined; sentTo: string | undefined; isLate: boolean; missing: string | undefined; frame: Frame }

/**
 * What follows each request for a link, whether the address is known or not. `sentTo` is what was typed, as far as this browser knows; `isLate`
 * says that no e-mail goes out at the moment; `missing`, where the site sends none, where the link is instead.
 */
export function CheckYourMailPage({ again, joinAgain, sentTo, isLate, missing, frame }: CheckYourMail) {
  const hasJoined = joinAgain !== undefined
  return (
    <Page title="Check your mail" frame={frame}>
      <Empty picture={<Letter size={140} />} title="Check your mail" lead={hasJoined ? joinedByMail : linkByMail} isPage>
        {sentTo !== undefined && <SentTo address={sentTo} back={joinAgain ?? again} />}
      </Empty>
      <Card>
        <ul>
          {missing !== undefined && <li>{missing}</li>}
          {isLate && <li>E-mails leave late at the moment. Yours goes out as soon as that is possible again.</li>}
          <li>The link works once, and for one hour.</li>
          <li>Nothing there after a few minutes? Look into the spam folder.</li>
          <li>
            Still nothing? <a href={again}>Ask for another link</a> and check the spelling of your address.
          </li>
          {hasJoined && <li>Mistyped the address? Join again with the right one, and ask your organiser to remove the other entry.</li>}
          {hasJoined && <li>As soon as at least {fewestParticipants} people are in and registration closes, the names are drawn. We let you know.</li>}
        </ul>
      </Card>
    </Page>
  )
}

const joinedByMail = 'You have joined! We have sent a link to your e-mail address. Open it to confirm the address and to see who else is in.'
const linkByMail = 'If that address takes part, a link is on its way to it. Open it to sign in.'
