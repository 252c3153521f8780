import { expect, test } from 'vitest'
import { explain, explainBriefly } from '../../src/commands/explain.ts'
import { CannotStart } from '../../src/errors.ts'

const failure = (code: string, rest: object = {}) => Object.assign(new Error('what it says'), { code, ...rest })
const unreachable = (message: string, code?: string) => Object.assign(new Error(message, { cause: { code } }), { code: 'POSTGRES_UNREACHABLE' })

test.each<[Error, RegExp]>([
  [new CannotStart('As it says.'), /^As it says\.$/],
  [failure('EADDRINUSE', { syscall: 'listen' }), /^The port is taken by another program/],
  [failure('EACCES', { syscall: 'listen' }), /^The port may not be used.*below 1024.*Set PORT to a higher one/],
  [failure('EADDRNOTAVAIL', { syscall: 'listen' }), /^HOST is not an address of this machine/],
  [failure('ENOTFOUND', { syscall: 'getaddrinfo' }), /^HOST is not an address of this machine/],
  [
    failure('EACCES', { syscall: 'open', path: import.meta.filename }),
    /explain\.test\.ts may not be opened by the user of this process \(EACCES\)\. Give it to that user \(`chown /,
  ],
  [failure('EACCES', { syscall: 'open', path: '/nowhere/file' }), /^The data folder can't be written/],
  [failure('EROFS', { syscall: 'mkdir' }), /^The data folder can't be written/],
  [failure('EPERM', { syscall: 'unlink' }), /^The data folder can't be written/],
  [failure('SQLITE_READONLY_DIRECTORY'), /^The data folder can't be written/],
  [failure('SQLITE_CANTOPEN'), /^The data folder can't be written/],
  [failure('ENOSPC'), /^The disk is full or fails/],
  [failure('EDQUOT'), /^The disk is full or fails/],
  [failure('EIO'), /^The disk is full or fails/],
  [failure('SQLITE_IOERR_WRITE'), /^The disk is full or fails/],
  [failure('SQLITE_NOTADB'), /^The database is damaged, or no database/],
  [failure('SQLITE_CORRUPT_INDEX'), /^The database is damaged, or no database/],
  [failure('SQLITE_BUSY'), /^Another program holds the database/],
  [failure('EMFILE'), /^No more files may be opened/],
  [failure('EXDEV', { syscall: 'rename' }), /^It failed at rename: what it says \(EXDEV\)\.$/],
  [failure('28P01'), /^PostgreSQL does not let us in \(what it says\)/],
  [failure('57P03'), /^PostgreSQL is just starting or stopping/],
  [failure('57P01'), /^PostgreSQL was stopped, or ended our connection/],
  [failure('53100'), /^PostgreSQL has no room/],
  [failure('53300'), /^PostgreSQL has no connections left/],
  [failure('58030'), /^PostgreSQL has trouble with its disk/],
  [failure('25006'), /^PostgreSQL can only be read here/],
  [failure('55P03'), /^PostgreSQL makes us wait for a lock/],
  [failure('42P05'), /^PostgreSQL is reached by a pooler that mixes connections/],
  [failure('08P01'), /^PostgreSQL refuses, or the pooler before it/],
  [failure('22023'), /^PostgreSQL says: what it says \(22023\)/],
  [unreachable('getaddrinfo ENOTFOUND db', 'ENOTFOUND'), /^PostgreSQL can’t be found \(getaddrinfo ENOTFOUND db\)/],
  [unreachable('connect ECONNREFUSED', 'ECONNREFUSED'), /^PostgreSQL can’t be reached/],
  [unreachable('connect EHOSTUNREACH', 'EHOSTUNREACH'), /^PostgreSQL does not answer.*firewalls/],
  [unreachable('timeout expired'), /^PostgreSQL does not answer.*connections left/],
  [unreachable('Connection terminated due to connection timeout'), /^PostgreSQL does not answer/],
  [unreachable('certificate has expired', 'CERT_HAS_EXPIRED'), /^PostgreSQL shows a certificate that has expired/],
  [unreachable('Hostname/IP does not match', 'ERR_TLS_CERT_ALTNAME_INVALID'), /^PostgreSQL shows a certificate for another name/],
  [unreachable('self-signed certificate', 'DEPTH_ZERO_SELF_SIGNED_CERT'), /^PostgreSQL shows a certificate of an authority/],
  [unreachable('Connection terminated unexpectedly'), /^PostgreSQL can’t be reached/],
])('%s is said in a sentence', (error, sentence) => {
  expect(explain(error)).toMatch(sentence)
  expect(explain(error)).not.toContain('\n')
  expect(explain(error)).toMatch(/\.$/)
})

test('a bug shows where it arose, and a finding about it has one line', () => {
  expect(explain(new TypeError('x is not a function'))).toMatch(/^TypeError: x is not a function\n +at /)
  expect(explainBriefly(new TypeError('x is not a function'))).toBe('TypeError: x is not a function')
})
