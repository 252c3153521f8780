import { across, type Side } from '../../../src/messages/thread.ts'
import { paths } from '../../../src/paths.ts'
import { gifts } from '../../../src/wishes/plan.ts'
import { seeded } from '../../support/chance.ts'
import { addressOf, alice, type House, openHouse } from '../../support/house.ts'
import type { Answer, Visitor } from '../../support/visitor.ts'
import { type Chance, type Character, chanceOf, character, reactionOf, visitsOf, wordsFor } from './people.ts'
import type { December } from './seen.ts'
import { type Change, watch } from './watch.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const sides = ['receiver', 'giver'] as const

type Person = { name: string; character: Character; laptop: Visitor; phone: Visitor }

/** A message that somebody has not answered yet. */
type Open = { from: string; deliverAt: number }

/** Lives through the days before Christmas by the front door: people look by, read, ask and answer as they like, e-mails bring some of them; in the middle somebody leaves. */
export async function december({ people, days, seed }: { people: number; days: number; seed: number }): Promise<December> {
  const chance = chanceOf(seeded(seed))
  const house = await openHouse()
  house.world.randomBelow = seeded(seed + 1)
  const names = Array.from({ length: people }, (_, place) => `P${String(place).padStart(2, '0')}`)
  const { id, slug, people: visitors } = await house.exchange('matched', names)
  await house.tick()
  await house.deliver()
  const life = new Life(house, { id, slug }, chance, names, visitors)
  await life.live(days)
  const receivers = house.drawOf(id)
  const rows = house.rows<{ id: string; name: string }>('select id, name from participant')
  return {
    names: Object.keys(receivers).sort(),
    people: new Map(rows.map((row) => [row.id, row.name])),
    ...life.seen,
    log: house.log,
    house,
    truth: { receivers, messages: life.written },
  }
}

/** The people of one exchange, and what they do. Everything happens at its own moment, so that visits overlap as they do. */
class Life {
  readonly seen: Pick<December, 'changes' | 'requests' | 'letters'> = { changes: [], requests: [], letters: [] }
  readonly written: December['truth']['messages'] = []
  private readonly queue: { at: number; act: () => Promise<void> }[] = []
  private readonly people: Person[]
  /** By who is to answer, and on which side whoever wrote is. */
  private readonly open = new Map<string, Open>()
  private readonly waits = new Set<string>()
  private draw: Record<string, string>
  private readonly look: () => Change[]
  private readonly house: House
  private readonly exchange: { id: string; slug: string }
  private readonly chance: Chance

  constructor(house: House, exchange: { id: string; slug: string }, chance: Chance, names: string[], visitors: Record<string, Visitor>) {
    this.house = house
    this.exchange = exchange
    this.chance = chance
    this.draw = house.drawOf(exchange.id)
    this.people = names.map((name) => {
      const nature = character(chance)
      return { name, character: nature, laptop: visitors[name] as Visitor, phone: house.visitor() }
    })
    this.look = watch(house)
  }

  async live(days: number): Promise<void> {
    // Midnight in Berlin.
    const first = Math.floor((this.now() + hour) / day) * day - hour
    for (let date = 0; date < days; date++) {
      const midnight = first + date * day
      for (const time of [8, 9, 12, 16, 20]) this.at(midnight + time * hour + 1000, () => this.clock(midnight))
      for (const person of this.people) for (const at of visitsOf(person.character, midnight, this.chance)) this.at(at, () => this.visit(person))
    }
    this.at(first + (Math.floor(days / 2) + 0.6) * day, () => this.somebodyLeaves())
    for (let next = this.queue.shift(); next; next = this.queue.shift()) {
      if (next.at > first + days * day) break
      const minutes = (next.at - this.now()) / minute
      if (minutes > 0) this.house.world.travel({ minutes })
      await next.act()
      this.seen.changes.push(...this.look())
    }
  }

  private now(): number {
    return this.house.world.now().getTime()
  }

  private at(at: number, act: () => Promise<void>): void {
    if (at < this.now()) return
    const place = this.queue.findIndex((other) => other.at > at)
    this.queue.splice(place === -1 ? this.queue.length : place, 0, { at, act })
  }

  private soon(act: () => Promise<void>): void {
    this.at(this.now() + this.chance.between(0.3, 3) * minute, act)
  }

  /** The jobs of a full hour, and the e-mails that come of them. */
  private async clock(midnight: number): Promise<void> {
    const before = this.house.post.inbox.length
    await this.house.tick()
    await this.house.deliver()
    for (const { to, subject } of this.house.post.inbox.slice(before)) {
      const person = this.people.find(({ name }) => to.includes(addressOf(name)))
      if (!person) continue
      const isOfWishes = subject.startsWith('New on a wish list')
      if (isOfWishes || subject.startsWith('There is something to read')) this.seen.letters.push({ at: this.now(), to: person.name, isOfWishes })
      const at = reactionOf(person.character, this.now(), midnight, this.chance)
      const link = this.house.linkTo(addressOf(person.name))
      if (at !== undefined) this.at(at, () => this.follow(person, link, isOfWishes))
    }
  }

