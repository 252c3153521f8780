/**
 * Whether the database could not store or read something for a reason outside of the app, which may pass: a full or failing
 * disk, files that may not be written, somebody else who holds them.
 */
export function isStorageFailure(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' && /^SQLITE_(FULL|IOERR|READONLY|CANTOPEN|BUSY)/.test(code)
}
