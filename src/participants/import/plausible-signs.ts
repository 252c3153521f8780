/** Where signs beyond ASCII are at home: quotation marks in pairs, an apostrophe in or behind a word, a currency beside a figure, a dash alone. */
const quoted = /(?<![\p{L}\d])[„“”«»]([^„“”«»\n]{1,80})[“”«»](?!\p{L})/gu
const apostrophe = /(?<=\p{L})’(?=[\p{L}\s,;.!?]|$)|(?<=\p{Ll})—(?=\p{L})/gu
const beside = /(?<=\d\s?)[€£°§½¼¾×²³–—’”](?!\p{L}{2})|[€£§½¼¾–—•±](?=\s?\d)/gu
const alone = /(?<=^|[\s,;|"(])[€£°§½¼¾×•·–—…](?=$|[\s,;|")])|(?<=[\p{L}\d])[…®™](?=$|[\s,;|")])|(?<=^|[\s,;|"(])[¿¡•](?=\s?\p{L})|(?<=\d\s?)°(?=[CF])/gmu

/** A text in which such signs stand as ASCII, and how many there were: they say less about a language than letters do, and nothing against an encoding. */
export function withoutSigns(text: string): { text: string; count: number } {
  let count = 0
  const counted = (plain: string) => {
    count++
    return plain
  }
  const unquoted = text.replaceAll(quoted, (_, inside: string) => counted(`"${inside}"`))
  const plain = unquoted.replaceAll(apostrophe, () => counted("'")).replaceAll(beside, () => counted('-'))
  return { text: plain.replaceAll(alone, () => counted('-')), count }
}
