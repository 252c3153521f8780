import type { Logger } from 'pino'
import { maskedAddress } from './masked-address.ts'
import { noWay, type Transport } from './transport.ts'

/**
 * For development only: writes our own links of every e-mail to the log, marked DEV MODE, then lets the real transport
 * have a go. Its failure, or having none, is no error here, but is told; not of an e-mail that nobody may know of.
 */
export function developmentTransport(real: Transport | undefined, log: Logger, baseUrl: string): Transport {
  return {
    name: real?.name ?? 'log',
    atOnce: real?.atOnce ?? 10,
    knowsRepetition: real?.knowsRepetition ?? false,
    async send(parcel, signal) {
      // A secret one has no link that its recipient could not ask for.
      const links = parcel.isRecipientSecret ? [] : (parcel.text.match(/https?:\/\/\S+/g) ?? []).filter((link) => link.startsWith(`${baseUrl}/`))
      for (const link of new Set(links)) log.info({ mail: parcel.id }, `DEV MODE e-mail to ${maskedAddress(parcel.to)}: ${link}`)
      const delivery = await real?.send(parcel, signal)
      if (delivery?.ok || parcel.isRecipientSecret) return { ok: true }
      return { ok: true, loggedBecause: delivery?.reason ?? noWay }
    },
    close: () => real?.close?.(),
  }
}
