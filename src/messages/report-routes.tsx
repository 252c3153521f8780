import { Hono } from 'hono'
import { exchangeOnly } from '../exchanges/guards.ts'
import { paths, segment } from '../paths.ts'
import { goTo, show } from '../web/answer.tsx'
import type { Env } from '../web/env.ts'
import { leaveFlash } from '../web/flash.ts'
import { pathParameter } from '../web/path-parameter.ts'
import { deleteReport, readReports } from './reports.ts'
import { ReportsPage } from './reports-page.tsx'
import { findOccasion } from './threads.ts'

/** The messages of an exchange that somebody reported, for its organisers. */
export const reports = new Hono<Env>()

reports.get(`/admin/exchange/${segment.id}/reports`, exchangeOnly, async (c) => {
  const { em, services, exchange } = c.var
  const list = await readReports(em, services, exchange.id)
  const occasion = await findOccasion(em, { exchangeId: exchange.id })
  return show(c, (frame) => <ReportsPage exchange={{ ...exchange, timezone: occasion?.timezone ?? 'UTC' }} reports={list} frame={frame} />)
})

reports.post(`/admin/exchange/${segment.id}/reports/${segment.reportId}/delete`, exchangeOnly, async (c) => {
  const { em, exchange, t } = c.var
  await deleteReport(em, { id: pathParameter(c, 'reportId'), exchangeId: exchange.id })
  leaveFlash(c, t('reports.deleted'))
  return goTo(c, paths.reports(exchange.id))
})
