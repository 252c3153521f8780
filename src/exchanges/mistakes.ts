import type { Printer } from '../language/printer.ts'
import { dateInWords } from '../ui/dates.ts'
import type { Mistake, Mistakes } from './exchange-details.ts'
import { detailOf, fieldNames } from './forms.ts'

/** Mistakes beside the fields that they belong to, in the words of `t`. */
export function errorsFrom(mistakes: Mistakes, t: Printer): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const name of fieldNames) {
    const mistake = mistakes[detailOf[name]]
    if (mistake) errors[name] = mistakeInWords(mistake, t)
  }
  return errors
}

function mistakeInWords(mistake: Mistake, t: Printer): string {
  switch (mistake.code) {
    case 'too few places':
      return t('exchanges.mistake.tooFewPlaces', { joined: mistake.joined })
    case 'day is over':
      return t('exchanges.mistake.dayIsOver')
    case 'over there already':
      return t('exchanges.mistake.overThere')
    case 'before closing':
      return t('exchanges.mistake.beforeClosing', { date: dateInWords(mistake.date, t) })
    case 'after gift day':
      return t('exchanges.mistake.afterGiftDay', { date: dateInWords(mistake.date, t) })
  }
}
