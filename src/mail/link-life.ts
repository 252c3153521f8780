/** What e-mails say of how long a sign-in link works. */
export const linkLife = {
  /** Of one that somebody waits for. */
  hour: 'The link works once, for one hour. You can get a new one at any time. If you didn’t expect this e-mail, ignore it.',
  /** The same, with a code beside it. */
  hourWithCode: 'The link or the code works once, for one hour. You can get new ones at any time. If you didn’t expect this e-mail, ignore it.',
  /** Of one in news, which are read whenever that may be. */
  untilCompletion: 'The link works once, until the exchange is over. If it’s used up or too old, it offers you a new one.',
}
