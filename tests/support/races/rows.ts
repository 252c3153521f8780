import type { House } from '../house.ts'
import type { Scene } from './stage.ts'

const left = 'join participant p on p.id = o.participant_id and p.withdrawn_at is not null'
const toTheOrganiser = `('new registration', 'withdrawal', 'declined', 'wants out', 'draw done', 'mail failing', 'purge coming')`

/** Rows that contradict each other, whatever was done in whatever order. */
const contradicting: Record<string, string> = {
  'somebody who has left has a living link': `select 1 from magic_token o ${left}`,
  'an e-mail waits for somebody who has left': `select 1 from outgoing_email o
     join participant p on p.exchange_id = o.exchange_id and p.email = o.recipient and p.withdrawn_at is not null
    where o.state in ('queued', 'given_up') and o.kind <> 'withdrawal confirmation' and o.kind not in ${toTheOrganiser}`,
  // Whoever wants no e-mail at all gets none of that, either.
  'somebody has left without a confirmation': `select 1 from participant p where p.withdrawn_at is not null and not exists (select 1 from blocked_address) and not exists
     (select 1 from outgoing_email o where o.kind = 'withdrawal confirmation' and o.exchange_id = p.exchange_id and o.recipient = p.email)`,
  'somebody has left twice': `select 1 from outgoing_email where kind = 'withdrawal confirmation' group by exchange_id, recipient having count(*) > 1`,
  'there is a draw whose names are not drawn': `select 1 from draw d join exchange e on e.id = d.exchange_id where e.state not in ('matched', 'completed')`,
  'a match belongs to somebody who has left': `select 1 from "match" m join participant p on p.id = m.giver_id and p.withdrawn_at is not null`,
  'somebody gives to nobody': `select 1 from exchange e join participant p on p.exchange_id = e.id and p.withdrawn_at is null
     left join "match" m on m.giver_id = p.id where e.state in ('matched', 'completed') and m.id is null`,
  'a repair is kept of a draw that is undone': `select 1 from draw_repair r left join draw d on d.exchange_id = r.exchange_id where d.id is null`,
  'a rule of two has one person': `select 1 from exclusion_rule r left join exclusion_rule_member m on m.rule_id = r.id
    where r.kind <> 'history' group by r.id having count(m.id) < 2`,
}

const oneByOne = Object.entries(contradicting).map(([what, sql]) => `select '${what}' as what where exists (${sql})`)
const allContradictions = oneByOne.join(' union all ')

/** What is not whole, in words. References are whole because the databases see to it; SQLite is asked all the same. */
export function contradictions(house: House, { id }: Scene): string[] {
  const found = house.rows<{ what: string }>(allContradictions).map(({ what }) => what)
  const draw = Object.entries(house.drawOf(id))
  if (draw.some(([giver, receiver]) => giver === receiver)) found.push('somebody gives to themselves')
  if (new Set(draw.map(([, receiver]) => receiver)).size < draw.length) found.push('somebody receives twice')
  if (house.isFile && (house.native.pragma('foreign_key_check') as unknown[]).length > 0) found.push('a reference leads nowhere')
  return found
}

const yes = (condition: string) => `case when ${condition} then ' yes' else ' no' end`
const nameOf = (column: string) => `coalesce((select ' ' || name from participant where id = ${column}), ' -')`
const exchangeOf = (column: string) => `coalesce((select ' ' || name from exchange where id = ${column}), ' -')`

/** Everything that the order of two acts could change, a line for each row. Left out is what chance decides: identifiers, secrets, who gives to whom. */
const lines = `
  select 'exchange ' || name || ' ' || state || ' ' || budget || ${yes('slug = ?')} as line from exchange
  union all select 'person' || ${exchangeOf('exchange_id')} || ' ' || name || ' ' || email || ' ' || gift_ideas || ${yes('reminder_enabled')} || ${yes('withdrawn_at is null')}
    || ${yes('confirmed_at is null')} || ${yes('household_id is null')} || ${yes('wants_out_at is null')} from participant
  union all select 'wish' || ${nameOf('participant_id')} || ' ' || title || ' ' || link || ' ' || version || ' ' || position || ${yes('removed_at is null')} from wish
  union all select 'earlier wish ' || title || ' ' || version from wish_revision
  union all select 'match' || ${nameOf('giver_id')} from "match"
  union all select 'repair ' || cause || ${nameOf('participant_id')} from draw_repair
  union all select 'notice' || ${exchangeOf('exchange_id')} || ' ' || event || ${nameOf('participant_id')} from notice
  union all select 'e-mail' || ${exchangeOf('exchange_id')} || ' ' || kind || ' ' || recipient || ' ' || state from outgoing_email where recipient <> ''
  union all select 'session ' || (select email from admin where id = admin_id) from session
  union all select 'link ' || token_type || ${nameOf('participant_id')} || ${yes('used_at is null')} from magic_token
  union all select 'rule' || ${exchangeOf('exchange_id')} || ' ' || kind || ${exchangeOf('earlier_exchange_id')} from exclusion_rule
  union all select 'question' || ${exchangeOf('exchange_id')} || ' ' || text || ' ' || kind || ' ' || (select count(*) from question o where o.exchange_id = question.exchange_id and o.position <= question.position) from question
  union all select 'answer' || ${nameOf('participant_id')} || ' ' || (select text from question where id = question_id) from answer
  union all select 'household' || ${exchangeOf('exchange_id')} from household
  union all select 'organiser' || ${exchangeOf('exchange_id')} || ' ' || (select email from admin where id = account_id) || ${yes('draw_done')} from organiser
  union all select 'invitation ' || email || ${exchangeOf('exchange_id')} from organiser_invitation
  union all select 'tries' from rate_limit
  union all select 'blocked address' from blocked_address
  union all select 'admin ' || email || ${yes('password_hash = ?')} from admin
  order by line`

/** What stands in the database, as one text. */
export function picture(house: House, { slug, passwordHash }: Scene): string {
  const exchanges = house.rows<{ id: string; name: string }>('select id, name from exchange')
  const sealed = exchanges.flatMap(({ id, name }) => [
    ...Object.entries(house.looksOf(id)).map((look) => `look ${name} ${look.join(' ')}`),
    `used links ${name} ${house.whoUsedLinks(id)}`,
  ])
  return [...house.rows<{ line: string }>(lines, slug, passwordHash).map(({ line }) => line), ...sealed.sort()].join('\n')
}
