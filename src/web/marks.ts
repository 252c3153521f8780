/** Invisible characters: zero widths, joiners, soft hyphens, byte order marks, directions, variation selectors, tags. */
const invisible = /[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gv
const bidiControl = /[\u202a-\u202e\u2066-\u2069]/
const joiner = /[\u200c\u200d]/
const variationSelector = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}\u180b-\u180d\u180f]/u
const tag = /[\u{e0020}-\u{e007f}]/u
const directionMark = /[\u200e\u200f\u061c]/
/** Letters of old Korean syllables, and blanks that some take for letters: whether a name shows is asked elsewhere. */
const filler = /[\u115f\u1160\u3164\uffa0]/

/** Between these a joiner joins nothing. */
const standsAlone = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{ASCII}\p{Z}]/v
const takesVariations = /[\p{Extended_Pictographic}\p{Ideographic}\p{Script=Mongolian}0-9#*]/v
const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/v

/** Spaces and marks that mean nothing at an end; overrides, which turn what they hold, are not among them, nor are breaks. */
const end = /[[\s\u2800\u202a-\u202c\u2066-\u2069\u200e\u200f\u061c\u115f\u1160\u3164\uffa0\u00ad\u200b\u2060\ufeff]--[\u2028\u2029]]/v

/** Longer than any name with all the marks that it may have. What is longer is refused, and not worth the work. */
const longestName = 2000

/** A line without spaces and invisible marks at its ends, as pages, chats and address books leave them around what is copied. */
export function withoutEnds(line: string): string {
  // By hand: a pattern for the last of them would start anew at each space inside of a line.
  let [first, last] = [0, line.length]
  while (first < last && end.test(line.charAt(first))) first++
  while (first < last && end.test(line.charAt(last - 1))) last--
  return line.slice(first, last)
}

/**
 * A name without invisible marks, those aside that make a difference to the eye: joiners in emoji, Persian and the scripts of India,
 * variants of ideographs, and directions, which are for others to judge.
 */
export function withoutMarks(name: string): string {
  const line = withoutEnds(name)
  if (line.length > longestName) return line
  return withoutEnds(line.replace(invisible, (mark, offset: number) => (isMeant(mark, line, offset) ? mark : '')))
}

/** A text without any invisible mark, for comparing what looks alike. */
export function withoutInvisible(text: string): string {
  return text.replaceAll(invisible, '')
}

function isMeant(mark: string, line: string, offset: number): boolean {
  const before = line.slice(0, offset)
  const after = line.slice(offset + mark.length)
  if (bidiControl.test(mark) || filler.test(mark)) return true
  if (directionMark.test(mark)) return rightToLeft.test(line)
  if (tag.test(mark)) return /\u{1f3f4}[\u{e0020}-\u{e007f}]*$/u.test(before)
  if (variationSelector.test(mark)) return takesVariations.test(lastOf(before))
  return joiner.test(mark) && joins(before, after)
}

/** At the end of a word a joiner belongs to the sign before it, as in older Malayalam. */
function joins(before: string, after: string): boolean {
  if (before === '' || standsAlone.test(lastOf(before))) return false
  if (after === '' || /^\s/.test(after)) return /\p{M}$/u.test(before)
  return !standsAlone.test(String.fromCodePoint(after.codePointAt(0) as number))
}

function lastOf(text: string): string {
  return /.$/su.exec(text)?.[0] ?? ''
}
