import type { Key, Printer } from '../language/printer.ts'

export const topics = ['sizes', 'taste', 'food', 'gift', 'wishes', 'delivery', 'answers', 'thanks'] as const
export type Topic = (typeof topics)[number]

/** What can be filled in, by what it is. Clothes and shoes are of European sizes, jeans in inches, heads and heights in cm, rings in mm. */
export const slots = {
  letterSizes: values('XXS XS S M L XL XXL 3XL 4XL 5XL'),
  heights: steps(50, 176, 6),
  inches: steps(24, 50),
  shoeSizes: [...steps(16, 34), ...steps(35, 48, 0.5), ...steps(49, 52)],
  hatSizes: steps(44, 64),
  ringSizes: steps(44, 70),
  colours: values('red orange yellow green turquoise light-blue blue purple pink brown beige grey black white gold silver pastels bright-colours'),
  books: values('crime fantasy sci-fi romance historical-novels biographies non-fiction travel-books cookbooks comics poetry picture-books'),
  music: values('classical jazz pop rock metal hip-hop electronic folk soul musicals'),
  hobbies: [
    ...values('cooking baking gardening reading making-music sport hiking cycling travelling board-games puzzles'),
    ...values('video-games needlework diy drawing-and-painting photography films-and-series'),
  ],
  scents: values('lavender vanilla rose citrus cinnamon coconut sandalwood jasmine fir mint'),
  pets: values('dog cat rabbit guinea-pig hamster bird fish reptile horse'),
  /** The fourteen of Annex II of Regulation (EU) No 1169/2011. */
  allergens: values('gluten crustaceans eggs fish peanuts soya milk nuts celery mustard sesame sulphites lupin molluscs'),
  irritants: values('pollen house-dust animal-hair feathers wool latex nickel perfume'),
  diets: values('vegetarian vegan fish-but-no-meat halal kosher without-gluten without-lactose without-sugar'),
  sweets: values('dark-chocolate milk-chocolate white-chocolate pralines fruit-gums liquorice marzipan caramel biscuits gingerbread dried-fruit'),
  drinks: values('coffee black-tea green-tea herbal-tea hot-chocolate juice beer red-wine white-wine sparkling-wine spirits'),
  avoided: values('alcohol caffeine sugar chilli meat pork leather fur plastic perfume'),
} satisfies Record<string, readonly string[]>
export type SlotName = keyof typeof slots

/** A sentence that is ready to be said: who says it as a rule, and what is filled in. Both may say all. */
export type Phrase = { key: string; topic: Topic; from: 'giver' | 'receiver' | 'both'; slot?: SlotName }

/** What is stored of a message that is a phrase. */
export type ChosenPhrase = { phrase: string; slot?: string }

