import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { momentInWords } from '../ui/dates.ts'
import { Heading, toDesk } from '../ui/heading.tsx'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'
import { MessageText } from './message-bubble.tsx'
import type { Report } from './reports.ts'

type ReportsProperties = { exchange: { id: string; name: string; timezone: string }; reports: readonly Report[]; frame: Frame }

/** What was reported: each text alone, with neither who wrote it, nor who got it, nor which of the two gives. */
export function ReportsPage({ exchange, reports, frame }: ReportsProperties) {
  const { t } = frame
  return (
    <Page title={t('reports.pageTitle', { exchange: exchange.name })} frame={frame} nav="admin">
      <Heading title={t('reports.title')} lead={t('reports.lead')} back={toDesk(exchange)} />
      <Card title={t('reports.list')} count={reports.length === 0 ? undefined : t.number(reports.length)}>
        {reports.length === 0 && <p class="quiet">{t('reports.none')}</p>}
        <ol class="talk">
          {reports.map(({ id, content, deliverAt }) => (
            <li>
              <MessageText content={content} t={t} />
              <p class="aside">{momentInWords(deliverAt, exchange.timezone, t)}</p>
              <form method="post" action={paths.deleteReport(exchange.id, id)}>
                <Button tone="plain">{t('reports.delete')}</Button>
              </form>
            </li>
          ))}
        </ol>
      </Card>
      {reports.length > 0 && (
        <p class="hint">
          {t.rich('reports.whatNow', {
            off: (words) => <a href={paths.editExchange(exchange.id, 'messages')}>{words}</a>,
            write: (words) => <a href={paths.message(exchange.id)}>{words}</a>,
          })}
        </p>
      )}
    </Page>
  )
}
