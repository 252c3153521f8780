/** Takes no room, breaks no line, and is no part of a host, a scheme or an address. */
const wordJoiner = '\u2060'

/**
 * A line of an e-mail in which nothing looks like an address, so that no mail program makes a link of a name: a word joiner stands behind
 * each dot, @ and colon that could be a part of one, and to the eye nothing changes. A masked address is none already.
 */
export function unlinked(line: string): string {
  return line
    .replaceAll(/(?<=[^\s.•])([.。｡．])(?=[\p{L}\p{N}])/gu, (dot: string, _dot: string, offset: number) => (isDecimal(line, offset) ? dot : dot + wordJoiner))
    .replaceAll(/(?<=[^\s•])[@＠](?=\S)/gu, (at) => wordJoiner + at + wordJoiner)
    .replaceAll(/:(?=\/\/)|(?<=\b(?:mailto|tel|sms|facetime|skype|xmpp|news|javascript|data)):/gi, `:${wordJoiner}`)
}

/** “5.30” is a time or a price; four numbers in a row are a host. */
function isDecimal(line: string, offset: number): boolean {
  return /(?<![\d.])\d+$/.test(line.slice(0, offset)) && /^\d+(?!\d|\.[\p{L}\d]|\p{L})/u.test(line.slice(offset + 1))
}
