import type { EntityManager } from '../database/orm.ts'
import { queryOne } from '../database/query.ts'
import { DeadInvitation } from '../errors.ts'
import { joined } from '../exchanges/joined.ts'
import { acceptsParticipants, roomBeside } from '../exchanges/permissions.ts'
import { paths } from '../paths.ts'
import { asset } from '../web/assets.ts'
import type { World } from '../world.ts'

/** What the invitation page tells about an exchange: also whether people can join now, the whole link, and the address of the picture that messengers show beside it. */
export type Invitation = NonNullable<Awaited<ReturnType<typeof findInvitation>>> & { isOpen: boolean; url: string; picture: string }

/** The exchange that an invitation link leads to, and how many take part. Throws DeadInvitation when it leads nowhere. */
export async function mustBeInvited(em: EntityManager, world: World, slug: string | undefined): Promise<Invitation> {
  const invitation = await readInvitation(em, world, slug ?? '')
  if (!invitation) throw new DeadInvitation('There is no such invitation.')
  return invitation
}

/** The exchange that an invitation link leads to, and how many take part; undefined when it leads nowhere. */
export async function readInvitation(em: EntityManager, world: World, slug: string): Promise<Invitation | undefined> {
  const invitation = await findInvitation(em, { slug })
  if (!invitation) return undefined
  return {
    ...invitation,
    isOpen: acceptsParticipants(invitation, world.now()),
    url: world.url(paths.register(slug)),
    picture: world.url(asset('invitation.png')),
  }
}

const findInvitation = queryOne((db, given: { slug: string }) =>
  db
    .selectFrom('Exchange as e')
    .select([
      'e.id',
      'e.slug',
      'e.name',
      'e.description',
      'e.budget',
      'e.maxParticipants',
      'e.registrationCloseDate',
      'e.exchangeDate',
      'e.timezone',
      'e.state',
      'e.rememberPairs',
      'e.againOf',
    ])
    .select(joined().as('joined'))
    .where('e.slug', '=', given.slug),
)

/** Whether an invitation has that slug. */
export async function isInvitation(em: EntityManager, slug: string): Promise<boolean> {
  return (await findInvitation(em, { slug })) !== undefined
}

/** Whether the exchange is full. */
export function isFull(invitation: Invitation): boolean {
  return roomBeside(invitation, invitation.joined) === 0
}
