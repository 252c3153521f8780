import type { Key } from '../../language/printer.ts'

/** How the letters of a file may be stored, by the names of the WHATWG's Encoding Standard, and what people call them. */
export const encodings = {
  'utf-8': 'import.encoding.utf8',
  'utf-16le': 'import.encoding.utf16',
  'utf-16be': 'import.encoding.utf16BigEndian',
  'windows-1252': 'import.encoding.westernEurope',
  'windows-1250': 'import.encoding.centralEurope',
  'windows-1251': 'import.encoding.cyrillic',
  'windows-1255': 'import.encoding.hebrew',
  macintosh: 'import.encoding.macRoman',
} as const satisfies Record<string, Key>
export type Encoding = keyof typeof encodings

/** The encoding that a form names; undefined for none and for one that is not known. */
export function encodingNamed(name: string | undefined): Encoding | undefined {
  const known = name?.trim().toLowerCase() ?? ''
  if (/^(x-)?mac-?roman$/.test(known)) return 'macintosh'
  return Object.hasOwn(encodings, known) ? (known as Encoding) : undefined
}
