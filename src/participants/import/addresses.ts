/** An e-mail address wherever it stands: what surrounds it is none of it, marks at its end neither. */
// It begins where a word does, and lengths are bounded by what addresses can have: so the time grows with the length of a text, not with its square.
const label = String.raw`[\p{L}\p{N}_][^\s<>()[\],;:"'’|@＠?.!]{0,62}`
const bare = String.raw`(?<![^\s<>()[\],;:"|@＠])[^\s<>()[\],;:"|@＠]{1,254}[@＠](?:${label}[.]){1,30}${label}`
const one = String.raw`(?:mailto:\s{0,9}(${bare})(?:\?[^\s<>()[\],;"]*)?|(${bare}))`
const anywhere = new RegExp(one, 'giu')
const bracketed = new RegExp(String.raw`[<([]{1,3}\s{0,9}['"]?${one}['"]?[.,;\s]{0,9}[>)\]]{1,3}`, 'giu')

/** The e-mail addresses in a text, each once, as they stand there. */
export function addressesIn(text: string): string[] {
  const found = new Map<string, string>()
  for (const [, linked, plain] of text.matchAll(anywhere)) {
    const address = (linked ?? plain ?? '').replace(/^['‘]+/, '')
    const key = address
      .toLowerCase()
      .replaceAll(/\p{Cf}/gu, '')
      .replace('＠', '@')
    if (!found.has(key)) found.set(key, address)
  }
  return [...found.values()]
}

/** The address that a cell consists of, brackets, `mailto:` and marks behind it aside; undefined where there is more or less. */
export function addressAlone(cell: string): string | undefined {
  const [address, another] = addressesIn(cell)
  return address !== undefined && another === undefined && !/[\p{L}\p{N}]/u.test(withoutAddress(cell)) ? address : undefined
}

/** What stands in a text beside its addresses, without the brackets around them and the quotation marks around it. */
export function withoutAddress(text: string): string {
  const rest = text.replaceAll(bracketed, ' ').replaceAll(anywhere, ' ').replaceAll(/<\s*>/g, ' ').replaceAll(/\s+/g, ' ')
  return unquoted(trimmed(rest))
}

/** Without blanks and separators at the ends; a pattern for the end would take a time that grows with the square of a long row of them. */
function trimmed(text: string): string {
  let end = text.length
  while (/[\s,;:<>]/.test(text.charAt(end - 1))) end--
  return text.slice(0, end).replace(/^[\s,;:<>]+/, '')
}

/** A name without the quotation marks around the whole of it, as mail programs write it, and those that they set around a bracket. */
function unquoted(name: string): string {
  const [, double] = /^"((?:[^"\\]|\\.)*)"$/.exec(name) ?? []
  if (double !== undefined) return unquoted(double.replaceAll(/\\(.)/g, '$1').trim())
  const [, single] = /^['‘](.*\S)['’]$/.exec(name) ?? []
  const [, inBrackets] = /^\(([^()]*)\)$/.exec(name) ?? []
  return single ?? inBrackets ?? name
}

/** A name made of an address that comes without one: “Bob Berg” of bob.berg7@example.com. */
export function nameFrom(email: string): string {
  const [local = ''] = email.split(/[@＠+]/)
  const words = local.split(/[._-]+/).map((word) => word.replace(/^\d+(?=\D)|(?<=\D)\d+$/g, ''))
  const capitalised = words.filter(Boolean).map((word) => word.charAt(0).toUpperCase() + word.slice(1))
  return capitalised.join(' ') || local
}