  private async ask(person: Person, path: string, fields?: Record<string, string>, device = person.laptop): Promise<Answer> {
    this.seen.requests.push({ at: this.now(), person: person.name, path: path.replace(/#.*/, ''), isPost: fields !== undefined })
    return fields === undefined ? device.get(path) : device.post(path, fields)
  }

  /** Opens the link of an e-mail, and signs in where nobody is; a link that has been used leads nowhere. */
  private async follow(person: Person, link: string, isOfWishes: boolean): Promise<void> {
    const device = { here: person.laptop, phone: person.phone, 'new browser': this.house.visitor() }[person.character.mailbox]
    const opened = await this.ask(person, link, undefined, device)
    if (opened.status === 200) await this.ask(person, link, {}, device)
    this.soon(() => (isOfWishes ? this.lookAtWishes(person, device) : this.read(person, device)))
  }

  private async visit(person: Person): Promise<void> {
    const page = await this.ask(person, paths.dashboard())
    if (page.status !== 200) await this.comeBack(person)
    // Whose name it is comes first.
    const isCurious = page.text.includes('Reveal my match') || this.chance.isSo(0.12)
    if (isCurious) this.soon(() => this.lookAtWishes(person, person.laptop))
    else this.soon(() => (this.chance.isSo(0.8) ? this.read(person, person.laptop) : this.changeWishes(person)))
  }

  /** Whoever is signed out asks for a link. */
  private async comeBack(person: Person): Promise<void> {
    await this.ask(person, paths.requestAccess(this.exchange.slug), { email: addressOf(person.name) })
    await this.house.deliver()
    await this.ask(person, this.house.linkTo(addressOf(person.name)))
    this.house.exec('delete from rate_limit')
  }

  private async changeWishes(person: Person): Promise<void> {
    if (this.chance.isSo(0.5)) await this.ask(person, paths.giftIdeas(), { gift_ideas: `Socks, ${this.chance.share()}` })
    else await this.ask(person, paths.wishes(), { title: `A book, ${this.chance.share()}` })
  }

  /** Opens the giver's page, notes what one will do about it, and perhaps hides the name again. */
  private async lookAtWishes(person: Person, device: Visitor): Promise<void> {
    const page = await this.ask(person, paths.match(), undefined, device)
    if (page.status !== 200) await this.ask(person, paths.match(), { show: 'yes' }, device)
    const wish = this.chance.oneOf([...page.html.matchAll(/id="wish-([0-9a-f-]{36})"/g)].map(([, id]) => id as string))
    if (wish && this.chance.isSo(0.4)) this.soon(async () => void (await this.ask(person, paths.plan(), { wish_id: wish, taken: 'on' }, device)))
    if (this.chance.isSo(0.3)) this.soon(async () => void (await this.ask(person, paths.plan(), { gift: this.chance.oneOf(gifts) as string }, device)))
    if (this.chance.isSo(0.2)) this.soon(async () => void (await this.ask(person, paths.match(), { show: 'no' }, device)))
  }

  private async read(person: Person, device: Visitor): Promise<void> {
    const { html } = await this.ask(person, paths.threads(), undefined, device)
    for (const side of sides) if (this.wantsToWrite(person, side)) this.soon(() => this.write(person, side, device))
    if (this.chance.isSo(0.004)) this.soon(async () => void (await this.ask(person, paths.closeThread('giver'), {}, device)))
    const [report] = /\/participant\/messages\/[0-9a-f-]{36}\/report/.exec(html) ?? []
    if (report && this.chance.isSo(0.004)) this.soon(async () => void (await this.ask(person, report, {}, device)))
  }

  private wantsToWrite({ name, character: { writes } }: Person, side: Side): boolean {
    const open = this.open.get(`${name} ${side}`)
    if (open && open.deliverAt <= this.now()) return this.chance.isSo(0.75)
    if (this.waits.has(`${name} ${side}`)) return this.chance.isSo(0.05)
    return this.chance.isSo(side === 'receiver' ? writes : writes / 5)
  }

  private async write(person: Person, to: Side, device: Visitor): Promise<void> {
    await this.ask(person, paths.thread(to), undefined, device)
    this.soon(async () => {
      const { status } = await this.ask(person, paths.thread(to), wordsFor(to, this.chance), device)
      if (status !== 303) return
      await this.ask(person, paths.threads(), undefined, device)
      const { at: deliverAt } = this.house.row<{ at: number }>('select max(deliver_at) as at from message')
      const { name } = person
      const other = to === 'receiver' ? this.draw[name] : Object.keys(this.draw).find((giver) => this.draw[giver] === name)
      this.written.push({ at: this.now(), from: name, to, deliverAt })
      this.open.delete(`${name} ${to}`)
      this.waits.add(`${name} ${to}`)
      this.open.set(`${other} ${across(to)}`, { from: name, deliverAt })
      this.waits.delete(`${other} ${across(to)}`)
    })
  }

  private async somebodyLeaves(): Promise<void> {
    const organiser = await this.house.alice()
    const [leaver] = this.people.splice(Math.floor(this.chance.share() * this.people.length), 1)
    const { id } = this.exchange
    await organiser.post(paths.adminLogin(), alice)
    const answer = await organiser.post(paths.removePerson(id, this.house.idOf(id, leaver?.name as string)), {
      confirm: 'yes',
      current_password: alice.password,
    })
    if (answer.status !== 303) throw new Error(`Nobody could leave: ${answer.status}`)
    this.draw = this.house.drawOf(id)
  }
}
