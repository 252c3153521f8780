import { once } from 'node:events'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { resendTransport } from '../../src/mail/resend.ts'
import { smtpTransport } from '../../src/mail/smtp.ts'
import type { Transport } from '../../src/mail/transport.ts'
import { paths } from '../../src/paths.ts'
import { rounds, sample } from '../doors/extent.ts'
import { alice, type House, openHouse, registration } from '../support/house.ts'
import { openPostOffice, type PostOffice } from '../support/post-office.ts'
import { authority, identity, openSmtpOffice, type SmtpOffice } from '../support/smtp-office.ts'

/** What carries the e-mails of a house; tests put another transport in between while it fails. */
type Peer = { office: PostOffice | SmtpOffice; sound: Transport; transport: Transport }
/** How a peer fails, for three tries or for some hours. `isFinal` is what the app gives up on; `mayDouble` is what it can't tell from success. */
type Fault = { name: string; begin(peer: Peer): void | Promise<void>; isFinal?: boolean; hours?: number; mayDouble?: boolean }

async function smtpPeer(): Promise<Peer> {
  const office = await openSmtpOffice()
  const sound = smtpTransport(`smtp://klaus:secret@localhost:${office.port}`, { authority })
  return { office, sound, transport: sound }
}

async function resendPeer(): Promise<Peer> {
  const office = await openPostOffice()
  onTestFinished(() => office.close())
  const sound = resendTransport({ apiKey: 're_test', baseUrl: office.url })
  return { office, sound, transport: sound }
}

const inMood = (mood: PostOffice['mood'] | SmtpOffice['mood']) => (peer: Peer) => void Object.assign(peer.office, { mood })
const by = (transport: Transport) => (peer: Peer) => void Object.assign(peer, { transport })

const faults: [string, () => Promise<Peer>, Fault[]][] = [
  [
    'an SMTP server',
    smtpPeer,
    [
      { name: 'is down for 30 hours', begin: by(smtpTransport('smtp://127.0.0.1:9')), hours: 30, isFinal: true },
      { name: 'is not there', begin: by(smtpTransport('smtp://127.0.0.1:9')) },
      { name: 'says to come again (450)', begin: inMood('busy') },
      { name: 'refuses for good (550)', begin: inMood('refusing'), isFinal: true },
      { name: 'hangs up before the dot', begin: inMood('hanging up before the dot') },
      { name: 'hangs up after the dot', begin: inMood('hanging up after the dot'), mayDouble: true },
      {
        name: 'has a certificate that nobody vouches for',
        begin: (peer) => by(smtpTransport(`smtp://klaus:secret@localhost:${(peer.office as SmtpOffice).port}`, { authority: 'none' }))(peer),
      },
    ],
  ],
  [
    'Resend',
    resendPeer,
    [
      { name: 'is down for 30 hours', begin: inMood('down'), hours: 30, isFinal: true },
      { name: 'is not there', begin: by(resendTransport({ apiKey: 're_test', baseUrl: 'http://127.0.0.1:9' })) },
      { name: 'says to come again (429)', begin: inMood('busy') },
      { name: 'refuses for good (422)', begin: inMood('refusing'), isFinal: true },
      { name: 'refuses the key (401)', begin: inMood('refusing the key') },
      { name: 'hangs up before it has taken an e-mail', begin: inMood('hanging up') },
      { name: 'hangs up after it has taken an e-mail', begin: inMood('dropping after acceptance') },
      {
        name: 'has a certificate that nobody vouches for',
        async begin(peer) {
          const impostor = createServer(identity, () => undefined).listen(0, 'localhost')
          onTestFinished(() => void impostor.close())
          await once(impostor, 'listening')
          by(resendTransport({ apiKey: 're_test', baseUrl: `https://localhost:${(impostor.address() as AddressInfo).port}` }))(peer)
        },
      },
    ],
  ],
]

const counts = { faults: 0, tries: 0, lost: 0, copies: 0 }
afterAll(() =>
  console.log(
    `F3: ${counts.faults} faults of mail peers, ${counts.tries} tries in vain: ${counts.lost} e-mails lost, ${counts.copies} copies (SMTP, after the dot)`,
  ),
)

async function openHouseWith(peer: Peer): Promise<House> {
  return openHouse({ transport: { ...peer.sound, send: (parcel, signal) => peer.transport.send(parcel, signal) } })
}

