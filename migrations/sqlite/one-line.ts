/** SQLite keeps a statement as its schema, where it is compared with the entities on one line. */
export function oneLine(statement: string): string {
  return statement.trim().replace(/\s+/g, ' ').replaceAll('( ', '(').replaceAll(' )', ')')
}
