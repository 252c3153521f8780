/** What came back: status, headers, and the page as markup and as the words a person reads. */
export type Answer = { status: number; location: string | null; headers: Headers; html: string; text: string }

type Options = { headers?: Record<string, string> }

/** A browser without JavaScript: it keeps cookies, follows nothing automatically, and sends forms as browsers do. Unless it is told to, it asks for nothing compressed, which takes time at both ends. */
export class Visitor {
  readonly cookies = new Map<string, string>()
  private readonly origin: string
  constructor(origin: string) {
    this.origin = origin
  }

  get(path: string, options: Options = {}): Promise<Answer> {
    return this.send('GET', path, undefined, options)
  }

  /** Sends a form; a field may come repeated. */
  post(path: string, fields: Record<string, string | string[]> = {}, options: Options = {}): Promise<Answer> {
    const pairs = Object.entries(fields).flatMap(([name, values]) => [values].flat().map((value): [string, string] => [name, value]))
    return this.send('POST', path, new URLSearchParams(pairs), options)
  }

  /** Opens `path` and wherever it redirects to. */
  async open(path: string): Promise<Answer> {
    const answer = await this.get(path)
    return answer.location === null ? answer : this.open(answer.location)
  }

  async send(
    method: string,
    path: string,
    body: URLSearchParams | FormData | ReadableStream | string | undefined,
    { headers = {} }: Options = {},
  ): Promise<Answer> {
    const response = await fetch(new URL(path, this.origin), {
      method,
      body,
      duplex: 'half',
      redirect: 'manual',
      headers: { Cookie: this.cookieHeader(), 'Sec-Fetch-Site': 'same-origin', 'Accept-Encoding': 'identity', ...headers },
    })
    this.keepCookies(response.headers.getSetCookie())
    const html = await response.text()
    return { status: response.status, location: response.headers.get('Location'), headers: response.headers, html, text: wordsOf(html) }
  }

  private cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  private keepCookies(lines: string[]): void {
    for (const line of lines) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/max-age=0/i.test(line)) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
  }
}

const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }

/** The words of a page, without markup. */
export function wordsOf(html: string): string {
  return html
    .replace(/<(script|style|head|template)[\s>].*?<\/\1>/gs, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|#39);/g, (entity) => entities[entity] as string)
    .replace(/\s+/g, ' ')
    .trim()
}
