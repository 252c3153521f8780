import type { Answer } from '../support/visitor.ts'

/** The fields that the browser would send from an error page by “Try again”. */
export function keptIn({ html }: Answer): Record<string, string> {
  // The choice of a language is on every page, and keeps nothing.
  const fields = html.replace(/<form class="languages".*?<\/form>/s, '').matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)
  const plain = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
  return Object.fromEntries([...fields].map(([, name, value]) => [name as string, plain(value as string)]))
}
