import { passwordRefusal } from '../auth/weighty.ts'
import { dryRun } from '../database/dry-run.ts'
import type { EntityManager } from '../database/orm.ts'
import { refusalOf } from '../errors.ts'
import { blank, type Refused, refuse } from '../web/form.ts'
import type { SiteContext } from '../web/parts.ts'

/** What `deed` would do to the draw, without doing it: whether it would be repaired, or why it is not possible. */
export async function foresee(c: SiteContext, deed: (em: EntityManager) => Promise<{ isRepaired: boolean }>, form: Pick<Refused, 'typed'> = blank()) {
  let needsRepair = false
  const refusal = await refusalOf(
    dryRun(c.var.em, deed).then(({ isRepaired }) => {
      needsRepair = isRepaired
    }),
  )
  return { refused: refusal ? refuse(form, 'form', refusal) : blank(form.typed), needsRepair }
}

/** Why a draw is not repaired yet: that takes a yes, by somebody who gave the password not long ago. Undefined when it may be, or needs not. */
export async function unconfirmedRepair(c: SiteContext, form: Pick<Refused, 'typed'>, needsRepair: boolean) {
  if (!needsRepair) return undefined
  if (form.typed.confirm !== 'yes') return { refused: blank(form.typed), status: 409 as const }
  return passwordRefusal(c, form)
}
