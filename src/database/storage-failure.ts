/** Whether somebody else holds the file at the moment. */
export function isBusy(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_BUSY')
}

/**
 * Whether the database could not store or read something for a reason outside of the app, which may pass: a full or failing
 * disk, files that may not be written, somebody else who holds them.
 */
export function isStorageFailure(error: unknown): boolean {
  return /^SQLITE_(FULL|IOERR|READONLY|CANTOPEN|BUSY)/.test(codeOf(error))
}

/** SQLite's own name of what went wrong, like SQLITE_IOERR_WRITE; empty for everything else. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
