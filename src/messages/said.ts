/** What somebody says in a thread: in their own words, by a ready-made phrase, whose slot holds one of a list, or that the thread is closed, or open again. */
export type Said = { text: string } | { phrase: string; slot?: string } | { isOpen: boolean }

/** Whether that is a message; closing and opening is none. */
export function isMessage(said: Said): boolean {
  return !('isOpen' in said)
}

/** Whether both say the same. */
export function isSame(one: Said, other: Said): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
