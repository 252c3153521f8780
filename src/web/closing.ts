import { once } from 'node:events'
import type { Server } from 'node:http'
import { Server as NetServer } from 'node:net'
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises'

/**
 * How long answers are held back at least and at most before the listener closes, how long those who keep connections are told that these
 * end, and how long answers may take after that, in milliseconds.
 */
const [settling, longestSettling, notice, longestGoodbye] = [30, 500, 300, 7500]

/** Lets answers pass, or holds them back for a while. */
export class Gate {
  private opening: Promise<void> | undefined

  /** The answer, once it may go out. */
  pass<Answer>(answer: Answer | Promise<Answer>): Answer | Promise<Answer> {
    return this.opening === undefined ? answer : Promise.all([answer, this.opening]).then(([held]) => held)
  }

  /** Holds back every answer to what is asked from now on, until the returned function is called. */
  hold(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.opening = promise
    return () => {
      this.opening = undefined
      resolve()
    }
  }
}

/** Graceful shutdown: takes no new connections, and lets answers under way end, for a while. Whoever is connected by then is answered. */
export async function close(server: Server, gate: Gate): Promise<void> {
  server.prependListener('request', (_, response) => {
    response.shouldKeepAlive = false
  })
  // Closing resets connections that wait to be accepted. Who waits for an answer makes no other, so holding back answers empties that queue.
  const letGo = gate.hold()
  await untilNobodyKnocks(server)
  // An HTTP server would also cut at once what looks idle, and with it a request that is just coming in.
  NetServer.prototype.close.call(server)
  letGo()
  const closed = once(server, 'close')
  await Promise.race([closed, pause(notice)])
  const timer = setTimeout(() => server.closeAllConnections(), longestGoodbye)
  server.close()
  await closed
  clearTimeout(timer)
}

/** Waits until a turn of the event loop brings no new connection: each turn accepts one of those that wait. */
async function untilNobodyKnocks(server: Server): Promise<void> {
  const end = performance.now() + longestSettling
  let hasKnocked = false
  const note = () => {
    hasKnocked = true
  }
  server.on('connection', note)
  await pause(settling)
  do {
    hasKnocked = false
    await turn()
  } while (hasKnocked && performance.now() < end)
  server.off('connection', note)
}
