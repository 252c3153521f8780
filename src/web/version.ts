import { createHash } from 'node:crypto'

/** The version of a form: a fingerprint of each field as it was when the form was made. Two tabs collide only over the same field. */
export type Version<Detail extends string = string> = Partial<Record<Detail, string>>

/** The version of those details. */
export function versionOf<Details extends object>(details: Details, which: readonly (keyof Details & string)[]): Version<keyof Details & string> {
  return Object.fromEntries(which.map((detail) => [detail, fingerprint(details[detail])])) as Version<keyof Details & string>
}

/** The fingerprint of one detail, 12 characters long. */
function fingerprint(detail: unknown): string {
  return createHash('sha256').update(JSON.stringify(detail)).digest('base64url').slice(0, 12)
}

/** What a form changed: the details that are other than they were in its version. Without a version that is all of them. */
export function changesIn<Details extends object>(details: Details, version: Version): Partial<Details> {
  return Object.fromEntries(Object.entries(details).filter(([detail, value]) => version[detail] !== fingerprint(value))) as Partial<Details>
}

/** The conflicts: details changed elsewhere since that version, to something other than what is `wanted`. Without a version there are none. */
export function overtaken<Details extends object>(now: Details, wanted: Partial<Details>, version: Version): (keyof Details & string)[] {
  const details = Object.keys(wanted) as (keyof Details & string)[]
  return details.filter((detail) => version[detail] !== undefined && version[detail] !== fingerprint(now[detail]) && now[detail] !== wanted[detail])
}

/** Serialises a version for a hidden field: `budget:Zq0…` and so on, between spaces. */
export function writeVersion(version: Version): string {
  return Object.entries(version)
    .map(([detail, print]) => `${detail}:${print}`)
    .join(' ')
}

/** The version of a form whose reader is shown what the `overtaken` details are now: sent once more, it replaces them. */
export function caughtUp<Details extends object>(text: string, now: Details, overtaken: readonly (keyof Details & string)[]): string {
  return writeVersion({ ...readVersion(text), ...versionOf(now, overtaken) })
}

/** Parses the version that a form brought back; details that it does not name are changed whatever they were. */
export function readVersion(text: string): Version {
  return Object.fromEntries(text.split(' ').map((part) => [part.split(':')[0], part.split(':')[1]]))
}
