import type { Printer } from '../language/printer.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Owner } from '../ui/form-owner.tsx'
import { type Phrase, phraseInWords, phrases, type Topic, topicInWords, topics } from './phrases.ts'
import { across, type Side } from './thread.ts'
import type { Writing } from './write-page.tsx'

type ListProperties = { writing: Writing; participantId: string | undefined; t: Printer }

/** The ready-made phrases by topic, each a button that shows it before it goes; those that one's side needs come first. Once the exchange is over there is thanks alone. */
export function PhraseList({ writing: { withWhom, occasion }, participantId, t }: ListProperties) {
  const offered = occasion.state === 'completed' ? (['thanks'] as const) : topics
  return (
    <Card title={t('messages.phrases')}>
      <p class="hint">{t(`messages.phrases.why.${withWhom}`)}</p>
      <form method="post" action={paths.thread(withWhom)} class="phrases">
        <Owner id={participantId} />
        <input type="hidden" name="preview" value="on" />
        {offered.map((topic) => (
          <details open={offered.length === 1}>
            <summary>{topicInWords(topic, t)}</summary>
            {phrasesFor(topic, across(withWhom)).map((some) => (
              <Phrases phrases={some} t={t} />
            ))}
          </details>
        ))}
      </form>
    </Card>
  )
}

function Phrases({ phrases, t }: { phrases: readonly Phrase[]; t: Printer }) {
  return (
    <ul>
      {phrases.map(({ key }) => (
        <li>
          <Button tone="plain" name="phrase" value={key}>
            {phraseInWords({ phrase: key }, t)}
          </Button>
        </li>
      ))}
    </ul>
  )
}

/** The phrases of a topic: those that somebody on that side says as a rule, then, if there are any, those of the other side. */
function phrasesFor(topic: Topic, side: Side): Phrase[][] {
  const ofTopic = phrases.filter((phrase) => phrase.topic === topic)
  const isOthers = ({ from }: Phrase) => from === across(side)
  return [ofTopic.filter((phrase) => !isOthers(phrase)), ofTopic.filter(isOthers)].filter((some) => some.length > 0)
}
