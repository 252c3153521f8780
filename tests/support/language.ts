import { compileCatalog } from '../../src/language/compile.ts'
import type { Language, Offered } from '../../src/language/languages.ts'
import type { Sentences } from '../../src/language/printer.ts'

/** A language whose sentences stand in no file; what it lacks is English. */
export function offered(language: Language, catalog: Record<string, string>, english?: Record<string, string>): Offered {
  return { ...language, load: async () => ({ sentences: load(language.locale, catalog, english) }) }
}

/** Compiles sentences and runs what the build would have written. Throws where one is wrong. */
function load(locale: string, catalog: Record<string, string>, english = catalog): Sentences {
  const { module, faults } = compileCatalog(locale, catalog, english)
  if (faults.length > 0) throw new Error(faults.join('\n'))
  return new Function(`return ${module.slice(module.indexOf('= {') + 2)}`)()
}
