import { paths } from '../paths.ts'
import { TextArea } from '../ui/field.tsx'
import { inFigures } from '../ui/wording.ts'
import { countCharacters, type Refused } from '../web/form.ts'
import { longestGiftIdeas } from './participant.ts'

/** The field for gift ideas, with a counter that the server keeps while one types. */
export function GiftIdeasField({ form }: { form: Refused }) {
  return (
    <TextArea
      form={form}
      name="gift_ideas"
      label="Gift ideas"
      hint={`What would make you happy? Links are welcome. Up to ${inFigures(longestGiftIdeas)} characters.`}
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
    <p id="gift-ideas-count" class={isOver ? 'count over' : 'count'} role={isOver ? 'alert' : undefined}>
      {inFigures(count)} / {inFigures(longestGiftIdeas)} characters
    </p>
  )
}
