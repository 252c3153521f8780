/** What a check found: all is well, something to know, or something to mend. `text` says also how. */
export type Finding = { verdict: 'ok' | 'hint' | 'mend'; about: string; text: string }

/** Makes findings about one subject. */
export function about(matter: string) {
  const finding = (verdict: Finding['verdict']) => (text: string) => ({ verdict, about: matter, text }) as Finding
  return { ok: finding('ok'), hint: finding('hint'), mend: finding('mend') }
}

/** How long a check waits for somebody outside, in milliseconds. */
export const patience = 5000

/** Why something outside did not answer, in a word. */
export function reasonOf(error: unknown): string {
  const { name, code, cause } = error as { name: string; code?: string; cause?: { code?: string } }
  return cause?.code ?? code ?? name
}
