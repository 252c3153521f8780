import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import { drawing } from '../../src/mail/drawing.ts'

type Node = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.Document | DefaultTreeAdapterTypes.DocumentFragment

/** An element as a browser would make it of the markup: its tag, its attributes, the text in it, and whether people wrote what it is part of. */
export type Element = { tag: string; attributes: Record<string, string>; text: string; isUserText: boolean }

/** Every element of a page or e-mail, in document order, parsed as the HTML standard says, as browsers do. */
export function elementsOf(html: string): Element[] {
  return collect(parse(html), false)
}

function collect(node: Node, isUserText: boolean): Element[] {
  const children = childrenOf(node)
  if (!('tagName' in node)) return children.flatMap((child) => collect(child, isUserText))
  const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]))
  const isWritten = isUserText || /^(user-text|wish-title)\b/.test(attributes.class ?? '')
  const element = {
    tag: node.tagName,
    attributes,
    isUserText: isWritten,
    get text() {
      return textIn(node)
    },
  }
  return [element, ...children.flatMap((child) => collect(child, isWritten))]
}

function childrenOf(node: Node): Node[] {
  const inside = 'childNodes' in node ? node.childNodes : []
  return 'content' in node ? [...inside, node.content] : inside
}

function textIn(node: Node): string {
  return node.nodeName === '#text' ? (node as DefaultTreeAdapterTypes.TextNode).value : childrenOf(node).map(textIn).join('')
}

/** The texts of the elements with that tag, and that class if one is given, like `h1` or `div.user-text`. */
export function textsOf(elements: Element[], selector: string): string[] {
  const [tag, name] = selector.split('.')
  return elements.filter((element) => element.tag === tag && (name === undefined || element.attributes.class === name)).map(({ text }) => text)
}

/** What stands in the form field of that name. */
export function typedIn(elements: Element[], name: string): string | undefined {
  const field = elements.find(({ tag, attributes }) => attributes.name === name && ['input', 'textarea', 'select'].includes(tag))
  if (field?.tag === 'textarea') return field.text
  if (field?.tag === 'select') return elements.find(({ tag, attributes }) => tag === 'option' && attributes.selected !== undefined)?.attributes.value ?? ''
  return field?.attributes.value
}

/** The links that people wrote. */
export function userLinks(elements: Element[]): Element[] {
  return elements.filter(({ tag, isUserText }) => tag === 'a' && isUserText)
}

const dangerous = [
  'iframe',
  'frame',
  'frameset',
  'object',
  'embed',
  'applet',
  'base',
  'template',
  'math',
  'portal',
  'plaintext',
  'xmp',
  'marquee',
  'img',
  'video',
  'audio',
]
const addresses = ['href', 'src', 'action', 'formaction', 'xlink:href', 'srcset', 'data', 'poster', 'background', 'hx-get', 'hx-post', 'ping', 'cite']

/** The two links that carry the invitation elsewhere, in which what people typed is written in percent signs. */
const sharing = /^(https:\/\/wa\.me\/\?text=|mailto:\?subject=[\w%.!~*'()-]*&body=)[\w%.!~*'()-]*$/

/** What a page holds that could run, load or lead elsewhere and is not our own; empty for every good page. */
export function foreignParts(elements: Element[]): string[] {
  return elements.filter((element) => !isOwn(element)).map(({ tag, attributes }) => `<${tag} ${JSON.stringify(attributes)}>`)
}

function isOwn(element: Element): boolean {
  const { tag, attributes, isUserText, text } = element
  const names = Object.keys(attributes)
  // What our script says, of which nothing was typed by anybody.
  if (tag === 'template') return !isUserText && names.join(' ') === 'id'
  if (dangerous.includes(tag) || names.some((name) => /^on|^style$|^srcdoc$/.test(name))) return false
  if (tag === 'script') return text === '' && /^\/assets\/[\w.-]+\.js$/.test(attributes.src ?? '')
  if (tag === 'style' || 'http-equiv' in attributes) return false
  if (isUserText && tag === 'a') return isSafeUserLink(attributes)
  if (tag === 'a' && sharing.test(attributes.href ?? '')) return attributes.target === undefined || attributes.rel === 'noopener noreferrer'
  return names.filter((name) => addresses.includes(name)).every((name) => /^(\/(?![/\\])|#main$)[\w/.?=&%+:-]*(#[\w-]+)?$/.test(attributes[name] ?? ''))
}

function isSafeUserLink({ href = '', rel = '' }: Record<string, string>): boolean {
  return /^https?:\/\//i.test(href) && rel.split(' ').includes('noopener')
}

/** What the HTML form of an e-mail holds that could run, load or lead elsewhere than under `baseUrl`. */
export function foreignPartsOfLetter(elements: Element[], baseUrl: string): string[] {
  const isGood = ({ tag, attributes, isUserText }: Element) => {
    if (isUserText && tag === 'a') return isSafeUserLink(attributes)
    if (tag === 'img') return attributes.src === `cid:${drawing.contentId}` && attributes.alt === ''
    const names = Object.keys(attributes)
    if (dangerous.includes(tag) || tag === 'script' || tag === 'link' || tag === 'form' || names.some((name) => /^on|^style$/.test(name))) return false
    if (tag === 'style') return elements.filter((element) => element.tag === 'style').length === 1
    return names.filter((name) => addresses.includes(name)).every((name) => attributes[name]?.startsWith(`${baseUrl}/`))
  }
  return elements.filter((element) => !isGood(element)).map(({ tag, attributes }) => `<${tag} ${JSON.stringify(attributes)}>`)
}
