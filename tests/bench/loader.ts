import { randomInt } from 'node:crypto'
import autocannon from 'autocannon'
import type { Load } from './load.ts'

/** A process of its own that sends what its first argument says, and prints what autocannon (https://github.com/mcollina/autocannon) counted. */
const { origin, what, paths, cookie, connections, seconds } = JSON.parse(process.argv[2] ?? '') as Load
let count = randomInt(2 ** 32)

const form = { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' }
const next: Record<Load['what'], () => Partial<autocannon.Request>> = {
  page: () => ({ headers: { cookie } }),
  registration: () => ({
    method: 'POST',
    // Everybody registers from another address, so that the limits on abuse, which are checked, never close.
    headers: { ...form, 'X-Forwarded-For': [10, count >> 16, count >> 8, count].map((byte) => byte & 255).join('.') },
    body: `name=Guest+${count}&email=guest${count}%40example.org&gift_ideas=Socks+or+a+book&reminder_enabled=on`,
  }),
  'gift ideas': () => ({ method: 'POST', headers: { ...form, cookie }, body: `gift_ideas=Socks%2C+size+${count}` }),
}

const result = await autocannon({
  url: origin,
  connections,
  duration: seconds,
  sampleInt: 100,
  requests: [
    {
      setupRequest(request) {
        count++
        return { ...request, path: paths[count % paths.length] as string, ...next[what]() }
      },
    },
  ],
})
console.log(JSON.stringify(result))
