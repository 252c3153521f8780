import { createElement } from 'typed-html'
import type {} from './htmx-attributes.ts'

/** What may stand between two tags. Strings and numbers are escaped; null, undefined and booleans vanish. */
export type Child = Html | string | number | boolean | null | undefined | readonly Child[]

type Properties = Record<string, unknown> & { children?: Child }
type Component = (properties: never) => Html | null

/** Finished markup. Only this room makes it, so that whatever is not `Html` gets escaped. */
class Html {
  readonly markup: string
  constructor(markup: string) {
    this.markup = markup
  }
  toString(): string {
    return this.markup
  }
}

export type { Html }

const nothing = new Html('')

/** Marks markup as safe without escaping it: the only way in for markup that was not made here. */
export function raw(markup: string): Html {
  return new Html(markup)
}

/** The same markup in one piece: it is copied into pages faster than the many strings that it was put together of. For what many pages hold. */
export function flattened(html: Html): Html {
  return new Html(Buffer.from(html.markup).toString())
}

/** The automatic JSX runtime's entry for one element or component. Throws a TypeError for what can't be rendered safely. */
export function jsx(type: string | Component, properties: Properties): Html {
  if (typeof type === 'function') return type(properties as never) ?? nothing
  const { open, close, closeEmpty } = tags.get(type) ?? learnTag(type)
  const content = render(properties.children)
  const start = open + renderAttributes(properties)
  return new Html(content === '' ? start + closeEmpty : `${start}>${content}${close}`)
}
export { jsx as jsxDEV, jsx as jsxs }

/** `<>…</>`: children without an element around them. */
export function Fragment({ children }: { children?: Child }): Html {
  return new Html(render(children))
}

function render(child: Child): string {
  if (typeof child === 'string') return escapeMarkup(child)
  if (child instanceof Html) return child.toString()
  if (child === null || child === undefined || typeof child === 'boolean') return ''
  if (typeof child === 'number') return String(child)
  if (Array.isArray(child)) return renderAll(child)
  throw new TypeError(`A ${typeof child} can't be rendered as HTML.`)
}

function renderAll(children: readonly Child[]): string {
  let content = ''
  for (const child of children) content += render(child)
  return content
}

const anySpecial = /[&<>"']/
const everySpecial = /[&<>"']/g
const special: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Escapes text and attribute values alike: `<` and `>` in values, too, against markup that changes its meaning when it is parsed twice. */
function escapeMarkup(text: string): string {
  return anySpecial.test(text) ? text.replace(everySpecial, (character) => special[character] as string) : text
}

function renderAttributes(attributes: Properties): string {
  let written = ''
  for (const name in attributes) {
    if (name === 'children') continue
    const { before, bare, isAddress } = attributeNames.get(name) ?? learnAttribute(name)
    const value = attributes[name]
    if (value === false || value === null || value === undefined) continue
    if (value !== true && typeof value !== 'string' && typeof value !== 'number') {
      throw new TypeError(`The attribute ${name} can't hold a ${typeof value}.`)
    }
    if (isAddress) checkAddress(name, String(value))
    written += value === true ? bare : `${before}${typeof value === 'number' ? value : escapeMarkup(value)}"`
  }
  return written
}

// What typed-html is there for: the types of elements and attributes, and how each is written (void elements, closing tags, names).
// It is asked once for each kind, and the answer filled in, in a tenth of the time. It hardly escapes, so escaping and checks are ours.
const tags = new Map<string, { open: string; close: string; closeEmpty: string }>()
const attributeNames = new Map<string, { before: string; bare: string; isAddress: boolean }>()

function learnTag(type: string) {
  const mark = '\0'
  const [start = '', close = ''] = createElement(type, null as never, mark).split(mark)
  const open = start.slice(0, -1)
  const tag = { open, close, closeEmpty: createElement(type, null as never).slice(open.length) }
  tags.set(type, tag)
  return tag
}

function learnAttribute(name: string) {
  if (!allowedName.test(name) || forbiddenName.test(name)) throw new TypeError(`The attribute ${name} is not allowed.`)
  const attribute = { before: writtenAttribute(name, '').slice(0, -1), bare: writtenAttribute(name, true), isAddress: isAddress(name) }
  attributeNames.set(name, attribute)
  return attribute
}

/** ` name="value"`, as typed-html writes it. */
function writtenAttribute(name: string, value: '' | true): string {
  return createElement('a', { [name]: value }).slice('<a'.length, -'></a>'.length)
}

const allowedName = /^[a-z][a-z0-9:.-]*$/
const forbiddenName = /^(on|hx-on|data-hx-on|style$|srcdoc$)/
const addressNames = new Set(['href', 'src', 'action', 'formaction', 'cite', 'poster', 'ping', 'xlink:href'])
const safeScheme = /^(https?|mailto):/i
const anyScheme = /^[a-z][a-z0-9+.-]*:/i

function isAddress(name: string): boolean {
  return addressNames.has(name) || /^hx-(get|post|put|patch|delete|action)/.test(name)
}

function checkAddress(name: string, value: string): void {
  if (value.startsWith('/')) return
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
  meta: { property?: string; media?: string }
  th: { abbr?: string }
  a: { autofocus?: boolean; referrerpolicy?: string }
  h2: { autofocus?: boolean }
  p: { autofocus?: boolean }
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
