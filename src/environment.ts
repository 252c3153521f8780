import { readFileSync } from 'node:fs'
import { CannotStart } from './errors.ts'

/** Values of variables by their names. */
export type Variables = Record<string, string | undefined>

/** Percent-encoding of special characters in the user and password of a URL. */
export const addressCodes = 'in user and password write %40 for @, %3A for :, %2F for /, %3F for ?, %23 for # and %25 for %'

/** Whether each % begins a code, like %25. */
export function isDecodable(address: string): boolean {
  try {
    decodeURIComponent(address)
    return true
  } catch {
    return false
  }
}

/**
 * Variables without those that are empty, and without white space or quotation marks around their values, which files of variables
 * leave there. Those in `exact` stay as they are, since nobody can tell what belongs to a key.
 */
export function tidied(variables: Variables, exact: readonly string[]): Variables {
  const entries = Object.entries(variables).map(([name, value = '']) => [name, exact.includes(name) ? value : bare(value)])
  return Object.fromEntries(entries.filter(([, value]) => value !== ''))
}

function bare(value: string): string {
  const trimmed = value.trim()
  return /^(["'])[^"']*\1$/.test(trimmed) ? trimmed.slice(1, -1).trim() : trimmed
}

/** The variables with each secret that is given as a file, by NAME_FILE, under its own name. Throws CannotStart. */
export function withFiles(variables: Variables, secrets: readonly string[]): Variables {
  const values = { ...variables }
  for (const name of secrets) {
    const file = values[`${name}_FILE`]
    if (file === undefined) continue
    if (values[name] !== undefined) throw new CannotStart(`${name} and ${name}_FILE are both set; keep one of them.`)
    const content = readNamedFile(`${name}_FILE`, file).trim()
    if (content === '') throw new CannotStart(`${name}_FILE names a file that is empty: ${file}.`)
    values[name] = content
  }
  return values
}

/** What stands in the file that a variable names. Throws CannotStart. */
export function readNamedFile(variable: string, file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new CannotStart(`${variable} names a file that can't be read (${code}): ${file} ${meanings[code ?? ''] ?? 'refuses'}.`)
  }
}

const meanings: Record<string, string> = {
  ENOENT: 'does not exist here',
  EISDIR: 'is a folder',
  ENOTDIR: 'leads through something that is no folder',
  EACCES: 'may not be read by the user of this process',
  EPERM: 'may not be read by the user of this process',
}

/** What other software calls the settings that this one has under another name, or has not. */
const ours = /^(SMTP|EMAIL|OIDC|RESEND|BACKUP|METRICS|SECRET_KEY|TRUSTED|BASE_URL)_/
/** What Kubernetes and Docker's links set by themselves for a service of such a name. */
const foreign = /_(SERVICE_(HOST|PORT)|PORT)(_|$)/

/** Which variables look as if they were meant for this program, each as a sentence that names it and the setting that may be meant. */
export function unknownVariables(variables: Variables, known: readonly string[], secrets: readonly string[]): string[] {
  const all = [...known, ...secrets.map((name) => `${name}_FILE`)]
  return Object.keys(variables).flatMap((name) => {
    if (all.includes(name) || foreign.test(name)) return []
    const setting = name.replace(/_FILE$/, '')
    if (setting !== name && known.includes(setting)) return `${name} is not read: only secrets can be given as files. Set ${setting}.`
    const meant = all.find((one) => one.length > 4 && isOneSlipAway(name.toUpperCase(), one))
    if (meant !== undefined) return `${name} is no setting, and is not read. Is ${meant} meant?`
    return ours.test(name) ? `${name} is no setting, and is not read. The README lists all there are.` : []
  })
}

/** Whether one letter or underscore more, less or another turns one name into the other. */
function isOneSlipAway(name: string, setting: string): boolean {
  let start = 0
  while (start < setting.length && name[start] === setting[start]) start++
  const [rest, wanted] = [name.slice(start), setting.slice(start)]
  return [rest.slice(1), rest].includes(wanted.slice(1)) || rest.slice(1) === wanted
}
