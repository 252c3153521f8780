import { memoize } from '../../memoize.ts'

/** Single-byte encodings, the likelier first: of two that read a file alike, the first is named. */
export const singleByte = ['windows-1252', 'windows-1250', 'windows-1251', 'windows-1255', 'macintosh'] as const
export type SingleByte = (typeof singleByte)[number]

export function isSingleByte(encoding: string): encoding is SingleByte {
  return (singleByte as readonly string[]).includes(encoding)
}

/** Text of those bytes. A byte without a letter is shown by a character of its own (U+F780 to U+F7FF, for private use), so that decoding can be undone. */
export function textIn(encoding: SingleByte, bytes: Uint8Array): string {
  const { letters } = tableOf(encoding)
  let text = ''
  for (const byte of bytes) text += letters[byte]
  return text
}

/** The bytes of that text; undefined when it holds a letter that the encoding does not have. */
export function bytesIn(encoding: SingleByte, text: string): Uint8Array | undefined {
  const { places } = tableOf(encoding)
  const bytes = Array.from(text, (letter) => places.get(letter))
  return bytes.every((byte) => byte !== undefined) ? Uint8Array.from(bytes) : undefined
}

/** Whether a text holds something that could not be read: U+FFFD, or what `textIn` shows of a byte without a letter. */
export function isUnreadable(text: string): boolean {
  return /[\ufffd\uf780-\uf7ff]/.test(text)
}

type Table = { letters: string[]; places: Map<string, number> }

const tableOf = memoize((encoding: SingleByte): Table => {
  const decoder = new TextDecoder(encoding)
  const letters = Array.from({ length: 256 }, (_, byte) => {
    const letter = decoder.decode(Uint8Array.of(byte))
    return /[\ufffd\u0080-\u009f]/.test(letter) ? String.fromCharCode(0xf700 + byte) : letter
  })
  return { letters, places: new Map(letters.map((letter, byte) => [letter, byte])) }
})
