import { Hono } from 'hono'
import type { Child } from '#jsx/jsx-runtime'
import { participantOnly } from '../auth/guards.ts'
import { statesOfGiftIdeas } from '../exchanges/permissions.ts'
import type { Printer } from '../language/printer.ts'
import { inWords } from '../language/refusals.ts'
import { paths, segment } from '../paths.ts'
import { ownedBy, whyNotTheirs } from '../ui/form-owner.tsx'
import { answer, conclude, type Frame, goTo } from '../web/answer.tsx'
import type { AppContext, Env } from '../web/env.ts'
import { answerRefusal } from '../web/failure.tsx'
import { leaveFlash } from '../web/flash.ts'
import { blank, parseForm, type Refused, refuse } from '../web/form.ts'
import { pathParameter } from '../web/path-parameter.ts'
import { caughtUp, versionOf, writeVersion } from '../web/version.ts'
import { contentsOfWish, mostWishes, type WishContents } from './wish.ts'
import { addWish, deleteWish, editWish, moveWish, type Overtaken } from './wish-edit.ts'
import { contentsFrom, DeleteWishForm, MoveForm, NewWishForm, sentContents, typedFrom, typedFromShared, WishForm } from './wish-forms.ts'
import { readStateOf, readWish, readWishes } from './wish-list.ts'
import { AddPart, Changed, type Editing, type Focus, ListPart, type MyList, WishesPage, WishPage } from './wish-pages.tsx'

export const wishes = new Hono<Env>()

wishes.get('/participant/wishes', participantOnly, async (c) => {
  const { at, button = 'edit', ...shared } = c.req.query()
  const focus = at === undefined ? undefined : { at, button }
  const list = await readMyList(c)
  return answer(c, <ListPart list={list} focus={focus} t={c.var.t} />, whole(c, list, blank(typedFromShared(shared)), focus))
})

wishes.post('/participant/wishes', participantOnly, async (c) => {
  const form = await parseForm(c, NewWishForm)
  if (!form.ok) return showNew(c, form, 422)
  const { em, me, services, t } = c.var
  const notTheirs = whyNotTheirs(form.typed, me)
  if (notTheirs) return showNew(c, refuse(form, 'form', inWords(notTheirs, t)), 409)
  const contents = contentsFrom(form.values)
  const { refusal } = await addWish(em, services, me, contents)
  if (refusal) return showNew(c, refuse(form, 'form', inWords(refusal, t)), 409)
  const list = await readMyList(c)
  return conclude(c, paths.wishes(), t('wishes.added', { title: contents.title }), <Changed list={list} form={ownedBy(me, blank())} isAdded t={t} />)
})

wishes.get(`/participant/wishes/${segment.wishId}`, participantOnly, async (c) => {
  const wishId = pathParameter(c, 'wishId')
  const wish = await readWish(c.var.em, c.var.me.id, wishId)
  const list = await readMyList(c)
  if (list.isOver) {
    leaveFlash(c, c.var.t('wishes.over'), 'notice')
    return goTo(c, paths.wishes())
  }
  return showEditing(c, list, { wishId, form: blank({ ...typedFrom(wish), version: writeVersion(versionOf(wish, contentsOfWish)) }) }, 200)
})

wishes.post(`/participant/wishes/${segment.wishId}`, participantOnly, async (c) => {
  const form = await parseForm(c, WishForm)
  const { em, me, services, t } = c.var
  const wishId = pathParameter(c, 'wishId')
  await readWish(em, me.id, wishId)
  const list = await readMyList(c)
  const refused = (why: string) => showEditing(c, list, { wishId, form: refuse(form, 'form', why) }, 409)
  if (!form.ok) return showEditing(c, list, { wishId, form }, 422)
  const notTheirs = whyNotTheirs(form.typed, me)
  if (notTheirs) return refused(inWords(notTheirs, t))
  const { version, ...values } = form.values
  const contents = sentContents(values, form.typed)
  const { value, refusal } = await editWish(em, services, me, wishId, { contents, version })
  if (refusal) return refused(inWords(refusal, t))
  if (value.overtaken.length > 0) return showEditing(c, list, { wishId, form: besideStored(form.typed, await readWish(em, me.id, wishId), value, t) }, 409)
  const changed = await readMyList(c)
  const focus = { at: wishId, button: 'edit' } as const
  return conclude(c, paths.wishes(focus), t('wishes.saved', { title: contents.title }), <ListPart list={changed} focus={focus} t={t} />)
})

