/** Why what was sent can be no list at all, as the sentence that says what helps; undefined when it can. */
export function whyNoList(sent: Uint8Array | string) {
  const start = (typeof sent === 'string' ? Buffer.from(sent.trimStart().slice(0, 16)) : Buffer.from(sent.subarray(0, 16))).toString('latin1')
  if (spreadsheets.some((signature) => start.startsWith(signature))) return 'import.notAList.spreadsheet' as const
  const [, kind] = kinds.find(([signature]) => start.startsWith(signature)) ?? []
  return kind && (`import.notAList.${kind}` as const)
}

/** A ZIP archive, or Microsoft’s older container. */
const spreadsheets = ['PK\x03\x04', '\xd0\xcf\x11\xe0']

const kinds = [
  ['%PDF-', 'pdf'],
  ['{\\rtf', 'rtf'],
  ['\x89PNG', 'picture'],
  ['\xff\xd8\xff', 'picture'],
  ['GIF8', 'picture'],
  ['RIFF', 'picture'],
  ['\x1f\x8b', 'compressed'],
  ['Rar!', 'compressed'],
  ['7z\xbc\xaf', 'compressed'],
] as const