/** Every phrase. Messages store keys and values of slots, so none is ever renamed or taken away. */
export const phrases: readonly Phrase[] = [
  ...phrasesOf('sizes', 'giver', 'top-size trouser-size shoe-size glove-size hat-size ring-size'),
  ...phrasesOf('sizes', 'receiver', 'size-unknown no-clothes', {
    'my-top-size': 'letterSizes',
    'my-trouser-size': 'letterSizes',
    'my-jeans-waist': 'inches',
    'my-jeans-length': 'inches',
    'my-size-by-height': 'heights',
    'my-shoe-size': 'shoeSizes',
    'my-glove-size': 'letterSizes',
    'my-hat-size': 'hatSizes',
    'my-ring-size': 'ringSizes',
  }),
  ...phrasesOf('taste', 'giver', 'colours colours-to-avoid books music hobbies games scents pets collection'),
  ...phrasesOf('taste', 'receiver', 'no-scents no-pets', {
    'my-colour': 'colours',
    'not-my-colour': 'colours',
    'my-books': 'books',
    'my-music': 'music',
    'my-hobby': 'hobbies',
    'my-scent': 'scents',
    'my-pet': 'pets',
  }),
  ...phrasesOf('food', 'giver', 'allergies diet sweet-or-savoury sweets coffee-or-tea do-you-drink-alcohol'),
  ...phrasesOf('food', 'receiver', 'no-allergies i-eat-everything sweet savoury no-alcohol', {
    'my-allergy': 'allergens',
    'my-other-allergy': 'irritants',
    'my-diet': 'diets',
    'my-sweets': 'sweets',
    'my-drink': 'drinks',
    'nothing-with': 'avoided',
  }),
  ...phrasesOf('gift', 'giver', 'useful-or-fun one-or-several surprise-or-list handmade second-hand voucher plant experience'),
  ...phrasesOf('gift', 'receiver', 'useful just-for-fun one-big-thing several-small-things surprise-me from-my-list nothing-expensive nothing-big'),
  ...phrasesOf('wishes', 'giver', 'already-have-first look-again more-ideas answer-questions change-it too-late-to-change still-looking found-something'),
  ...phrasesOf('wishes', 'receiver', 'among-my-wishes among-my-answers have-it dont-have-it list-changed may-i-change-my-list have-you-found-something'),
  ...phrasesOf('delivery', 'giver', 'where-to-send there-on-the-day later wrap ready on-its-way late has-it-arrived'),
  ...phrasesOf('delivery', 'receiver', 'to-my-home to-my-work address-among-my-answers leave-with-organiser bring-it there not-there'),
  ...phrasesOf('delivery', 'receiver', 'later-is-fine not-later please-wrap no-wrapping parcel-arrived nothing-arrived'),
  ...phrasesOf('answers', 'both', 'yes no yes-gladly not-understood good-idea all-right take-your-time sorry-for-waiting'),
  ...phrasesOf('answers', 'receiver', 'rather-not dont-mind either neither dont-know-yet rather-not-say ask-something-else'),
  ...phrasesOf('thanks', 'both', 'thank-you looking-forward merry-christmas happy-holidays happy-new-year see-you'),
  ...phrasesOf('thanks', 'giver', 'that-helps youre-welcome hope-you-like-it glad-you-like-it fun-to-find'),
  ...phrasesOf('thanks', 'receiver', 'thank-you-so-much just-right made-me-happy what-a-surprise well-chosen'),
]

const byKey = new Map(phrases.map((phrase) => [phrase.key, phrase]))

/** The phrase by that key, if there is one. */
export function phraseNamed(key: string): Phrase | undefined {
  return byKey.get(key)
}

/** Whether the phrase can be said with that in its slot; one without a slot is said with nothing in it. */
export function isSlotOf({ slot: name }: Phrase, slot: string | undefined): boolean {
  if (!name) return slot === undefined
  return slot !== undefined && slots[name].includes(slot)
}

/** The whole sentence in the reader’s language. “…” stands for a slot that is still empty, and for what only a newer version knows. */
export function phraseInWords({ phrase: key, slot }: ChosenPhrase, t: Printer): string {
  const phrase = phraseNamed(key)
  if (!phrase) return '…'
  const filled = phrase.slot && slot && isSlotOf(phrase, slot) ? slotInWords(phrase.slot, slot, t) : '…'
  return print(t, `phrases.${key}`, { slot: filled })
}

/** A value of a slot, as it stands in a sentence and in the list to choose from. */
export function slotInWords(name: SlotName, slot: string, t: Printer): string {
  if (name === 'letterSizes') return slot
  return Number.isNaN(Number(slot)) ? print(t, `phrases.slot.${name}.${slot}`) : t.number(Number(slot))
}

/** What the phrases of a topic are about. */
export function topicInWords(topic: Topic, t: Printer): string {
  return t(`phrases.topic.${topic}`)
}

/** Keys are made at run time here, which the types can’t follow: a test says every phrase with all that goes into it. */
function print(t: Printer, key: string, given: { slot?: string } = {}): string {
  return (t as (key: Key, given: object) => string)(key as Key, given)
}

/** Phrases of a topic that one side says as a rule: those in which a slot is filled in, then those that are whole as they are. */
function phrasesOf(topic: Topic, from: Phrase['from'], whole: string, filled: Record<string, SlotName> = {}): Phrase[] {
  const withSlots = Object.entries(filled).map(([key, slot]) => ({ key, topic, from, slot }))
  return [...withSlots, ...values(whole).map((key) => ({ key, topic, from }))]
}

function values(text: string): string[] {
  return text.split(' ')
}

function steps(first: number, last: number, by = 1): string[] {
  return Array.from({ length: (last - first) / by + 1 }, (_, step) => String(first + step * by))
}
