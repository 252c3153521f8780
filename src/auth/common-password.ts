/**
 * Whether a password is weak, one that guessing programs try early: a common one, a keyboard walk, a date, a name, or one of
 * these with a little decoration. `related` are words that a guesser would know, like the e-mail address.
 */
export async function isCommonPassword(password: string, related: string[]): Promise<boolean> {
  // The word lists take memory, and a password is set about once a year.
  const [{ ZxcvbnFactory }, common] = await Promise.all([import('@zxcvbn-ts/core'), import('@zxcvbn-ts/language-common')])
  const estimate = new ZxcvbnFactory({ dictionary: common.dictionary, graphs: common.adjacencyGraphs })
  return estimate.check(password.slice(0, 64), related).guesses < 1e8
}
