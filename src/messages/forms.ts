import * as v from 'valibot'
import { later } from '../language/printer.ts'
import { checkbox, isVisible, text } from '../web/form.ts'
import type { Content } from './content.ts'
import { isSlotOf, phraseNamed } from './phrases.ts'

/** The most characters that a message may have. */
export const longestMessage = 1000

const written = v.optional(v.string(), '')

/** A message: in one's own words, or a ready-made phrase, with what goes into its slot. With `preview` it is not sent yet. */
export const MessageForm = v.pipe(
  v.object({ text: v.pipe(text(longestMessage), v.trim()), phrase: written, slot: written, preview: checkbox }),
  v.forward(
    v.check(({ text, phrase }) => isVisible(text) || phrase !== '', later('messages.form.nothing')),
    ['text'],
  ),
  v.forward(
    v.check(({ text, phrase }) => !isVisible(text) || phrase === '', later('messages.form.both')),
    ['text'],
  ),
  v.forward(
    v.check(({ phrase }) => phrase === '' || phraseNamed(phrase) !== undefined, later('messages.form.unknown')),
    ['text'],
  ),
  v.forward(
    v.check(({ phrase, slot, preview }) => (preview && slot === '') || fits(phrase, slot), later('messages.form.slot')),
    ['slot'],
  ),
)

/** Whether that can stand in the slot of a phrase that there is; any other is refused for itself. */
function fits(phrase: string, slot: string): boolean {
  const known = phraseNamed(phrase)
  return !known || isSlotOf(known, slot === '' ? undefined : slot)
}

/** What the form says. */
export function contentOf({ text, phrase, slot }: Pick<v.InferOutput<typeof MessageForm>, 'text' | 'phrase' | 'slot'>): Content {
  if (phrase === '') return { text }
  return slot === '' ? { phrase } : { phrase, slot }
}

/** A button alone. */
export const BareForm = v.object({})
