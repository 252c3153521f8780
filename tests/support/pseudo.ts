import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { printAST } from '@formatjs/icu-messageformat-parser/printer.js'
import english from '../../src/language/en.json' with { type: 'json' }
import type { Offered } from '../../src/language/languages.ts'
import { offered } from './language.ts'

const pairs =
  'aà bƀ cć dđ eé fƒ gğ hĥ iï jĵ kķ lļ mɱ nñ oø pƥ qɋ rŕ sš tť uü vṽ wŵ xẋ yý zž AÀ BƁ CĆ DĐ EÉ FƑ GĞ HĤ IÏ JĴ KĶ LĻ Mɯ NÑ OØ PƤ QɊ RŔ SŠ TŤ UÜ VṼ WŴ XẊ YÝ ZŽ'
const accents = Object.fromEntries(pairs.split(' ').map(([plain, accented]) => [plain, accented])) as Record<string, string>

/** A text whose letters have accents and which is two fifths longer, so that what comes from no file is told by its plain letters, and what has no room shows. */
function pseudo(text: string): string {
  const accented = text.replaceAll(/[a-z]/gi, (letter) => accents[letter] ?? letter)
  return `${accented}${'·'.repeat(Math.round((text.match(/\p{L}/gu)?.length ?? 0) * 0.4))}`
}

function withPseudoText(elements: MessageFormatElement[]): MessageFormatElement[] {
  return elements.map((element) => {
    if (element.type === TYPE.literal) return { ...element, value: pseudo(element.value) }
    if (element.type === TYPE.tag) return { ...element, children: withPseudoText(element.children) }
    if (element.type === TYPE.plural || element.type === TYPE.select) {
      const options = Object.entries(element.options).map(([name, option]) => [name, { ...option, value: withPseudoText(option.value) }])
      return { ...element, options: Object.fromEntries(options) } as MessageFormatElement
    }
    return element
  })
}

/** Everything in letters that no sentence of a file has as they are; months and weekdays come in Greek. */
export const pseudoLanguage: Offered = offered(
  { code: 'en-XA', locale: 'el', name: 'Ƥšéüđø', direction: 'ltr' },
  Object.fromEntries(Object.entries(english).map(([key, message]) => [key, printAST(withPseudoText(parse(message)))])),
)
