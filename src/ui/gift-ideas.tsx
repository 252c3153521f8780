import { paths } from '../paths.ts'
import { countCharacters, type Refused } from '../web/form.ts'
import { TextArea } from './field.tsx'
import { inFigures } from './wording.ts'

/** From which part of the limit on the counter is seen: before, nobody needs it. */
const nearLimit = 0.9

/** The field for gift ideas, with a counter that the server keeps while one types. Where no script does that, the limit stands beside the field. */
export function GiftIdeasField({ form, limit }: { form: Refused; limit: number }) {
  return (
    <TextArea
      form={form}
      name="gift_ideas"
      label="Gift ideas"
      hint={
        <>
          What would make you happy? Links are welcome. <span class="limit">Up to {inFigures(limit)} characters.</span>
        </>
      }
      optional
      hx-post={paths.giftIdeasCount()}
      hx-trigger="input changed delay:250ms"
      hx-target="#gift-ideas-count"
      hx-swap="outerHTML"
      hx-sync="this:replace"
    >
      <GiftIdeasCount text={form.typed.gift_ideas ?? ''} limit={limit} />
    </TextArea>
  )
}

/** The counter below the field: how much of the room is used. */
export function GiftIdeasCount({ text, limit }: { text: string; limit: number }) {
  const count = countCharacters(text)
  const isOver = count > limit
  return (
    <p id="gift-ideas-count" class={classOf(count / limit)} role={isOver ? 'alert' : undefined}>
      {inFigures(count)} / {inFigures(limit)} characters
    </p>
  )
}

function classOf(used: number): string {
  if (used > 1) return 'count over'
  return used < nearLimit ? 'count far' : 'count'
}
