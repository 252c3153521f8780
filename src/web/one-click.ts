import type { AppContext } from './env.ts'

/**
 * Whether a mail program unsubscribes with one click (RFC 8058): it sends `List-Unsubscribe=One-Click` as a form of either kind,
 * with no cookie, and follows no redirect. A body that is no form is not one.
 */
export async function isOneClick(c: AppContext): Promise<boolean> {
  const isMultipart = /^multipart\/form-data\b/i.test(c.req.header('Content-Type') ?? '')
  const fields = isMultipart ? await c.req.formData().catch(() => new FormData()) : new URLSearchParams(await c.req.text())
  return [...fields].some(([name, value]) => name.toLowerCase() === 'list-unsubscribe' && typeof value === 'string' && /^\s*one-click\s*$/i.test(value))
}
