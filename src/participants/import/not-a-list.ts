/** Why what was sent can be no list at all, in a sentence that says what helps; undefined when it can. */
export function whyNoList(sent: Uint8Array | string): string | undefined {
  const start = (typeof sent === 'string' ? Buffer.from(sent.trimStart().slice(0, 16)) : Buffer.from(sent.subarray(0, 16))).toString('latin1')
  if (spreadsheets.some((signature) => start.startsWith(signature)))
    return 'That is the file of a spreadsheet itself. Save it as CSV there, or copy its lines and paste them above.'
  const [, kind] = Object.entries(kinds).find(([signature]) => start.startsWith(signature)) ?? []
  return kind && `That is ${kind}, which can’t be read as a list. Save the list as CSV where it was made, or copy its lines and paste them above.`
}

/** A ZIP archive, or Microsoft’s older container. */
const spreadsheets = ['PK\x03\x04', '\xd0\xcf\x11\xe0']

const kinds = {
  '%PDF-': 'a PDF',
  '{\\rtf': 'an RTF document',
  '\x89PNG': 'a picture',
  '\xff\xd8\xff': 'a picture',
  GIF8: 'a picture',
  RIFF: 'a picture',
  '\x1f\x8b': 'a compressed file',
  'Rar!': 'a compressed file',
  '7z\xbc\xaf': 'a compressed file',
}
