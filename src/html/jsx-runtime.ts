import { createElement } from 'typed-html'
import type {} from './htmx-attributes.ts'

/** What may stand between two tags. Strings and numbers are escaped; null, undefined and booleans vanish. */
export type Child = Html | string | number | boolean | null | undefined | readonly Child[]

type Properties = Record<string, unknown> & { children?: Child }
type Component = (properties: never) => Html | null

/** Finished markup. Only this room makes it, so that whatever is not `Html` gets escaped. */
class Html {
  private readonly markup: string
  constructor(markup: string) {
    this.markup = markup
  }
  toString(): string {
    return this.markup
  }
}

export type { Html }

/** The one door for markup that was not made here: `markup` goes out as it is. */
export function raw(markup: string): Html {
  return new Html(markup)
}

/** The automatic JSX runtime's entry for one element or component. Throws a TypeError for what can't be rendered safely. */
export function jsx(type: string | Component, properties: Properties): Html {
  if (typeof type === 'function') return type(properties as never) ?? new Html('')
  const { children, ...attributes } = properties
  const content = render(children)
  // typed-html sets a space for an empty list of attributes, and closes void elements that have content, even ''.
  return new Html(createElement(type, safeAttributes(attributes) as SafeAttributes, ...(content === '' ? [] : [content])))
}
export { jsx as jsxDEV, jsx as jsxs }

/** `<>…</>`: children without an element around them. */
export function Fragment({ children }: { children?: Child }): Html {
  return new Html(render(children))
}

function render(child: Child): string {
  if (child instanceof Html) return child.toString()
  if (typeof child === 'string') return escapeText(child)
  if (typeof child === 'number') return String(child)
  if (child === null || child === undefined || typeof child === 'boolean') return ''
  if (Array.isArray(child)) return child.map(render).join('')
  throw new TypeError(`A ${typeof child} can't be rendered as HTML.`)
}

const special: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => special[character] as string)
}

const attributeName = /^[a-z][a-z0-9:.-]*$/
const forbiddenName = /^(on|hx-on|data-hx-on|style$|srcdoc$)/
const addressNames = new Set(['href', 'src', 'action', 'formaction', 'cite', 'poster', 'ping', 'xlink:href'])
const safeScheme = /^(https?|mailto):/i
const anyScheme = /^[a-z][a-z0-9+.-]*:/i

type SafeAttributes = Record<string, string | number | true>

function safeAttributes(attributes: Record<string, unknown>): SafeAttributes | null {
  const safe: SafeAttributes = {}
  for (const [name, value] of Object.entries(attributes)) {
    if (!attributeName.test(name) || forbiddenName.test(name)) throw new TypeError(`The attribute ${name} is not allowed.`)
    if (value === false || value === null || value === undefined) continue
    if (value !== true && typeof value !== 'string' && typeof value !== 'number') {
      throw new TypeError(`The attribute ${name} can't hold a ${typeof value}.`)
    }
    if (isAddress(name)) checkAddress(name, String(value))
    safe[name] = value
  }
  return Object.keys(safe).length === 0 ? null : safe
}

function isAddress(name: string): boolean {
  return addressNames.has(name) || /^hx-(get|post|put|patch|delete|action)/.test(name)
}

function checkAddress(name: string, value: string): void {
  // Browsers skip control characters and spaces while they look for the scheme.
  const address = [...value].filter((character) => character > ' ' && character !== '\u007f').join('')
  if (anyScheme.test(address) && !safeScheme.test(address)) throw new TypeError(`The address in ${name} is not allowed.`)
}

type Widened<Attributes> = {
  [Name in keyof Attributes]?: Attributes[Name] | number | boolean | null | undefined
} & { children?: Child }

type CommonAttributes = Widened<globalThis.JSX.HtmlTag>
type SvgAttributes = CommonAttributes & {
  [Name in
    | 'viewbox'
    | 'preserveaspectratio'
    | 'width'
    | 'height'
    | 'fill'
    | 'stroke'
    | 'd'
    | 'cx'
    | 'cy'
    | 'r'
    | 'rx'
    | 'ry'
    | 'x'
    | 'y'
    | 'transform'
    | 'href']?: string | number | undefined
}

type SvgElements = { [Name in 'svg' | 'g' | 'path' | 'circle' | 'ellipse' | 'rect' | 'use' | 'symbol']: SvgAttributes }
type MissingElements = { [Name in 'main' | 'picture' | 'summary' | 'template' | 'search' | 'hgroup' | 'hx-partial']: CommonAttributes } & {
  time: CommonAttributes & { datetime?: string }
  output: CommonAttributes & { for?: string; form?: string; name?: string }
  dialog: CommonAttributes & { open?: boolean }
}

/** Attributes that typed-html's typings, which are older than the standard of today, leave out. */
type NewerAttributes = {
  input: { inputmode?: string; autocapitalize?: string; enterkeyhint?: string; minlength?: number }
  textarea: { autocapitalize?: string; minlength?: number; autocomplete?: string }
  form: { novalidate?: boolean }
  button: { popovertarget?: string; formmethod?: string; formnovalidate?: boolean }
  select: { autocomplete?: string }
  link: { as?: string; crossorigin?: string }
  meta: { property?: string }
  th: { abbr?: string }
  a: { autofocus?: boolean }
}

type KnownElements = Omit<globalThis.JSX.IntrinsicElements, keyof SvgElements | keyof MissingElements>
type Elements = {
  [Name in keyof KnownElements]: Widened<KnownElements[Name]> & CommonAttributes & (Name extends keyof NewerAttributes ? NewerAttributes[Name] : unknown)
} & MissingElements &
  SvgElements

/** What the compiler reads to check TSX: typed-html's elements, widened for numbers, booleans and newer elements. */
export namespace JSX {
  export type Element = Html
  export type ElementType = keyof IntrinsicElements | Component
  export interface IntrinsicElements extends Elements {}
  export interface ElementChildrenAttribute {
    children: unknown
  }
}
