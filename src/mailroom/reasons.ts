/** What the codes of mail services and mail servers mean for whoever has to mend it; the first that fits counts. */
const meanings: [RegExp, string][] = [
  [/api_key/, 'the mail service does not accept the API key'],
  [/^validation_error \(403\)/, 'the mail service does not know the sender’s domain'],
  [/^(validation_error|invalid_)/, 'the mail service did not take it, perhaps because of the address'],
  [/quota|rate_limit/, 'a limit of the mail service is reached'],
  [/^EAUTH/, 'the mail server does not accept the login'],
  [/^EENVELOPE/, 'the mail server did not take the address'],
  [/^EMESSAGE/, 'the mail server did not take the e-mail'],
  [/no answer|^(ESOCKET|ECONNECTION|ECONNREFUSED|ETIMEDOUT|EDNS|ETLS|TimeoutError|AbortError)/, 'the mail service could not be reached'],
]

/** Why an e-mail failed, in words, with the code that can be looked up; the code alone where it is none of the usual. */
export function reasonInWords(code: string | null): string {
  if (code === null) return 'the reason is not known'
  const meaning = meanings.find(([pattern]) => pattern.test(code))?.[1]
  return meaning === undefined ? code : `${meaning} (${code.replace(/ \((.*)\)$/, ', $1')})`
}
