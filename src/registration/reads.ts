import type { EntityManager } from '../database/orm.ts'
import { row } from '../database/read.ts'
import { DeadInvitation } from '../errors.ts'
import type { ExchangeState } from '../exchanges/exchange-states.ts'
import { acceptsParticipants } from '../exchanges/permissions.ts'
import { paths } from '../paths.ts'
import { asset } from '../web/assets.ts'
import type { World } from '../world.ts'

/** What the invitation page tells about an exchange. */
export type Invitation = {
  id: string
  slug: string
  name: string
  description: string
  budget: string
  maxParticipants: number | null
  registrationCloseDate: string
  exchangeDate: string
  timezone: string
  state: ExchangeState
  joined: number
  /** Whether people can join now. */
  isOpen: boolean
  /** The whole link. */
  url: string
  /** The address of the picture that messengers show beside the link. */
  picture: string
}

/** The exchange that an invitation link leads to, and how many take part. Throws DeadInvitation when it leads nowhere. */
export async function mustBeInvited(em: EntityManager, world: World, slug: string | undefined): Promise<Invitation> {
  const invitation = await readInvitation(em, world, slug ?? '')
  if (!invitation) throw new DeadInvitation('There is no such invitation.')
  return invitation
}

/** The exchange that an invitation link leads to, and how many take part; undefined when it leads nowhere. */
export async function readInvitation(em: EntityManager, world: World, slug: string): Promise<Invitation | undefined> {
  const invitation = await row<Omit<Invitation, 'isOpen' | 'url' | 'picture'>>(
    em,
    `select id, slug, name, description, budget, max_participants as "maxParticipants", registration_close_date as "registrationCloseDate",
            exchange_date as "exchangeDate", timezone, state,
            (select count(*) from participant where exchange_id = exchange.id and withdrawn_at is null) as joined
       from exchange where slug = ?`,
    [slug],
  )
  if (!invitation) return undefined
  return {
    ...invitation,
    isOpen: acceptsParticipants(invitation, world.now()),
    url: world.url(paths.register(slug)),
    picture: world.url(asset('invitation.png')),
  }
}

/** Whether everybody who may take part does. */
export function isFull({ maxParticipants, joined }: Invitation): boolean {
  return maxParticipants !== null && joined >= maxParticipants
}
