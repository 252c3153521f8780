import { sentences as englishSentences } from './generated/en.ts'
import { english, type Offered } from './languages.ts'
import { createPrinter, type Printer } from './printer.ts'

/** The printers of the languages that a site offers; each is loaded when it is first needed. */
export class Printers {
  readonly languages: readonly Offered[]
  private readonly loaded = new Map<string, Printer>()

  constructor(languages: readonly Offered[]) {
    this.languages = languages
  }

  /** The printer of the language by that code; of English where there is none, or none by that code. */
  async of(code: string | null | undefined): Promise<Printer> {
    const known = this.loaded.get(code ?? english.code)
    if (known) return known
    const language = this.languages.find((offered) => offered.code === code)
    if (!language) return code === english.code ? this.load(english) : this.of(english.code)
    return this.load(language)
  }

  private async load(language: Offered): Promise<Printer> {
    const { sentences } = await language.load()
    const printer = createPrinter(language, sentences, englishSentences)
    this.loaded.set(language.code, printer)
    return printer
  }
}
