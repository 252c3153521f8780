/** A letter beyond ASCII in UTF-8, or else a byte that is part of none. */
const letters = /([\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})|[\x80-\xff]/g

/** Whether a file is in UTF-8 but for a stray byte here and there, as when two files were put together. */
export function isMostlyUtf8(file: Uint8Array): boolean {
  const found = [...Buffer.from(file).toString('latin1').matchAll(letters)]
  const strays = found.filter(([, letter]) => letter === undefined).length
  return found.length - strays >= 2 * strays
}

/** Text in UTF-8. A stray byte is shown as `textIn` shows one without a letter, so that its line alone asks for a look, and decoding can be undone. */
export function textInUtf8(file: Uint8Array): string {
  const strayless = Buffer.from(file)
    .toString('latin1')
    .replaceAll(letters, (bytes, letter?: string) =>
      letter === undefined ? Buffer.from(String.fromCharCode(0xf700 + bytes.charCodeAt(0))).toString('latin1') : bytes,
    )
  return new TextDecoder('utf-8').decode(Buffer.from(strayless, 'latin1'))
}

/** The bytes of that text. */
export function bytesInUtf8(text: string): Uint8Array {
  return Buffer.concat(
    text.split(/([\uf780-\uf7ff])/).map((part) => (/^[\uf780-\uf7ff]$/.test(part) ? Buffer.of(part.charCodeAt(0) - 0xf700) : Buffer.from(part))),
  )
}
