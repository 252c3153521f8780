import type { Request } from './requests.ts'
import type { Exchange, Role } from './village.ts'

/** What stands in `text` of an exchange that `role` may not know, beside what was typed to ask for it. */
export function leaksTo(role: Role, text: string, exchange: Exchange, request?: Request): string[] {
  const known = [...typedIn(request), ...publicOf(role, exchange, request)].toSorted((one, other) => other.length - one.length)
  const rest = known.reduce((left, words) => left.replaceAll(words, ' '), text).toLowerCase()
  return secretsFrom(role, exchange).filter((secret) => rest.includes(secret.toLowerCase()))
}

/** What is secret: to its organisers, what people have answered; to those who take part, more than the others’ names; to everybody else the word that is in all its texts, names and addresses, and all identifiers. */
function secretsFrom({ organises, takesPartIn, email }: Role, { word, id, slug, ruleId, wishId, people }: Exchange): string[] {
  if (organises.includes(word)) return people.map((person) => person.answer)
  if (takesPartIn !== word) return [word, id, slug, ruleId, wishId, ...people.map((person) => person.id)]
  return [ruleId, ...people.filter((person) => person.email !== email).flatMap((person) => [person.id, person.email, person.ideas, person.answer])]
}

/** What an invitation shows to whoever has it, and the list of exchanges to the owner of the site. */
function publicOf({ account }: Role, { word, name, id, slug }: Exchange, request: Request | undefined): string[] {
  if (request?.route.startsWith('/exchange/:slug') && request.exchange === word) return [name, `${word} words`, `${word} coins`, slug]
  return account === 'owner' && request?.route.startsWith('/admin/organisers') ? [name, id] : []
}

function typedIn(request: Request | undefined): string[] {
  if (!request) return []
  return [...request.path.split(/[/?=&]/), ...Object.values(request.fields).flat()].filter(({ length }) => length > 3)
}