wishes.post(`/participant/wishes/${segment.wishId}/delete`, participantOnly, async (c) => {
  const { em, me, services, t } = c.var
  const notTheirs = whyNotTheirs((await parseForm(c, DeleteWishForm)).typed, me)
  if (notTheirs) return answerRefusal(c, notTheirs)
  const { value, refusal } = await deleteWish(em, services, me, pathParameter(c, 'wishId'))
  if (refusal) return answerRefusal(c, refusal)
  const list = await readMyList(c)
  const hasRoomAgain = list.wishes.length === mostWishes - 1
  const changed = hasRoomAgain ? <Changed list={list} form={ownedBy(me, blank())} t={t} /> : <ListPart list={list} focus="list" t={t} />
  return conclude(c, paths.wishes(), t('wishes.deleted', { title: value.title }), changed)
})

wishes.post(`/participant/wishes/${segment.wishId}/move`, participantOnly, async (c) => {
  const form = await parseForm(c, MoveForm)
  const { em, me } = c.var
  const notTheirs = whyNotTheirs(form.typed, me)
  if (notTheirs) return answerRefusal(c, notTheirs)
  const wishId = pathParameter(c, 'wishId')
  if (!form.ok) {
    const list = await readMyList(c)
    return answer(c, <ListPart list={list} t={c.var.t} />, whole(c, list, refuse({ typed: {} }, 'form', c.var.t('form.lost'))), 422)
  }
  const { refusal } = await moveWish(em, me, wishId, form.values)
  if (refusal) return answerRefusal(c, refusal)
  const list = await readMyList(c)
  const focus = { at: wishId, button: form.values.direction }
  return conclude(c, paths.wishes(focus), undefined, <ListPart list={list} focus={focus} t={c.var.t} />)
})

async function readMyList(c: AppContext): Promise<MyList> {
  const { em, me } = c.var
  const state = await readStateOf(em, me.exchangeId)
  const list = await readWishes(em, me.id)
  return { participantId: me.id, wishes: list, isDrawn: state === 'matched', isOver: !statesOfGiftIdeas.includes(state) }
}

/** The form for a new wish once more, with what was typed; where no fragment can, on the page that it stands on. */
async function showNew(c: AppContext, form: Refused, status: 409 | 422): Promise<Response> {
  const list = await readMyList(c)
  return answer(c, <AddPart list={list} form={ownedBy(c.var.me, form)} t={c.var.t} />, whole(c, list, form), status)
}

/** The page with the whole list; `adding` stands in the form for a new wish. */
function whole(c: AppContext, list: MyList, adding: Refused, focus?: Focus) {
  const { me, t } = c.var
  return (_: Child, frame: Frame) => (
    <WishesPage hasList={list.wishes.length > 0} frame={frame}>
      <AddPart list={list} form={ownedBy(me, adding)} t={t} />
      <ListPart list={list} focus={focus} t={t} />
    </WishesPage>
  )
}

/** A wish as a form: in its place in the list, or, where no fragment can, on a page of its own. */
function showEditing(c: AppContext, list: MyList, { wishId, form }: Editing, status: 200 | 409 | 422): Response {
  const editing = { wishId, form: ownedBy(c.var.me, form) }
  return answer(
    c,
    <ListPart list={list} editing={editing} t={c.var.t} />,
    (_, frame) => <WishPage editing={editing} isDrawn={list.isDrawn} frame={frame} />,
    status,
  )
}

/** The names of the fields where they are not those of the entity. */
const fieldOf = { title: 'title', link: 'link', note: 'note', price: 'price', mostWanted: 'most_wanted' } as const

/** The form once more, with what was stored elsewhere meanwhile beside what was typed; saving again replaces it. */
function besideStored(typed: Record<string, string>, now: WishContents, { overtaken }: Overtaken, t: Printer): Refused {
  const said = (value: string | boolean) => (typeof value === 'string' ? value : t(value ? 'form.yes' : 'form.no'))
  const errors = overtaken.map((name) => [fieldOf[name], now[name] === '' ? t('wishes.overtaken.empty') : t('wishes.overtaken', { value: said(now[name]) })])
  return { typed: { ...typed, version: caughtUp(typed.version ?? '', now, overtaken) }, errors: Object.fromEntries(errors) }
}
