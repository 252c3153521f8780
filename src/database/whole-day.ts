const day = 24 * 60 * 60 * 1000

/**
 * The midnight (UTC) that a time comes after. What participants do is stored by days: to the minute, times would tell who does something after
 * whom, and so who gives to whom.
 */
export function wholeDay(at: Date): Date {
  return new Date(Math.floor(at.getTime() / day) * day)
}
