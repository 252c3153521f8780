/** What somebody says in a thread: in their own words, by a ready-made phrase, whose slot holds one of a list, or that the thread is closed, or open again. */
export type Content = { text: string } | { phrase: string; slot?: string } | { isOpen: boolean }

/** Whether that is a message; closing and opening is none. */
export function isMessage(content: Content): boolean {
  return !('isOpen' in content)
}

/** Whether both say the same. */
export function isSame(one: Content, other: Content): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
