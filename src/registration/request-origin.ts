import { paths } from '../paths.ts'

/** Where somebody has asked for a link: the page itself, where to ask for another, and, for whoever has just joined, where to do that with another address. */
export type RequestOrigin = { at: string; again: string; joinAgain?: string }

/** The request page at a path, which may come out of a form; for any other path, the sign-in page. */
export function originAt(path: string | undefined): RequestOrigin {
  const [, slug, token] = /^\/[a-z]+\/(?:([0-9a-z]{16})\/[a-z-]+|magic\/([\w-]{43}))$/.exec(path ?? '') ?? []
  const pages: RequestOrigin[] = [
    ...(slug === undefined ? [] : [afterJoining(slug), again(paths.requestAccess(slug))]),
    ...(token === undefined ? [] : [again(paths.magicLink(token))]),
  ]
  return pages.find(({ at }) => at === path) ?? again(paths.signIn())
}

function afterJoining(slug: string): RequestOrigin {
  return { at: paths.register(slug), again: paths.requestAccess(slug), joinAgain: paths.register(slug) }
}

function again(path: string): RequestOrigin {
  return { at: path, again: path }
}
