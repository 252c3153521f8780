import type { Printer } from '../../language/printer.ts'

/** What a line leaves open, as a code and what varies in its sentence. */
export type Problem =
  | { code: 'aboveHeadings' | 'severalNames' | 'moreThanAPerson' | 'unreadable' | 'openQuotation' | 'noAddress' | 'noAddress.typed' }
  | { code: 'severalAddresses'; addresses: string[] }
  | { code: 'uncertain'; address: string }
  | { code: 'repeated'; line: number }
  /** `address` is one that this person could have instead. */
  | { code: 'sharedAbove'; line: number; person: string; address: string }
  | { code: 'sharedBefore'; person: string; address: string }
  /** What the form for one person says, as it keeps it. */
  | { code: 'refused'; reasons: string[] }

/** The sentence, or several, that says what a line leaves open, and what helps. */
export function problemInWords(problem: Problem, t: Printer): string {
  switch (problem.code) {
    case 'severalAddresses':
      return t('import.problem.severalAddresses', { addresses: problem.addresses.join(', ') })
    case 'uncertain':
      return t('import.problem.uncertain', problem)
    case 'repeated':
      return t('import.problem.repeated', problem)
    case 'sharedAbove':
      return t('import.problem.sharedAbove', problem)
    case 'sharedBefore':
      return t('import.problem.sharedBefore', problem)
    case 'refused':
      return problem.reasons.map(t.kept).join(' ')
    default:
      return t(`import.problem.${problem.code}`)
  }
}
