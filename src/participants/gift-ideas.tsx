import { paths } from '../paths.ts'
import { TextArea } from '../ui/field.tsx'
import { inFigures } from '../ui/wording.ts'
import { countCharacters, type Refused } from '../web/form.ts'
import { longestGiftIdeas } from './participant.ts'

/** From how many characters on the counter is seen: before, nobody needs it. */
const nearLimit = 0.9 * longestGiftIdeas

/** The field for gift ideas, with a counter that the server keeps while one types. Where no script does that, the limit stands beside the field. */
export function GiftIdeasField({ form }: { form: Refused }) {
  return (
    <TextArea
      form={form}
      name="gift_ideas"
      label="Gift ideas"
      hint={
        <>
          What would make you happy? Links are welcome. <span class="limit">Up to {inFigures(longestGiftIdeas)} characters.</span>
        </>
      }
      optional
      hx-post={paths.giftIdeasCount()}
      hx-trigger="input changed delay:250ms"
      hx-target="#gift-ideas-count"
      hx-swap="outerHTML"
      hx-sync="this:replace"
    >
      <GiftIdeasCount text={form.typed.gift_ideas ?? ''} />
    </TextArea>
  )
}

/** The counter below the field: how much of the room is used. */
export function GiftIdeasCount({ text }: { text: string }) {
  const count = countCharacters(text)
  const isOver = count > longestGiftIdeas
  return (
    <p id="gift-ideas-count" class={classOf(count)} role={isOver ? 'alert' : undefined}>
      {inFigures(count)} / {inFigures(longestGiftIdeas)} characters
    </p>
  )
}

function classOf(count: number): string {
  if (count > longestGiftIdeas) return 'count over'
  return count < nearLimit ? 'count far' : 'count'
}
