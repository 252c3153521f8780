import { addressOf, type House } from '../house.ts'
import { posts } from '../races/posts.ts'
import type { Scene } from '../races/stage.ts'
import { plain } from './rules.ts'
import { type Exchange, type Village, type Word, words } from './village.ts'

/** One request that can be made: `exchange` is the one that its path names. */
export type Request = { method: 'GET' | 'POST'; route: string; path: string; fields: Record<string, string | string[]>; exchange?: Word; isSlow: boolean }

const nobody = '00000000-0000-4000-8000-000000000000'
const dead = 'A'.repeat(43)

/** Pages that show more when they are asked for more. */
const queries: Record<string, string[]> = {
  '/admin/exchange/:id/participants': ['?search=example.org', '?show=left'],
  '/admin/exchange/:id/edit': ['?field=budget'],
  '/admin/exchange/:id/draw': ['?under-way=yes'],
}

/** Every request to every route of the app, about each exchange that a path can name; forms with what people would type, in every variant that is known. */
export function requestsOf(village: Village): Request[] {
  const { house, exchanges } = village
  return routesOf(house).flatMap(({ method, route }) => {
    const named = /:(id|exchangeId|slug)\b/.test(route) ? words : [undefined]
    return named.flatMap((word) =>
      requestsTo(method, route, exchanges[word ?? 'Vyrn'], village).map((request) => (word ? { ...request, exchange: word } : request)),
    )
  })
}

/** Every route that answers, once. */
export function routesOf(house: House): { method: 'GET' | 'POST'; route: string }[] {
  const routes = house.app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${plain(path)}`)
  return [...new Set(routes)].map((one) => ({ method: one.startsWith('GET') ? 'GET' : 'POST', route: one.slice(one.indexOf(' ') + 1) }))
}

function requestsTo(method: 'GET' | 'POST', route: string, exchange: Exchange, village: Village): Request[] {
  const scene = sceneOf(exchange, village)
  const path = route
    .replace(':participantId', scene.person('Bob'))
    .replace(':accountId', scene.olga)
    .replace(':ruleId', exchange.ruleId)
    .replace(':wishId', exchange.wishId)
    .replace(':questionId', exchange.questionId)
    .replace(':withWhom', 'receiver')
    .replace(/:(messageId|reportId)/, nobody)
    .replace(/:(id|exchangeId)\b/, exchange.id)
    .replace(':slug', exchange.slug)
    .replace(':token', dead)
  if (method === 'GET') return ['', ...(queries[route] ?? [])].map((query) => ({ method, route, path: path + query, fields: {}, isSlow: false }))
  const forms = posts[route]
  if (!forms) throw new Error(`No form is known for ${route}.`)
  return forms.map(({ fields, isSlow = false }) => ({ method, route, path, fields: aboutThem(fields?.(scene) ?? {}, exchange), isSlow }))
}

/** What forms of `posts` are made of, in this exchange; another one’s where they name an earlier one. */
function sceneOf(exchange: Exchange, { exchanges: others, accountIds }: Village): Scene {
  const known: Partial<Scene> = {
    ...{
      id: exchange.id,
      slug: exchange.slug,
      ruleId: exchange.ruleId,
      wishId: exchange.wishId,
      questionId: exchange.questionId,
      link: dead,
      code: 'ABCDEFGH',
      resetLink: dead,
      unsubscribe: dead,
      decline: dead,
    },
    // Never one that whoever organises this exchange alone has.
    earlierId: exchange.word === 'Xylo' ? others.Vyrn.id : others.Xylo.id,
    olga: accountIds[addressOf('Olga')] as string,
    invitation: { id: nobody, token: dead },
    newAddress: dead,
    returning: dead,
    // Nothing is left of any of them yet.
    pastId: exchange.id,
    person: (name) => exchange.people.find((person) => person.name.endsWith(name.toLowerCase()))?.id ?? nobody,
  }
  return known as Scene
}

/** The same form, with the names and addresses of this exchange. */
function aboutThem(fields: Record<string, string | string[]>, { name, people: [bob] }: Exchange): Request['fields'] {
  const own: Record<string, string> = { 'Millers’ Christmas': name, [addressOf('Bob')]: bob?.email ?? '' }
  return Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, typeof value === 'string' ? (own[value] ?? value) : value]))
}