/** Who got an e-mail that says whom to give to, once for each copy. */
const drawn = ({ office }: Peer, before: number) => office.inbox.slice(before).flatMap(({ to }) => to.filter((address) => /bob|charlie|dana/.test(address)))

const tries = ({ native }: House) => native.prepare(`select sum(attempts) from outgoing_email where kind = 'match notification'`).pluck().get() as number

describe.each(faults)('F3: %s', (_, open, list) => {
  test.each(sample(list, 2))('that $name loses nothing, holds nobody up, and the admin is told', async ({ begin, isFinal, hours, mayDouble }) => {
    const peer = await open()
    const house = await openHouseWith(peer)
    const { id } = await house.exchange('registration_open')
    const { slug } = await house.exchange('registration_open', [], { name: 'Office' })
    const organiser = await house.alice()
    for (const name of ['Bob', 'Charlie', 'Dana']) await organiser.post(paths.addPerson(id), { name, email: registration(name).email as string })
    await house.deliver()
    await organiser.post(paths.closeRegistration(id))
    const before = peer.office.inbox.length
    await begin(peer)

    expect((await organiser.post(paths.draw(id))).status).toBe(303)
    for (let round = 0; round < (hours ?? 3); round++) {
      await house.tick((job) => /^(tell of failing mail|deliver e-mail)$/.test(job))
      house.world.travel(hours === undefined ? { minutes: 2 ** round } : { hours: 1 })
    }
    const inVain = tries(house)
    expect((await house.visitor().post(paths.register(slug), registration('Erin'))).status).toBe(303)
    expect((await organiser.get(paths.adminDashboard())).text).toMatch(/[345] e-mails (can’t be sent|wait for a limit of the mail service)/)

    Object.assign(peer.office, { mood: 'well' })
    peer.transport = peer.sound
    // The news that e-mails were given up goes out while that is so; once they are on the way again there is no such news.
    for (const press of [false, isFinal]) {
      if (press) await organiser.post(paths.mail())
      house.world.travel({ minutes: 30 })
      await house.tick((job) => /^(tell of failing mail|deliver e-mail)$/.test(job))
    }
    const received = drawn(peer, before)
    const people = ['bob@example.org', 'charlie@example.org', 'dana@example.org']
    const lost = people.filter((address) => !received.includes(address))
    const copies = received.length - new Set(received).size
    counts.faults++
    counts.tries += inVain
    counts.lost += lost.length
    counts.copies += copies
    expect(lost).toEqual([])
    expect(peer.office.inbox.slice(before).some(({ to }) => to[0] === alice.email)).toBe(hours !== undefined)
    expect(copies).toBeLessThanOrEqual(mayDouble ? inVain : 0)
    expect(peer.office.inbox.flatMap(({ to }) => to)).toContain('erin@example.org')
  })
})

// A server may think long about an e-mail that it has taken, and whoever gives up early may send it twice.
test(`F3: a peer that keeps one e-mail waiting for ${rounds(6, 90)} seconds gets it once, and the others do not wait`, async () => {
  await Promise.all([keepWaiting('an SMTP server', await smtpPeer()), keepWaiting('Resend', await resendPeer())])
})

async function keepWaiting(name: string, peer: Peer): Promise<void> {
  const house = await openHouseWith(peer)
  const { slug } = await house.exchange('registration_open')
  const end = performance.now() + rounds(6, 90) * 1000
  peer.office.thinks = (address) => (address.startsWith('slow') ? Math.max(0, end - performance.now()) : 0)
  for (const person of ['Slow', 'Bob', 'Charlie', 'Dana']) await house.visitor().post(paths.register(slug), registration(person))
  await house.deliver()
  const slow = () => house.row<{ state: string; lease_id: string | null }>(`select state, lease_id from outgoing_email where recipient like 'slow%'`)
  const others = house.rows(`select distinct state from outgoing_email where recipient not like 'slow%'`)
  expect([slow().state, others]).toEqual(['queued', [{ state: 'sent' }]])
  while (slow().state !== 'sent') {
    if (slow().lease_id !== null) await pause(50)
    else {
      house.world.travel({ minutes: 3 })
      await house.deliver()
    }
  }
  const received = peer.office.inbox.filter(({ to }) => to[0]?.startsWith('slow')).length
  console.log(`F3: ${name} thought for ${rounds(6, 90)} s about one e-mail, which arrived ${received} time(s), after the 3 others`)
  expect(received).toBe(1)
}
