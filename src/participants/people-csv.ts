import Papa from 'papaparse'

/** Characters that make a spreadsheet run a cell as a formula (OWASP: CSV injection), in full width too. */
const formula = /^'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/

/** A table as a file that spreadsheets read rightly: UTF-8 with its mark at the beginning, and no cell that they would run. */
export function writeTable(rows: string[][]): string {
  return `\ufeff${Papa.unparse(rows, { newline: '\r\n', escapeFormulae: formula })}\r\n`
}

/** Takes off the apostrophe that `writeTable` sets before a formula. */
export function withoutGuard(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell
}
