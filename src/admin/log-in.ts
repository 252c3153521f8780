import { countFailure, type Try } from '../auth/limits.ts'
import { hashPassword, isOutdated, isPassword } from '../auth/password.ts'
import type { EntityManager } from '../database/orm.ts'
import type { World } from '../world.ts'
import { Admin } from './admin.ts'

/**
 * Checks an address and a password. Returns the admin's identifier, or undefined when either is wrong, which takes
 * equally long. Failures count towards `tries`. Throws TooManyTries, and Overloaded when too many passwords are being checked.
 */
export async function logIn(
  em: EntityManager,
  world: World,
  { email, password }: { email: string; password: string },
  tries: Try[],
): Promise<string | undefined> {
  const admin = await em.findOne(Admin, { email })
  if (!(await countFailure(em, world, tries, () => isPassword(password, admin?.passwordHash))) || !admin) return undefined
  if (isOutdated(admin.passwordHash)) await em.nativeUpdate(Admin, { id: admin.id }, { passwordHash: await hashPassword(password) })
  return admin.id
}
