import { existsSync } from 'node:fs'
import { CannotStart } from '../errors.ts'
import { explainPostgres } from './explain-postgres.ts'

/**
 * Why a command or a start failed, in a sentence with a remedy, for what files, ports and databases refuse in well-known ways. The rest is
 * a bug and shows itself.
 */
export function explain(error: unknown): string {
  if (error instanceof CannotStart) return error.message
  if (!(error instanceof Error)) return `Something failed: ${String(error)}.`
  const { code, message, stack, syscall } = error as NodeJS.ErrnoException
  if (code === undefined) return stack ?? message
  return (
    explainPort(error) ?? explainPostgres(error) ?? explainFiles(error) ?? `It failed at ${syscall ?? 'something outside of the app'}: ${message} (${code}).`
  )
}

/** The same on one line, for a finding. */
export function explainBriefly(error: unknown): string {
  return explain(error).split('\n')[0] ?? ''
}

function explainPort({ code, syscall }: NodeJS.ErrnoException): string | undefined {
  if (code === 'EADDRINUSE') return 'The port is taken by another program. Set PORT to another one, or stop that program.'
  if (syscall === 'listen' && (code === 'EACCES' || code === 'EPERM'))
    return 'The port may not be used by the user of this process: those below 1024 are for root. Set PORT to a higher one, like 8000, and let a proxy listen on 80 and 443.'
  const isAboutHost = syscall === 'listen' || syscall === 'getaddrinfo'
  if (code === 'EADDRNOTAVAIL' || (isAboutHost && ['ENOTFOUND', 'EAI_AGAIN', 'EAFNOSUPPORT', 'EINVAL'].includes(code ?? '')))
    return 'HOST is not an address of this machine.'
  return undefined
}

/** Codes of files that may not be changed by whoever runs this. */
const forbidden = ['EACCES', 'EPERM', 'EROFS', 'EEXIST', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG', 'ELOOP', 'SQLITE_CANTOPEN', 'SQLITE_READONLY', 'SQLITE_PERM']

function explainFiles({ code = '', message, syscall, path }: NodeJS.ErrnoException): string | undefined {
  const isFull = code === 'ENOSPC' || code === 'EDQUOT' || code === 'EIO' || code === 'SQLITE_FULL' || code.startsWith('SQLITE_IOERR')
  if (isFull) return `The disk is full or fails (${message}). Nothing was changed; make room and try again.`
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT'))
    return `The database is damaged, or no database (${message}). Restore a backup: \`sneaky-klaus restore FILE\` keeps the damaged one aside.`
  if (code.startsWith('SQLITE_BUSY') || code === 'SQLITE_LOCKED')
    return `Another program holds the database (${message}). Stop it, or wait until it is done, and try again.`
  if (syscall === 'open' && (code === 'EACCES' || code === 'EPERM') && path !== undefined && existsSync(path))
    return `${path} may not be opened by the user of this process (${code}). Give it to that user (\`chown ${process.getuid?.()} ${path}\`).`
  if (code === 'EMFILE' || code === 'ENFILE') return `No more files may be opened (${message}). Raise the limit (ulimit -n) and start again.`
  if (syscall === 'mkdir' || forbidden.some((one) => code.startsWith(one)))
    return `The data folder can't be written (${message}). Make DATA_DIR a folder that the user of this process owns (\`chown -R ${process.getuid?.()}\`).`
  return undefined
}
