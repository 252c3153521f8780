/** An e-mail address wherever it stands: what surrounds it is none of it, marks at its end neither. */
const label = String.raw`[^\s<>()[\],;:"'’|@＠?.!]+`
const bare = String.raw`[^\s<>()[\],;:"|@＠]+[@＠](?:${label}[.])+${label}`
const one = String.raw`(?:mailto:\s*(${bare})(?:\?[^\s<>()[\],;"]*)?|(${bare}))`
const anywhere = new RegExp(one, 'giu')
const bracketed = new RegExp(String.raw`[<([]+\s*['"]?${one}['"]?[.,;\s]*[>)\]]+`, 'giu')

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
  return unquoted(rest.replace(/^[\s,;:<>]+|[\s,;:<>]+$/g, ''))
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
