#!/usr/bin/env node
import { once } from 'node:events'

const needed = 26
const never = new Promise(() => {})

// An older Node fails with errors that explain nothing: this file uses nothing new, and loads the rest only where that works.
if (Number.parseInt(process.versions.node, 10) < needed) {
  console.error(`Sneaky Klaus needs Node ${needed} or newer; this is ${process.versions.node}. \`npm start\` brings the right one on Linux (x64).`)
  process.exitCode = 1
} else {
  process.umask(0o077)
  const [, , command = ''] = process.argv
  // Process 1 of a container loses a signal that nobody listens for yet, and loading the rest takes a while.
  const stop = command === 'serve' ? Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]) : never
  const { main } = await import('./commands.ts')
  // Everything is closed by now, except perhaps a connection that a mail server keeps waiting: nobody waits for that.
  process.exit(await main(process.argv.slice(2), stop))
}
