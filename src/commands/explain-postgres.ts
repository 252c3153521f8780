type PostgresError = Error & { code?: string; cause?: unknown }

/** What to look at, by the codes of PostgreSQL, or their first letters. */
const remedies: [code: string, remedy: string][] = [
  ['28P01', 'does not let us in (…). Look at the user and the password in DATABASE_URL.'],
  ['28000', 'does not let us in (…). Look at the user and the password in DATABASE_URL, and at pg_hba.conf; where it wants TLS, add ?sslmode=verify-full.'],
  ['3D000', 'says: …. Make it with `createdb`, owned by the user in DATABASE_URL.'],
  ['42501', 'says: …. The user in DATABASE_URL must own the database, and may create tables in its schema: `alter database … owner to …`.'],
  ['53300', 'has no connections left (…). Raise max_connections, or stop what holds them: each instance takes up to ten.'],
  ['53', 'has no room (…). Nothing was changed; make room and try again.'],
  ['58', 'has trouble with its disk (…). Look into its log.'],
  ['57P03', 'is just starting or stopping (…). Start again when it is up.'],
  ['57P', 'was stopped, or ended our connection (…). Start again when it is up.'],
  ['25006', 'can only be read here (…): this is a standby, or set to be read-only. Lead DATABASE_URL to the primary server.'],
  ['55P03', 'makes us wait for a lock that another connection holds (…). End what holds it, or wait, and start again.'],
  [
    '42P05',
    'is reached by a pooler that mixes connections (…). Set its pool_mode to session and its server_reset_query to DISCARD ALL, or lead DATABASE_URL to PostgreSQL itself.',
  ],
  [
    '26000',
    'is reached by a pooler that mixes connections (…). Set its pool_mode to session and its server_reset_query to DISCARD ALL, or lead DATABASE_URL to PostgreSQL itself.',
  ],
  ['42P01', 'says: …. The database holds tables that are not as this version makes them: give the app a database of its own.'],
  ['42703', 'says: …. The database holds tables that are not as this version makes them: give the app a database of its own.'],
  ['42P07', 'says: …. The database holds tables of something else: give the app a database of its own.'],
  ['08P01', 'refuses, or the pooler before it (…). With PgBouncer, look at its databases and users, and set pool_mode to session.'],
  ['XX000', 'fails inside, or what stands before it (…). Look into its log.'],
]

/** The codes of PostgreSQL are five letters and digits. */
const itsCode = /^[0-9A-Z]{5}$/

/** Why PostgreSQL does not do what it should, in a sentence with a remedy; undefined when it is not about PostgreSQL. */
export function explainPostgres(error: PostgresError): string | undefined {
  const { code = '', message } = error
  if (code === 'POSTGRES_UNREACHABLE') return explainWay(message, codeOf(error.cause))
  if (!itsCode.test(code) || !/\d/.test(code)) return undefined
  const [, remedy] = remedies.find(([start]) => code.startsWith(start)) ?? ['', `says: … (${code}). Its log may tell more.`]
  return `PostgreSQL ${remedy.replace('…', () => message)}`
}

function codeOf(cause: unknown): string {
  const { code, errors } = (cause ?? {}) as { code?: string; errors?: { code?: string }[] }
  return code ?? errors?.[0]?.code ?? ''
}

const certificates = /^(DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|CERT_|ERR_TLS_CERT|HOSTNAME_MISMATCH|INVALID_CA)/

function explainWay(message: string, code: string): string {
  const isAbout = (pattern: RegExp) => pattern.test(code) || pattern.test(message)
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return `PostgreSQL shows a certificate for another name (${message}). Write the name that it is for into DATABASE_URL.`
  if (code === 'CERT_HAS_EXPIRED') return `PostgreSQL shows a certificate that has expired (${code}). Renew it.`
  if (certificates.test(code))
    return `PostgreSQL shows a certificate of an authority that this system does not know (${code}). Add &sslrootcert=FILE to DATABASE_URL, with the authority’s certificate in FILE, or, in your own network, write sslmode=no-verify.`
  if (isAbout(/does not support SSL/))
    return `PostgreSQL offers no TLS (${message}). Set it up there, or, in your own network, take sslmode out of DATABASE_URL.`
  if (isAbout(/password must be a string|empty password/))
    return 'PostgreSQL wants a password, and DATABASE_URL has none, as in postgres://user:password@host/klaus.'
  if (isAbout(/^(ENOTFOUND|EAI_AGAIN)$/)) return `PostgreSQL can’t be found (${message}). Look at the host in DATABASE_URL, and at the DNS.`
  if (isAbout(/^ECONNREFUSED$/)) return `PostgreSQL can’t be reached (${message}). Look at DATABASE_URL, and whether its server runs and listens there.`
  if (isAbout(/^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$|timeout/))
    return `PostgreSQL does not answer (${message}). Look at host and port in DATABASE_URL, at firewalls, and whether it has connections left.`
  return `PostgreSQL can’t be reached (${message}). Look at DATABASE_URL, and whether its server runs.`
}
