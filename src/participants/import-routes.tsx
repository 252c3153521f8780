import { Hono } from 'hono'
import { adminOnly } from '../auth/guards.ts'
import { RuleBroken } from '../errors.ts'
import { paths, segment } from '../paths.ts'
import { answer, goTo } from '../web/answer.tsx'
import { leaveFlash } from '../web/flash.ts'
import { blank, parseForm, type Refused, refuse, sentFile } from '../web/form.ts'
import type { Site, SiteContext } from '../web/parts.ts'
import { forbiddenBy } from './find-person.ts'
import { ImportForm } from './forms.ts'
import { ImportPage, ImportPart } from './import-page.tsx'
import { adds, importPeople, needsAnotherLook, type PlannedLine, planImport } from './import-people.ts'
import { readLines, textOf } from './people-csv.ts'
import { readExchangeOfPeople } from './reads.ts'

/** Lists of people that the organiser adds at once. */
export const imports = new Hono<Site>()

imports.get(`/admin/exchange/${segment.id}/participants/import`, adminOnly, async (c) => {
  const refusal = await forbiddenBy(c.var.em, exchangeId(c), (exchange) => exchange.mustLetAddMany())
  return showImport(c, refusal ? refuse(blank(), 'form', refusal) : blank(), 200)
})

// Between the two steps nothing is kept here: the second sends the whole list again, with `confirm`.
imports.post(`/admin/exchange/${segment.id}/participants/import`, adminOnly, async (c) => {
  const { em, parts } = c.var
  const { form, isConfirmed } = await sentList(c)
  const lines = readLines(form.typed.people ?? '')
  if (lines.length === 0) return showImport(c, refuse(form, 'people', 'Please enter at least one person, or choose a file.'), 422)
  try {
    if (!isConfirmed) return showImport(c, form, 200, await planImport(em, exchangeId(c), lines))
    const planned = await importPeople(em, parts, exchangeId(c), lines)
    if (planned.some(needsAnotherLook)) return showImport(c, form, planned.some(({ fate }) => fate === 'bad') ? 422 : 409, planned)
    leaveFlash(c, outcome(planned.filter(adds).length))
    return goTo(c, paths.people(exchangeId(c)))
  } catch (error) {
    if (error instanceof RuleBroken) return showImport(c, refuse(form, 'form', error.message), 409)
    throw error
  }
})

/** A list that is sent twice finds everybody in. */
function outcome(added: number): string {
  if (added === 0) return 'Everybody on the list is in.'
  return `${added === 1 ? '1 person was' : `${added} people were`} added, and e-mails with links are on their way.`
}

/** The list as it was typed, and below it what stands in the file that came with it. */
async function sentList(c: SiteContext): Promise<{ form: Refused; isConfirmed: boolean }> {
  const parsed = await parseForm(c, ImportForm)
  const file = await sentFile(c, 'file')
  const typed = parsed.typed.people ?? ''
  const people = file ? [typed, textOf(file)].filter((text) => text.trim() !== '').join('\n') : typed
  return { form: blank({ people }), isConfirmed: parsed.ok && parsed.values.confirm }
}

function exchangeId(c: SiteContext): string {
  return c.req.param('id') ?? ''
}

async function showImport(c: SiteContext, form: Refused, status: 200 | 409 | 422, planned?: PlannedLine[]): Promise<Response> {
  const exchange = await readExchangeOfPeople(c.var.em, exchangeId(c))
  return answer(
    c,
    <ImportPart exchange={exchange} form={form} planned={planned} />,
    (part, frame) => (
      <ImportPage exchange={exchange} frame={frame}>
        {part}
      </ImportPage>
    ),
    status,
  )
}
