import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import type Database from 'better-sqlite3'
import { Mutex } from '../mutex.ts'
import { isBusy } from '../storage-failure.ts'

/** The batching window, in turns of the event loop: ten people whose answers went out together are back within three. */
const turnsOpen = 3

/** One transaction of a group. After `commit` or `rollBack` it is over. */
export type Member = {
  /** Runs a statement of this transaction. Throws when it fails, or when the group is lost. */
  run<Result>(statement: () => Result): Result
  /** Fulfilled when what was done is on the disk; rejected when it could not be brought there, and then none of it happened. */
  commit(): Promise<void>
  rollBack(): void
}

/** Transactions that are committed together. It is lost when SQLite rolls everything back on its own, as on a full disk. */
type Group = { committed: PromiseWithResolvers<void>; isLost: boolean; failure?: unknown }

/**
 * Group commit: transactions that come close together share one commit, since each commit waits for the disk once. They take turns, and
 * each is a savepoint inside one immediate transaction, so that one that fails is taken back alone. A few turns of the event
 * loop later, with whoever came while the first were at work, the whole is committed, and only then does any of them count as
 * committed. Nobody sees it earlier, as long as other connections do the reading; `endSnapshot` makes them let go of
 * the moment that they see. (No foreign key here is deferred: that would be checked at the end, for all.)
 */
export class GroupCommit {
  private group: Group | undefined
  private readonly mutex = new Mutex()
  private readonly database: Database.Database
  private readonly endSnapshot: () => void
  constructor(database: Database.Database, endSnapshot: () => void) {
    this.database = database
    this.endSnapshot = endSnapshot
  }

  /** Waits for its turn and begins a transaction, which holds up the next one until it is over. */
  async begin(): Promise<Member> {
    const release = await this.mutex.acquire()
    try {
      this.group ??= await this.open()
      this.database.exec('savepoint member')
      return this.member(this.group, release)
    } catch (error) {
      release()
      throw error
    }
  }

  /** Runs what can't be in a transaction, when there is none. */
  async alone<Result>(run: () => Result): Promise<Result> {
    const release = await this.mutex.acquire()
    try {
      this.close()
      this.endSnapshot()
      return run()
    } finally {
      release()
    }
  }

  private member(group: Group, release: () => void): Member {
    return {
      run: (statement) => {
        if (group.isLost) throw group.failure
        try {
          return statement()
        } catch (error) {
          if (!this.database.inTransaction) this.lose(group, error)
          throw error
        }
      },
      commit: () => {
        this.endMember(group, 'release member')
        release()
        return group.committed.promise
      },
      rollBack: () => {
        this.endMember(group, 'rollback to member; release member')
        release()
      },
    }
  }

  /** Where a disk fails so badly that not even this can be done, nothing of the group counts. */
  private endMember(group: Group, words: string): void {
    if (group.isLost) return
    try {
      this.database.exec(words)
    } catch (error) {
      this.abandon(group, error)
    }
  }

  /** A deferred transaction that reads first and writes later can fail half way with SQLITE_BUSY; an immediate one waits at its door. */
  private async open(): Promise<Group> {
    for (let patience = 100; ; patience--) {
      try {
        this.database.exec('begin immediate')
        break
      } catch (error) {
        if (!isBusy(error) || patience === 0) throw error
        await pause(20)
      }
    }
    const group: Group = { committed: Promise.withResolvers(), isLost: false }
    // Nobody may be waiting for it, when all were rolled back.
    group.committed.promise.catch(() => undefined)
    void this.closeInTurn(group)
    return group
  }

  /** The commit waits for its turn like everybody else: whoever asked before it is still taken along. */
  private async closeInTurn(group: Group): Promise<void> {
    for (let turn = 0; turn < turnsOpen; turn++) await nextTurn()
    const release = await this.mutex.acquire()
    if (this.group === group) this.close()
    release()
  }

  private close(): void {
    const { group } = this
    if (!group) return
    try {
      // Before it, since whoever still looks at an earlier moment would keep the commit from emptying the log.
      this.endSnapshot()
      this.database.exec('commit')
      this.group = undefined
      group.committed.resolve()
    } catch (error) {
      this.abandon(group, error)
    }
  }

  private abandon(group: Group, failure: unknown): void {
    if (this.database.inTransaction) this.database.exec('rollback')
    this.lose(group, failure)
  }

  private lose(group: Group, failure: unknown): void {
    this.group = undefined
    Object.assign(group, { isLost: true, failure })
    group.committed.reject(failure)
  }
}
