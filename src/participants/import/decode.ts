import type { Encoding } from './encodings.ts'
import { guessEncoding } from './guess-encoding.ts'
import { bytesIn, isSingleByte, textIn } from './single-byte.ts'
import { bytesInUtf8, isMostlyUtf8, textInUtf8 } from './utf8.ts'

/** The text of a file, whose lines end in LF, and how it was read; `isGuessed` when the file itself does not say. */
export type Decoded = { text: string; encoding: Encoding; isGuessed: boolean }

/** Reads a file, in the encoding that is `wanted` if any. No NUL comes through: what can't be read is U+FFFD, or stands in for its byte. */
export function textOf(file: Uint8Array, wanted?: Encoding): Decoded {
  const found = wanted ? { encoding: wanted, isGuessed: true } : encodingOf(file)
  return { ...found, text: tidy(decode(file, found.encoding)) }
}

/** Reads text again that was decoded as `from`, now as `to`. Nothing gets lost, so that any choice can be taken back. */
export function recode(text: string, from: Encoding, to: Encoding): string {
  if (from === to) return text
  const again = (part: string) => {
    const bytes = encode(part, from)
    return bytes && tidy(decode(bytes, to))
  }
  // A line into which something was typed since that the encoding does not have stays as it is.
  return again(text) ?? text.replaceAll(/[^\n]+/g, (line) => again(line) ?? line)
}

function encodingOf(file: Uint8Array): { encoding: Encoding; isGuessed: boolean } {
  if (file[0] === 0xff && file[1] === 0xfe) return { encoding: 'utf-16le', isGuessed: false }
  if (file[0] === 0xfe && file[1] === 0xff) return { encoding: 'utf-16be', isGuessed: false }
  const wide = sixteenBits(file)
  if (wide) return { encoding: wide, isGuessed: true }
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(file)
    return { encoding: 'utf-8', isGuessed: false }
  } catch {
    return { encoding: isMostlyUtf8(file) ? 'utf-8' : guessEncoding(file), isGuessed: true }
  }
}

/** Addresses and separators are ASCII, so that in UTF-16 many bytes are zero, all on one side. */
function sixteenBits(file: Uint8Array): Encoding | undefined {
  let even = 0
  let odd = 0
  for (const [place, byte] of file.entries()) if (byte === 0) place % 2 === 0 ? even++ : odd++
  if (Math.max(even, odd) < file.length / 8 || Math.min(even, odd) > Math.max(even, odd) / 4) return undefined
  return odd > even ? 'utf-16le' : 'utf-16be'
}

function decode(file: Uint8Array, encoding: Encoding): string {
  if (encoding === 'utf-8') return textInUtf8(file)
  return isSingleByte(encoding) ? textIn(encoding, file) : new TextDecoder(encoding).decode(file)
}

function encode(text: string, encoding: Encoding): Uint8Array | undefined {
  if (isSingleByte(encoding)) return bytesIn(encoding, text)
  if (encoding === 'utf-8') return bytesInUtf8(text)
  const bytes = Buffer.from(text, 'utf16le')
  return encoding === 'utf-16le' ? bytes : bytes.swap16()
}

/** Lines that end in LF, without the mark of the beginning. NULs at the end are padding; elsewhere they are nothing that can be read. */
export function tidy(text: string): string {
  return text
    .replace(/^\ufeff/, '')
    .replace(/\0+$/, '')
    .replaceAll('\0', '\ufffd')
    .replaceAll(/\r\n?/g, '\n')
}
