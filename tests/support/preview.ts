import type { Answer } from './visitor.ts'

const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }
const plain = (html: string) => html.replaceAll(/&(amp|lt|gt|quot|#39);/g, (entity) => entities[entity] as string)

/** The lines of the preview of a list, as a person reads them. */
export function fatesIn({ html }: Answer): string[] {
  return linesIn(html).map((line) =>
    plain(line.replaceAll(/<[^>]*>/g, ' '))
      .replaceAll(/\s+/g, ' ')
      .trim(),
  )
}

/** The people of a preview: “name <address>” of those who would be added, and “!” with the number of each line that asks for another look. */
export function peopleIn({ html }: Answer): string[] {
  const lines = linesIn(html).map((line) => {
    const number = Number(/Lines? (\d+)/.exec(line)?.[1])
    const [, name = '', email = ''] = /<b dir="auto">(.*?)<\/b> <bdi dir="ltr">(\S+)<\/bdi><\/span>/s.exec(line) ?? []
    return { number, person: line.includes('class="error"') ? `!${number}` : `${plain(name)} <${plain(email)}>` }
  })
  return lines.toSorted((one, other) => one.number - other.number).map(({ person }) => person)
}

/** The numbers of all lines that a preview speaks of, as somebody's or as skipped, in order; each once. */
export function numbersIn({ html, text }: Answer): number[] {
  const somebodys = linesIn(html).map((line) => /Lines? ([\d–]+)/.exec(line)?.[1] ?? '')
  const skipped = /Skipped: (.*?)\.(?: |$)/.exec(text)?.[1]?.match(/[\d–]+/g) ?? []
  const numbers = [...somebodys, ...skipped].flatMap((range) => {
    const [first = 0, last = first] = range.split('–').map(Number)
    return Array.from({ length: last - first + 1 }, (_, place) => first + place)
  })
  return [...new Set(numbers)].toSorted((one, other) => one - other)
}

/** The list in the form. */
export function listIn({ html }: Answer): string {
  const [, list = ''] = /<textarea[^>]*>\n?([^<]*)<\/textarea>/.exec(html) ?? []
  return plain(list).trimEnd()
}

/** What the form of a preview sends when its button is pressed: hidden fields, choices and the list. */
export function fieldsIn(answer: Answer): Record<string, string> {
  const { html } = answer
  const hidden = [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, plain(value)])
  const chosen = [...html.matchAll(/<select [^>]*name="(\w+)".*?<\/select>/gs)].map(([select, name = '']) => [
    name,
    /<option value="([^"]*)" selected/.exec(select)?.[1] ?? '',
  ])
  return { ...Object.fromEntries([...hidden, ...chosen]), people: listIn(answer) }
}

function linesIn(html: string): string[] {
  return html
    .split('<ol class="plan">')
    .slice(1)
    .flatMap((list) => list.slice(0, list.indexOf('</ol>')).split('<li>').slice(1))
}
