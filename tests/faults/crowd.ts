import { EventEmitter, once } from 'node:events'
import { registration } from '../support/house.ts'
import { Visitor } from '../support/visitor.ts'

/** Fifty a second. */
const pace = 20

/** People who register one after the other, about fifty a second, each from an address of their own. */
export class Crowd {
  /** E-mail addresses whose registration was acknowledged: none of them may be lost. */
  readonly acknowledged: string[] = []
  /** Who got no answer, as when a server is killed; they would try again. */
  private unanswered: number[] = []
  private count = 0
  private timer: NodeJS.Timeout | undefined
  private readonly registering = new Set<Promise<void>>()
  private readonly news = new EventEmitter()
  private readonly visitor: Visitor
  private readonly invitation: string
  constructor(url: string, invitation: string) {
    this.visitor = new Visitor(url)
    this.invitation = invitation
  }

  come(): void {
    this.timer = setInterval(() => this.send(this.count++), pace)
  }

  /** Waits until that many more were acknowledged. */
  async joined(more: number): Promise<void> {
    const goal = this.acknowledged.length + more
    while (this.acknowledged.length < goal) await once(this.news, 'joined')
  }

  /** No more come; waits for those who are under way. */
  async stop(): Promise<void> {
    clearInterval(this.timer)
    await Promise.all(this.registering)
  }

  /** Lets everybody who got no answer try once more, and waits for that. Some are told that they are in already. */
  async tryAgain(): Promise<void> {
    const again = this.unanswered
    this.unanswered = []
    for (const person of again) this.send(person)
    await Promise.all(this.registering)
    if (this.unanswered.length > 0) throw new Error(`${this.unanswered.length} people got no answer again.`)
  }

  private send(person: number): void {
    const form = registration(`Guest${person}`)
    const headers = { 'X-Forwarded-For': `10.${person >> 16}.${(person >> 8) & 255}.${person & 255}` }
    const registering = this.visitor
      .post(this.invitation, form, { headers })
      .then(
        ({ status, text }) => {
          if (status !== 303 && !text.includes('already')) throw new Error(`Guest${person} got ${status}: ${text}`)
          this.acknowledged.push(form.email as string)
          this.news.emit('joined')
        },
        () => void this.unanswered.push(person),
      )
      .finally(() => this.registering.delete(registering))
    this.registering.add(registering)
  }
}
