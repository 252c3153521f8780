import { Hono } from 'hono'
import * as v from 'valibot'
import { signedInAccount, signedInParticipant } from '../auth/guards.ts'
import { chooseParticipantsLanguage } from '../participants/choose-language.ts'
import { pageOf, paths } from '../paths.ts'
import { goTo } from '../web/answer.tsx'
import type { Env } from '../web/env.ts'
import { parseForm } from '../web/form.ts'
import { chooseLanguage } from '../web/language.ts'
import { chooseAccountsLanguage } from './choose-language.ts'

const LanguageForm = v.object({ language: v.optional(v.string(), ''), next: v.optional(v.string(), '') })

/** A path of this site, and of no other: `//host` and `/\\host` lead away. */
const isOwnPath = /^\/(?![/\\])[!-~]*$/

/** The choice of a language at the foot of every page. */
export const languageChoice = new Hono<Env>()

languageChoice.post('/language', async (c) => {
  const form = await parseForm(c, LanguageForm)
  const { language = '', next = '' } = form.typed
  const { em, services } = c.var
  if (services.printers.languages.some(({ code }) => code === language)) {
    chooseLanguage(c, language)
    const [me, account] = [await signedInParticipant(c), await signedInAccount(c)]
    if (me) await chooseParticipantsLanguage(em, me.id, language)
    if (account) await chooseAccountsLanguage(em, account, language)
  }
  const [path = '', query] = next.split(/(?=\?)/, 2)
  const page = isOwnPath.test(next) ? pageOf(path) : undefined
  return goTo(c, page === undefined ? paths.landing() : page + (page === path && query ? query : ''))
})
