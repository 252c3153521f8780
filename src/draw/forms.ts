import * as v from 'valibot'
import { later } from '../language/printer.ts'
import { checkbox } from '../web/form.ts'
import { gifts } from '../wishes/plan.ts'

const uuid = v.pipe(v.string(), v.uuid())

/** `close` closes registration, where it is open, in one go with the draw; the password may be asked for beside it. */
export const DrawForm = v.object({ close: checkbox })

/** Shows the match, or hides it again. */
export const RevealForm = v.object({ show: v.optional(v.picklist(['yes', 'no']), 'yes') })

/** How far a giver is with the gift, or a wish that they get, `taken`, or rather not, at the version that the page showed; `repairs` is how often the draw had been repaired then. */
export const PlanForm = v.object({
  gift: v.optional(v.picklist(gifts)),
  wish_id: v.optional(uuid),
  version: v.optional(v.pipe(v.string(), v.digits(), v.toNumber())),
  repairs: v.optional(v.string()),
  taken: checkbox,
})

/** What is undone: the draw as a whole, or its last repair. */
export const UndoForm = v.object({ what: v.optional(v.picklist(['draw', 'repair']), 'draw') })

/** The fields of a rule that may come more than once. */
export const repeatedInRules = ['participant_ids', 'earlier_exchange_id']

/** What was chosen, nothing twice. */
const chosen = (refusal: string) =>
  v.pipe(
    v.optional(v.string(), ''),
    v.transform((ids) => [...new Set(ids.split(' ').filter(Boolean))]),
    v.check((ids) => ids.every((id) => v.is(uuid, id)), refusal),
  )

const people = chosen(later('forms.rule.chooseAgain'))
const someone = v.pipe(people, v.minLength(2, later('forms.rule.chooseSome')))
const earlier = v.pipe(chosen(later('forms.rule.chooseExchange')), v.minLength(1, later('forms.rule.chooseExchange')))
const pair = v.pipe(people, v.length(2, later('forms.rule.choosePair')))

const confirm = v.optional(v.string(), '')

/** A rule for the draw. `participant_ids` comes repeated, as may `earlier_exchange_id`; one way, the first shall not give to the second. */
export const RuleForm = v.variant(
  'kind',
  [
    v.object({ kind: v.picklist(['exclusion', 'household']), participant_ids: someone, confirm }),
    v.object({ kind: v.literal('one_way'), participant_ids: pair, confirm }),
    v.object({ kind: v.literal('history'), earlier_exchange_id: earlier, confirm }),
  ],
  later('forms.rule.chooseKind'),
)

export type NewRuleForm = v.InferOutput<typeof RuleForm>
