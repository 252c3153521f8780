// A text keeps its line breaks and tabs; what can't be shown, and some databases can't hold, stays out.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controls = /[\u0000-\u0008\u000e-\u001b\u001f\u007f]/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const strangeBreaks = /[\u000b\u000c\u001c-\u001e\u0085\u2028\u2029]/g

/** A text in which each end of a line is a line feed: word processors and old files have many others, like the vertical tab. */
export function withLineBreaks(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(strangeBreaks, '\n')
}

/** A line in which a space stands for each tab and each strange end of one; plain line breaks stay, to be refused where there can be none. */
export function withSpacesForBreaks(line: string): string {
  return line.replaceAll(strangeBreaks, ' ').replaceAll('\t', ' ')
}

/** Whether a text holds a control character, line breaks and tabs aside. */
export function holdsControls(text: string): boolean {
  return text.search(controls) >= 0
}

/** Where the first control character of a text stands, since nobody sees it: in which line, and after or before which words, if there are any. */
export function whereControlStands(text: string): { line: number; where: 'after' | 'before' | 'other'; words: string; code: string } {
  const at = text.search(controls)
  const before = text.slice(0, at).split('\n')
  const [rest = ''] = text.slice(at).replaceAll(controls, '').split('\n')
  const [last, next] = [(before.at(-1) ?? '').trim().slice(-20), rest.trim().slice(0, 20)]
  const code = `U+${text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0')}`
  return { line: before.length, where: last ? 'after' : next ? 'before' : 'other', words: last || next, code }
}
