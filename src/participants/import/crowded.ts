import { addressAlone, addressesIn } from './addresses.ts'

/** Whether a line of cells has several people's names beside its one address, so that it could be anybody's of them. */
export function isCrowded(cells: string[]): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  const place = filled.findIndex((cell) => addressAlone(cell) !== undefined)
  if (place < 0 || filled.some((cell, other) => other !== place && addressesIn(cell).length > 0)) return false
  const local = plain((filled[place] ?? '').replace(/[@＠].*/, ''))
  const before = filled.slice(0, place).filter(isLikeName)
  if (before.length >= 2) return !areFirstAndLast(before, local)
  const whole = filled.filter((cell) => isLikeName(cell) && /\s/.test(cell))
  return whole.length >= 2 && !whole.some((name) => wordsOf(name).some((word) => local.includes(word)))
}

/** “Bob” and “Berg” before bob@… or b.berg@…; before berg@… they may be two who live together. */
function areFirstAndLast(names: string[], local: string): boolean {
  const [first = '', last = '', more] = names.map(plain)
  if (more !== undefined || names.some((name) => /[\s,;]/.test(name))) return false
  return local.includes(first) || (local !== last && local.includes(last))
}

/** A name begins every word with a capital letter, or one that knows none, but for words like “van”. */
function isLikeName(cell: string): boolean {
  const words = cell.replaceAll(/^["'‘“]|["'’”]$/g, '').split(/[\s,]+/)
  return (
    words.length <= 6 && !/\d/.test(cell) && /^[\p{Lu}\p{Lo}]/u.test(words[0] ?? '') && words.every((word) => /^(?:[\p{Lu}\p{Lo}(]|\p{L}{1,3}$)|^$/u.test(word))
  )
}

function wordsOf(name: string): string[] {
  return name
    .split(/[\s,]+/)
    .map(plain)
    .filter((word) => word.length > 2)
}

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[^\p{L}]/gu, '')
    .toLowerCase()
}
