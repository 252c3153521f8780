import { Hono } from 'hono'
import { exchangeOnly } from '../../exchanges/guards.ts'
import { inWords } from '../../language/refusals.ts'
import { paths, segment } from '../../paths.ts'
import { answer, goTo } from '../../web/answer.tsx'
import type { AppContext, Env } from '../../web/env.ts'
import { leaveFlash } from '../../web/flash.ts'
import { blank, parseForm, type Refused, refuse, sentFile } from '../../web/form.ts'
import { forbiddenBy } from '../find-person.ts'
import { readExchangeOfPeople } from '../reads.ts'
import { ImportForm } from './forms.ts'
import { keepTogether } from './households.ts'
import { ImportPage, ImportPart, type Preview } from './import-page.tsx'
import { importPeople, planImport } from './import-people.ts'
import { adds, needsAnotherLook } from './plan.ts'
import { type ImportReport, reportOf } from './report.ts'
import type { SentList } from './sent-list.ts'

/** Lists of people that the organiser adds at once. */
export const imports = new Hono<Env>()

imports.get(`/admin/exchange/${segment.id}/participants/import`, exchangeOnly, async (c) => {
  const refusal = await forbiddenBy(c.var.em, c.var.exchange.id, (exchange) => exchange.mustLetAddMany())
  return showImport(c, refusal ? refuse(blank(), 'form', inWords(refusal, c.var.t)) : blank(), 200)
})

// Between the two steps nothing is kept here: the second sends the whole list again, with `confirm`.
imports.post(`/admin/exchange/${segment.id}/participants/import`, exchangeOnly, async (c) => {
  const { t } = c.var
  const { fingerprint, listOf } = await reader()
  const list = listOf(await parseForm(c, ImportForm, ['email_confirmed']), await sentFile(c, 'file'), t)
  const { form } = list
  if (form.errors.file ?? form.errors.people) return showImport(c, form, 422)
  if (list.read.lines.length === 0) return showImport(c, refuse(form, 'people', t('import.empty')), 422)
  if (!list.isConfirmed) return preview(c, list, 200)
  // Nobody is added whom the preview on the screen did not show. Scripts send the list at once, without one.
  const isSeen = list.shown === undefined || list.shown === fingerprint(list)
  return isSeen ? add(c, list) : preview(c, list, 200, { kind: 'notice', text: t('import.changed') })
})

/** Adds whom the list can add. While lines wait for another look, the page comes back with them alone; else it leads to the people. */
async function add(c: AppContext, list: SentList): Promise<Response> {
  const { value: result, refusal } = await importPeople(c.var.em, c.var.services, c.var.exchange.id, {
    lines: list.read.lines,
    together: list.form.typed.together ?? '',
    confirmed: list.confirmed,
  })
  if (refusal) return showImport(c, refuse(list.form, 'form', inWords(refusal, c.var.t)), 409)
  const done = reportOf(result, c.var.t)
  if (!result.lines.some(needsAnotherLook)) {
    leaveFlash(c, done.text, done.kind)
    return goTo(c, paths.people(c.var.exchange.id))
  }
  if (!result.lines.some(adds)) return preview(c, list, result.lines.some(({ fate }) => fate === 'bad') ? 422 : 409)
  const { waitingOf } = await reader()
  return preview(c, waitingOf(list, result.lines, keepTogether(result.lines, list.form.typed.together ?? '')), 200, done)
}

async function preview(c: AppContext, list: SentList, status: 200 | 409 | 422, done?: ImportReport): Promise<Response> {
  const { form, read, recognised, encoding, confirmed } = list
  const { fingerprint } = await reader()
  const { value: plan, refusal } = await planImport(c.var.em, c.var.exchange.id, { lines: read.lines, together: form.typed.together ?? '', confirmed })
  if (refusal) return showImport(c, refuse(form, 'form', inWords(refusal, c.var.t)), 409)
  return showImport(c, form, status, { plan, read, recognised, encoding, shown: fingerprint(list), done })
}

/** What reads lists, which knows the names and letters of many languages: no start need wait for it. */
function reader() {
  return import('./sent-list.ts')
}

async function showImport(c: AppContext, form: Refused, status: 200 | 409 | 422, shown?: Preview): Promise<Response> {
  const exchange = await readExchangeOfPeople(c.var.em, c.var.exchange)
  return answer(
    c,
    <ImportPart exchange={exchange} form={form} preview={shown} t={c.var.t} />,
    (part, frame) => (
      <ImportPage exchange={exchange} frame={frame}>
        {part}
      </ImportPage>
    ),
    status,
  )
}
