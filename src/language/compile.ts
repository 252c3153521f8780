import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'

/** What a message takes: texts, numbers, one of several words, and tags around parts of it. */
type Parameter = 'text' | 'number' | 'tag' | readonly string[]

/** A sentence of a language, compiled. `code` is an expression: a string, or a function that gives the parts of the sentence. */
type Compiled = { code: string; parameters: Map<string, Parameter> }

/** The sentences of a language by their keys, in ICU MessageFormat (https://unicode-org.github.io/icu/userguide/format_parse/messages/). */
export type Catalog = Record<string, string>

/** A language as a module of TypeScript, and what is wrong with its sentences, as sentences for whoever mends them. */
export type CompiledCatalog = { module: string; faults: string[] }

/**
 * Compiles the sentences of a language. Each has to take what its English counterpart takes, and to have every plural form that
 * `locale` knows; a key that English does not have is a fault, too. What is missing is left out, and English stands in for it.
 */
export function compileCatalog(locale: string, catalog: Catalog, english: Catalog = catalog): CompiledCatalog {
  const faults: string[] = []
  const lines: string[] = []
  for (const [key, message] of Object.entries(catalog)) {
    const fault = (what: string) => faults.push(`${locale}: “${key}” ${what}`)
    try {
      if (english[key] === undefined) fault('is no sentence of English')
      const compiled = compile(message, locale)
      for (const difference of differences(compiled, compile(english[key] ?? message, 'en'))) fault(difference)
      lines.push(`  ${JSON.stringify(key)}: ${compiled.code},`)
    } catch (error) {
      fault(`can’t be read: ${(error as Error).message}`)
    }
  }
  const module = `import type { Sentences } from '../printer.ts'\n\nexport const sentences: Sentences = {\n${lines.join('\n')}\n}\n`
  return { module, faults }
}

/** The types of all sentences, from the English ones: by key what each takes, a text being of the type `Text`. */
export function typesOf(english: Catalog): string {
  const lines = Object.entries(english).map(([key, message]) => {
    const parameters = [...compile(message, 'en').parameters].map(([name, parameter]) => `${name}: ${typeOf(parameter)}`)
    return `  ${JSON.stringify(key)}: ${parameters.length === 0 ? 'undefined' : `{ ${parameters.join('; ')} }`}`
  })
  return `import type { Tag } from '../printer.ts'\n\n/** What each sentence takes. */\nexport type Given<Text> = {\n${lines.join('\n')}\n}\n`
}

function typeOf(parameter: Parameter): string {
  if (parameter === 'text') return 'Text'
  if (parameter === 'tag') return 'Tag'
  if (parameter === 'number') return 'number'
  return parameter.map((word) => JSON.stringify(word)).join(' | ')
}

function differences({ parameters }: Compiled, { parameters: wanted }: Compiled): string[] {
  const missing = [...wanted.keys()].filter((name) => !parameters.has(name)).map((name) => `lacks {${name}}`)
  const unknown = [...parameters.keys()].filter((name) => !wanted.has(name)).map((name) => `has {${name}}, which English does not`)
  const others = [...parameters].filter(([name, parameter]) => wanted.has(name) && String(parameter) !== String(wanted.get(name)))
  return [...missing, ...unknown, ...others.map(([name]) => `takes {${name}} for something else than English does`)]
}

function compile(message: string, locale: string): Compiled {
  const parameters = new Map<string, Parameter>()
  const elements = parse(message, { captureLocation: false, requiresOtherClause: true })
  const parts = partsOf(elements, { parameters, locale })
  if (elements.every(({ type }) => type === TYPE.literal))
    return { code: JSON.stringify(elements.map((element) => 'value' in element && element.value).join('')), parameters }
  return { code: `(given, words) => ${parts}`, parameters }
}

type Scope = { parameters: Map<string, Parameter>; locale: string; pound?: string }

function partsOf(elements: readonly MessageFormatElement[], scope: Scope): string {
  return `[${elements.map((element) => partOf(element, scope)).join(', ')}]`
}

function partOf(element: MessageFormatElement, scope: Scope): string {
  switch (element.type) {
    case TYPE.literal:
      return JSON.stringify(element.value)
    case TYPE.pound:
      return `words.number(given.${scope.pound})`
    case TYPE.argument:
      return `words.text(${take(scope, element.value, 'text')})`
    case TYPE.number:
      return `words.number(${take(scope, element.value, 'number')})`
    case TYPE.tag:
      return `${take(scope, element.value, 'tag')}(${partsOf(element.children, scope)})`
    case TYPE.select:
      return `words.select(${take(scope, element.value, Object.keys(element.options).toSorted())}, ${optionsOf(element.options, scope)})`
    case TYPE.plural: {
      const forms = Object.keys(element.options)
      const type = element.pluralType === 'ordinal' ? 'ordinal' : 'cardinal'
      const lacking = new Intl.PluralRules(scope.locale, { type }).resolvedOptions().pluralCategories.filter((form) => !forms.includes(form))
      if (lacking.length > 0) throw new Error(`{${element.value}} lacks the form ${lacking.join(', ')}`)
      const value = take(scope, element.value, 'number')
      return `words.plural(${value}, '${type}', ${optionsOf(element.options, { ...scope, pound: element.value })})`
    }
    default:
      throw new Error('dates and times are formatted before they come into a sentence')
  }
}

function optionsOf(options: Record<string, { value: MessageFormatElement[] }>, scope: Scope): string {
  return `{ ${Object.entries(options)
    .map(([name, { value }]) => `${JSON.stringify(name)}: () => ${partsOf(value, scope)}`)
    .join(', ')} }`
}

/** A parameter can be used twice, and a number that decides a plural can also stand as it is. */
function take({ parameters }: Scope, name: string, parameter: Parameter): string {
  if (!/^[a-z][a-zA-Z0-9]*$/.test(name)) throw new Error(`{${name}} is no name for a parameter`)
  const before = parameters.get(name)
  if (before === undefined || before === 'text') parameters.set(name, parameter)
  else if (parameter !== 'text' && String(before) !== String(parameter)) throw new Error(`{${name}} is taken for two things`)
  return `given.${name}`
}
