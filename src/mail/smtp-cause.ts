type Failure = Error & { code?: string; originalCode?: string; response?: string; responseCode?: number; command?: string }

/** What nodemailer calls a failure of the connection, whatever it was. */
const generalCodes = ['ESOCKET', 'ECONNECTION', 'ETLS', 'EDNS']
/** TLS is spoken where none is understood, or the other way round; old versions of it; certificates. */
const tlsCode = /^(ERR_TLS_|ERR_SSL_|EPROTO$|CERT_|DEPTH_|UNABLE_TO_|SELF_SIGNED|HOSTNAME_MISMATCH|INVALID_CA)/

/**
 * Gives a failure of SMTP the code that tells its cause: the certificate's, the socket's, or EHELO where the server does not like how it
 * was greeted, which many say only when they hear of a recipient.
 */
export function withCause<Kind extends Failure>(failure: Kind): Kind {
  const { code = '', originalCode, response = '', responseCode = 0, command = '' } = failure
  const isRefusedGreeting = responseCode >= 400 && (/^(EHLO|HELO|LHLO)$/.test(command) || /\b(helo|ehlo)\b/i.test(response))
  if (isRefusedGreeting) failure.code = 'EHELO'
  else if (originalCode !== undefined && (tlsCode.test(originalCode) || generalCodes.includes(code))) failure.code = originalCode
  return failure
}
