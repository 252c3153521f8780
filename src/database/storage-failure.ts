/** Whether the file is locked by somebody else at the moment. */
export function isBusy(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_BUSY')
}

/**
 * Whether the database could not store or read something for a reason outside of the app, which may pass: a full or failing
 * disk, files that may not be written, somebody else who holds them, a server that is not there.
 */
export function isStorageFailure(error: unknown): boolean {
  const code = codeOf(error)
  return /^SQLITE_(FULL|IOERR|READONLY|CANTOPEN|BUSY)/.test(code) || postgresFailure.test(code)
}

/**
 * Not reached, or what the server itself says by its codes: connection exceptions (08), no room (53), an operator's intervention
 * like a restart (57P), a failing disk (58), only reading (25006), waiting too long for a lock (55P03) or for us (25P03), and
 * having been taken back for somebody else's sake (40001, a deadlock is 40P01).
 */
const postgresFailure = /^(POSTGRES_UNREACHABLE|08...|53...|57P..|58...|25006|55P03|25P03|40001|40P01)$/

/** The database's error code, like SQLITE_IOERR_WRITE or 53100; empty for everything else. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
